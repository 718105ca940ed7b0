import type { Problem } from "../core/errors.ts";

/** A problem as one line with its place in front, the way compilers print it: `queries/share.sql:3:8: …`. */
export function problemLine({ message, where = {}, hint }: Problem): string {
  const { file, line, column, pointer, dataset, row, name } = where;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const named = [pointer, dataset && `dataset ${dataset}`, row && `row ${row}`, name].filter(Boolean).join(", ");
  const front = [place, named].filter(Boolean).join(" ");
  return `${front === "" ? "" : `${front}: `}${message}${hint === undefined ? "" : ` (${hint})`}`;
}
