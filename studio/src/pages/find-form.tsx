import type { FormEvent } from "react";
import { Button } from "../design/button.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Search } from "./use-search.ts";
import { pagesWords } from "./words.ts";

/** Finds a text on all pages. */
export function FindForm({ search: { wanted, setWanted, finding, at, step } }: { readonly search: Search }) {
  const words = useWords(pagesWords);
  return (
    <form
      className="pdf-find"
      role="search"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        step(1);
      }}
    >
      <input
        className="input"
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        maxLength={100}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.shiftKey && (event.preventDefault(), step(-1))}
      />
      <span role="status" className="small muted">
        {wanted.trim() !== "" &&
          (finding.found.length > 0
            ? words.foundAt(at + 1, finding.found.length, finding.busy)
            : finding.busy
              ? words.searching
              : words.notFound)}
      </span>
      <Button
        kind="plain"
        aria-label={words.previousFound}
        disabled={finding.found.length === 0}
        onClick={() => step(-1)}
      >
        ↑
      </Button>
      <Button kind="plain" type="submit" aria-label={words.nextFound} disabled={finding.found.length === 0}>
        ↓
      </Button>
    </form>
  );
}
