import { useState } from "react";
import { useRoute } from "wouter";
import { forgetAssumed, lineOf, readAssumed } from "../api/assumed.ts";
import { Own } from "../design/own.tsx";
import { useWords } from "../words/use-words.tsx";
import type { SourcePlace } from "./places/placed-block.ts";
import { writeWords } from "./words.ts";

interface AssumedListProps {
  readonly textOf: (file: string) => string | undefined;
  readonly onOpen: (place: SourcePlace) => void;
  /** Whether the list is shown at once, and not only how long it is. @default false */
  readonly open?: boolean;
}

/** What the draft that became this template assumed, each leading to its line, until somebody has looked through it. */
export function AssumedList({ textOf, onOpen, open = false }: AssumedListProps) {
  const words = useWords(writeWords);
  const [, params] = useRoute("/write/:template");
  const name = params?.template ?? "";
  const [assumed, setAssumed] = useState(() => readAssumed(name));
  if (assumed.length === 0) return null;
  return (
    <details className="write-assumed" open={open}>
      <summary>{words.assumed(assumed.length)}</summary>
      <ul>
        {assumed.map((one) => {
          const text = textOf(one.file);
          return (
            <li key={`${one.file} ${one.line} ${one.text}`}>
              <button
                type="button"
                disabled={text === undefined}
                onClick={() => onOpen({ file: one.file, line: lineOf(one, text ?? "") })}
              >
                <Own>{one.text}</Own> <span className="muted">{one.file}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        className="write-fix"
        onClick={() => {
          forgetAssumed(name);
          setAssumed([]);
        }}
      >
        {words.assumedSeen}
      </button>
    </details>
  );
}
