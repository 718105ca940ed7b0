import type { Problem } from "../errors.ts";
import { bareMessage } from "./bare-message.ts";
import { showControls } from "./show-controls.ts";

/**
 * A problem as one line with its place in front, as compilers print it: `queries/share.sql:3:8: …`. Control characters
 * are shown.
 */
export function problemLine(problem: Problem): string {
  const { where = {}, hint } = problem;
  const { file, line, column, pointer, dataset, row, name } = where;
  const position = [file, line, column].filter((part) => part !== undefined).join(":");
  const place = file === undefined && line !== undefined ? `line ${position}` : position;
  // A dataset's own pointer adds nothing to its name.
  const named = [
    pointer === `/datasets/${dataset}` ? "" : pointer,
    dataset && `dataset ${dataset}`,
    row && `row ${row}`,
    name,
  ]
    .filter(Boolean)
    .join(", ");
  const message = bareMessage(problem);
  const front = [place, named].filter(Boolean).join(" ");
  return showControls(`${front === "" ? "" : `${front}: `}${message}${hint === undefined ? "" : ` (${hint})`}`);
}
