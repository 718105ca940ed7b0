import { type FormEvent, useEffect, useState } from "react";
import { Button } from "../design/button.tsx";
import { useWords } from "../words/use-words.tsx";
import type { AskNumbers } from "./ask-numbers.ts";
import { FindForm } from "./find-form.tsx";
import type { Search } from "./use-search.ts";
import { pagesWords } from "./words.ts";
import { type Zoom, zooms } from "./zoom.ts";

interface PdfToolsProps {
  /** The page that is read, from 1. */
  readonly shown: number;
  /** Absent until it is known. */
  readonly count: number | undefined;
  readonly onPage: (page: number) => void;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
  readonly outline: boolean;
  readonly onOutline: (open: boolean) => void;
  readonly search: Search;
  readonly asking?: AskNumbers | undefined;
}

/** What a reader does with a document: go to a page, enlarge it, see its headings, find a text on all pages. */
export function PdfTools({ shown, count, onPage, zoom, onZoom, outline, onOutline, search, asking }: PdfToolsProps) {
  const words = useWords(pagesWords);
  return (
    <div
      className={search.wanted.trim() === "" ? "pdf-tools" : "pdf-tools finding"}
      role="group"
      aria-label={words.tools}
    >
      <Button kind="plain" aria-pressed={outline} onClick={() => onOutline(!outline)}>
        {words.contents}
      </Button>
      {asking !== undefined && (
        <Button kind="plain" aria-pressed={asking.open} onClick={() => asking.onOpen(!asking.open)}>
          {words.numbers}
        </Button>
      )}
      <PageNumber shown={shown} count={count} onPage={onPage} />
      <select
        className="input"
        aria-label={words.zoom}
        value={zoom}
        onChange={(event) => onZoom(event.target.value as Zoom)}
      >
        {zooms.map((one) => (
          <option key={one} value={one}>
            {one === "width" ? words.fitWidth : `${one}%`}
          </option>
        ))}
      </select>
      <FindForm search={search} />
    </div>
  );
}

/** The number of the page that is read; another number goes to its page. */
function PageNumber({ shown, count, onPage }: Pick<PdfToolsProps, "shown" | "count" | "onPage">) {
  const words = useWords(pagesWords);
  const [typed, setTyped] = useState(String(shown));
  useEffect(() => setTyped(String(shown)), [shown]);
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const page = Number(typed);
    if (Number.isInteger(page) && page >= 1 && page <= (count ?? 0)) onPage(page);
    else setTyped(String(shown));
  };
  return (
    <form className="pdf-number" onSubmit={go} noValidate>
      <input
        className="input"
        inputMode="numeric"
        aria-label={words.pageNumber(count ?? 1)}
        value={typed}
        size={4}
        disabled={count === undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={go}
      />
      <span className="muted">/ {count ?? "–"}</span>
    </form>
  );
}
