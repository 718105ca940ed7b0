import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";
import { compareLines } from "./compare-lines.ts";
import { textOf, type WorkFile } from "./work-file.ts";

interface ConflictDialogProps {
  readonly file: WorkFile;
  readonly onSettle: (choice: "mine" | "theirs") => void;
  readonly onClose: () => void;
}

/** Both states of a file that was changed here and elsewhere; nothing is lost until one is chosen. */
export function ConflictDialog({ file, onSettle, onClose }: ConflictDialogProps) {
  const words = useWords(writeWords);
  const common = useWords(commonWords);
  const theirs = file.theirs?.bytes === undefined ? undefined : textOf(file.theirs.bytes);
  const rows = theirs === undefined || file.text === undefined ? undefined : compareLines(theirs, file.text);
  return (
    <Dialog title={words.conflictTitle(file.path)} onClose={onClose}>
      <p>{file.theirs?.bytes === undefined ? words.conflictDeleted : words.conflictLead}</p>
      {rows !== undefined && (
        <div className="write-compare" role="region" aria-label={words.bothTexts} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.theirs}</th>
                <th scope="col">{words.mine}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ before, after }, index) => (
                // Lines have no name of their own.
                <tr key={index}>
                  <td>{before === undefined ? "" : before === after ? before : <del>{before}</del>}</td>
                  <td>{after === undefined ? "" : before === after ? after : <ins>{after}</ins>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="buttons">
        <Button kind="primary" onClick={() => onSettle("mine")}>
          {words.keepMine}
        </Button>
        <Button onClick={() => onSettle("theirs")}>{words.takeTheirs}</Button>
        <Button kind="plain" onClick={onClose}>
          {common.close}
        </Button>
      </div>
    </Dialog>
  );
}
