import { lineOf } from "../../api/assumed.ts";
import { Asked } from "../../assumed/asked.tsx";
import { Own } from "../../design/own.tsx";
import { errorText, useProblemText } from "../../words/use-problem-text.ts";
import { useWords } from "../../words/use-words.tsx";
import type { SourcePlace } from "../places/placed-block.ts";
import { writeWords } from "../words.ts";
import { ChangedByHand } from "./answer-anew.ts";
import type { AssumedInWork } from "./use-assumed.ts";

interface AssumedListProps {
  readonly work: AssumedInWork;
  readonly textOf: (file: string) => string | undefined;
  readonly onOpen: (place: SourcePlace) => void;
  /** Whether the list is shown at once, and not only how long it is. @default false */
  readonly open?: boolean;
}

/**
 * What the draft that became this template assumed, until somebody has looked through it: each with a menu if it can be
 * answered otherwise, and leading to its line.
 */
export function AssumedList({ work, textOf, onOpen, open = false }: AssumedListProps) {
  const words = useWords(writeWords);
  const { assumed, answer, busy, fault, seen } = work;
  if (assumed.length === 0) return null;
  return (
    <details className="write-assumed" open={open}>
      <summary>{words.assumed(assumed.length)}</summary>
      <ul>
        {assumed.map(({ question, measure, ...one }, index) => {
          const text = textOf(one.file);
          const go = (): void => onOpen({ file: one.file, line: lineOf(one, text ?? "") });
          const isAsked = question !== undefined && answer !== undefined;
          return (
            // An answer changes the text of what it is about.
            <li key={index}>
              {isAsked && (
                <Asked
                  question={question}
                  measure={measure}
                  disabled={busy}
                  onAnswer={(value) => answer(question, value)}
                />
              )}
              <button type="button" disabled={text === undefined} onClick={go}>
                {!(isAsked && question.name === "adds") && <Own>{one.text}</Own>}{" "}
                <span className="muted">{one.file}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className="small muted" role="status">
        {busy ? words.answering : ""}
      </p>
      {fault !== undefined && <Refused fault={fault} />}
      <button type="button" className="write-fix" onClick={seen}>
        {words.assumedSeen}
      </button>
    </details>
  );
}

/** Why an answer changed nothing. */
function Refused({ fault }: { readonly fault: Error }) {
  const words = useWords(writeWords);
  const say = useProblemText();
  return (
    <p className="page-edit-fault" role="alert">
      {fault instanceof ChangedByHand ? words.changedByHand(fault.files.join(", ")) : errorText(fault, say)}
    </p>
  );
}
