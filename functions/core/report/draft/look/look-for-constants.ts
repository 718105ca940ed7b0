import type { DraftTable } from "../draft.ts";
import { quoteName } from "../quote.ts";

/** Most texts that a report shows, letters of the longest, and columns that are looked at. */
const mostShown = 2;
const mostLetters = 40;
const mostColumns = 80;

/** Texts that a column has in each row: whose price it is, of what region the table is. */
export async function lookForConstants({ ask, columns, rows }: DraftTable): Promise<readonly string[]> {
  const texts = columns.slice(0, mostColumns).filter(({ type, nulls }) => type === "text" && nulls === 0);
  if (texts.length === 0 || rows < 2) return [];
  const selects = texts.map(({ name }, at) => {
    const column = quoteName(name);
    return `CASE WHEN min(${column}) = max(${column}) THEN trim(min(${column})) END AS c${at}`;
  });
  const [row = {}] = await ask(`SELECT ${selects.join(", ")} FROM records`);
  return texts
    .map((_, at) => row[`c${at}`])
    .filter((value) => typeof value === "string" && value.length > 1 && value.length <= mostLetters)
    .map(String)
    .slice(0, mostShown);
}
