import { Button } from "../../design/button.tsx";
import { Own } from "../../design/own.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { SourcePlace } from "../places/placed-block.ts";
import { writeWords } from "../words.ts";
import type { Stays } from "./use-assumed.ts";

/** Most signs of a change that are shown. */
const mostShown = 160;

interface StaysListProps {
  readonly stays: Stays;
  readonly onOpen: (place: SourcePlace) => void;
}

/** What was written by hand and may not hold any more since the report is about something else. Each can be removed. */
export function StaysList({ stays: { changes, remove, keep }, onOpen }: StaysListProps) {
  const words = useWords(writeWords);
  return (
    <div role="status">
      {changes.length > 0 && (
        <section className="notice caution write-stays" aria-label={words.stays}>
          <p>
            <strong>{words.stays}</strong> {words.staysLead}
          </p>
          <ul>
            {changes.map((change, index) => {
              const { file, line, text } = change;
              const said = text === "" ? words.takenAway : text.slice(0, mostShown);
              return (
                // Changes may be alike.
                <li key={index}>
                  <button type="button" onClick={() => onOpen({ file, line })}>
                    <Own>{said}</Own> <span className="muted">{file}</span>
                  </button>{" "}
                  <Button aria-label={words.removeOwn(index + 1)} onClick={() => remove(change)}>
                    {words.remove}
                  </Button>
                </li>
              );
            })}
          </ul>
          <div className="buttons">
            <Button onClick={keep}>{words.stillHolds}</Button>
          </div>
        </section>
      )}
    </div>
  );
}
