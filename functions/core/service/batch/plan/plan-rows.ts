import { BroadsheetError, type Problem } from "../../../errors.ts";
import { tooManyFailures } from "../too-many-failures.ts";
import { type AcceptedBatch, type BadRow, type BatchRow, isBad, mostRows, tolerated } from "../batch.ts";

/** Most rows named in a refusal. */
const mostNamed = 20;

/** What a batch's rows amount to. */
export interface RowCount {
  readonly rows: number;
  readonly pages: number;
}

/**
 * Goes through the rows of a batch: hands on page after page, and refuses the whole if names repeat, if there are no
 * rows or too many, or if more rows are bad than tolerated.
 *
 * @param keep stores a page, or begins to; called in order, before the rows after it are read
 * @param note receives the number of rows read
 * @throws BroadsheetError `invalid-request` (`duplicate-name`, `no-rows`), `limit-exceeded` (`too-many-rows`,
 *   `too-many-failures`), and what reading the rows throws
 */
export async function planRows(
  batch: AcceptedBatch,
  groups: AsyncIterable<readonly BatchRow[]>,
  keep: (page: number, rows: readonly BatchRow[]) => Promise<void>,
  note: (rows: number) => void,
): Promise<RowCount> {
  const names = new Map<string, number>();
  const bad: BadRow[] = [];
  const repeated: Problem[] = [];
  let [rows, pages, failed] = [0, 0, 0];
  let page: BatchRow[] = [];
  for await (const group of groups) {
    for (const row of group) {
      rows += 1;
      if (rows > mostRows) throw tooManyRows();
      if (row.name !== undefined) {
        const folded = fold(row.name);
        const first = names.get(folded);
        if (first === undefined) names.set(folded, row.row);
        else if (repeated.length < mostNamed) repeated.push(duplicate(row.name, first, row.row));
      }
      if (isBad(row)) {
        failed += 1;
        if (bad.length < mostNamed) bad.push(row);
      }
      page.push(row);
      if (page.length < batch.pageRows) continue;
      await keep((pages += 1), page);
      page = [];
    }
    note(rows);
  }
  if (page.length > 0) await keep((pages += 1), page);
  if (repeated.length > 0) throw new BroadsheetError("invalid-request", repeated);
  if (rows === 0) throw noRows(batch);
  const most = tolerated(batch.tolerate, rows);
  if (failed > most) throw tooManyFailures(failed, rows, most, bad);
  return { rows, pages };
}

/** Names that differ only in case are the same file on some disks: a full case folding, without a language. */
export function fold(name: string): string {
  return name.toUpperCase().toLowerCase();
}

function duplicate(name: string, first: number, second: number): Problem {
  return {
    code: "duplicate-name",
    message: `rows ${first} and ${second} have the same name, "${name}"`,
    where: { pointer: "/name", row: second },
    seen: name,
    allowed: "names that differ in more than upper and lower case",
    hint: "Put a column into the name that no two rows share, such as {{ row }}.",
  };
}

function noRows({ rows }: AcceptedBatch): BroadsheetError {
  const query = "query" in rows;
  return new BroadsheetError("invalid-request", {
    code: "no-rows",
    message: query ? "the query returns no rows" : `the dataset "${rows.dataset.name}" has no rows`,
    where: { pointer: query ? "/rows/query" : "/rows/dataset" },
  });
}

function tooManyRows(): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "too-many-rows",
    message: `a batch has at most ${mostRows} rows`,
    where: { pointer: "/rows" },
    seen: `more than ${mostRows}`,
    allowed: mostRows,
    hint: "Divide the rows between several batches, by a WHERE in rows.query.",
  });
}
