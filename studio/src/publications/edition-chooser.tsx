import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import type { Edition } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

interface EditionChooserProps {
  readonly publication: string;
  /** Newest first. */
  readonly editions: readonly Edition[];
}

/** Chooses two editions to compare. */
export function EditionChooser({ publication, editions }: EditionChooserProps) {
  const words = useWords(publicationsWords);
  const formats = useFormats();
  const [, navigate] = useLocation();
  const ready = editions.filter(({ status, pdf }) => status === "ready" && pdf !== undefined);
  const [before = ready[1]?.id ?? "", setBefore] = useState<string>();
  const [after = ready[0]?.id ?? "", setAfter] = useState<string>();
  if (ready.length < 2) return null;
  const pick = (value: string, choose: (id: string) => void, label: string) => (
    <Field label={label}>
      {(links) => (
        <select {...links} className="input" value={value} onChange={(event) => choose(event.target.value)}>
          {ready.map(({ id, instant }) => (
            <option key={id} value={id}>
              {formats.moment(instant)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <form
      className="filters"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        navigate(`/publications/${publication}/compare/${before}/${after}`);
      }}
    >
      {pick(before, setBefore, words.compareFrom)}
      {pick(after, setAfter, words.compareWith)}
      <Button type="submit" disabled={before === after}>
        {words.compare}
      </Button>
    </form>
  );
}
