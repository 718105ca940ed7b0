import { mostMarks } from "../look/look-for-flags.ts";
import { quoteName } from "../quote.ts";
import type { Files, Plan } from "./parts.ts";

/** The query of how many rows have which mark. */
export function writeFlags(files: Files, { flags }: Plan): void {
  if (flags === undefined) return;
  files.set(
    "queries/flags.sql",
    `-- How many rows have which mark of how good they are.
SELECT trim(${quoteName(flags)}) AS mark, count(*) AS rows_of
FROM records
WHERE trim(${quoteName(flags)}) <> ''
GROUP BY 1
ORDER BY 2 DESC, 1
LIMIT ${mostMarks}
`,
  );
}
