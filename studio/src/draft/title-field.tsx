import { useEffect, useRef, useState } from "react";
import { Field } from "../design/field.tsx";
import { useWords } from "../words/use-words.tsx";
import { draftWords } from "./words.ts";

/** Time without a keystroke after which a title is taken, ms: until then the pages stay as they are. */
const settleMs = 700;

interface TitleFieldProps {
  /** What page 1 is called. */
  readonly title: string;
  /** Takes the title that was typed; undefined: none, so the rules give one. */
  readonly onTitle: (title: string | undefined) => void;
}

/** The title of page 1. What is typed is taken when typing pauses, by Enter, or when the field is left. */
export function TitleField({ title, onTitle }: TitleFieldProps) {
  const words = useWords(draftWords);
  const [typed, setTyped] = useState<string>();
  const latest = useRef({ typed, onTitle });
  latest.current = { typed, onTitle };
  const take = (): void => {
    const wanted = latest.current.typed?.trim();
    if (wanted !== undefined) latest.current.onTitle(wanted === "" ? undefined : wanted);
  };
  useEffect(() => {
    if (typed === undefined || typed.trim() === "") return;
    const pause = setTimeout(take, settleMs);
    return () => clearTimeout(pause);
  }, [typed]);
  return (
    <Field label={words.reportTitle} help={words.titleHelp}>
      {(links) => (
        <input
          {...links}
          className="input"
          maxLength={200}
          dir="auto"
          value={typed ?? title}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") take();
          }}
          onBlur={() => {
            take();
            if (typed?.trim() === "") setTyped(undefined);
          }}
        />
      )}
    </Field>
  );
}
