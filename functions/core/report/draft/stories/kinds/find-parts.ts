import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { quoteName } from "../../quote.ts";

/** Rows that are read, the share of them that must agree, and of those with several parts that are not 0. */
const [mostRows, mostly, mixed] = [400, 0.95, 0.3];
/** Fewest rows that show that a column is a sum. */
const fewestRows = 4;

/** A column and those beside each other that make it up in nearly all rows. */
export interface Parts {
  readonly whole: ColumnLook;
  readonly parts: readonly ColumnLook[];
}

/**
 * The longest run of columns, in the order of the table, whose sum is that of another column in nearly all rows, up to
 * how all are rounded. The other column stands anywhere; an empty part is none of it.
 *
 * @param fewest columns of a run, at least
 */
export async function findParts(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  columns: readonly ColumnLook[],
  fewest: number,
): Promise<Parts | undefined> {
  if (columns.length <= fewest) return undefined;
  const cells = columns.map(({ name }, at) => `${quoteName(name)}::DOUBLE AS v${at}`).join(", ");
  const rows = await ask(`SELECT ${cells} FROM ${source} LIMIT ${mostRows}`);
  const values = columns.map((_, at) => rows.map((row) => numberOf(row[`v${at}`])));
  for (let size = columns.length - 1; size >= fewest; size -= 1) {
    for (const [at, whole] of columns.entries()) {
      const others = columns.map((_, place) => place).filter((place) => place !== at);
      for (let from = 0; from + size <= others.length; from += 1) {
        const run = others.slice(from, from + size);
        const parts = run.map((place) => columns[place]!);
        if (parts.some(({ low }) => low < 0)) continue;
        const error = [whole, ...parts].reduce((sum, { places }) => sum + 0.5 * 10 ** -places, 0);
        const isWhole = [whole, ...parts].every((one) => one.whole);
        if (
          isSum(
            values[at]!,
            run.map((place) => values[place]!),
            isWhole ? 0.5 : error,
          )
        )
          return { whole, parts };
      }
    }
  }
  return undefined;
}

const numberOf = (cell: unknown): number => (cell === null || cell === undefined ? Number.NaN : Number(cell));

function isSum(whole: readonly number[], parts: readonly (readonly number[])[], error: number): boolean {
  let [counted, equal, several] = [0, 0, 0];
  for (const [row, value] of whole.entries()) {
    if (!(value > 0)) continue;
    const own = parts.map((part) => part[row]!).filter((one) => !Number.isNaN(one));
    if (own.length === 0) continue;
    counted += 1;
    if (Math.abs(own.reduce((sum, one) => sum + one, 0) - value) < error + 1e-9 * value) equal += 1;
    if (own.filter((one) => one > 0).length > 1) several += 1;
    // Most wholes have other parts, which a few rows tell.
    if (counted === 20 && equal < 15) return false;
  }
  return counted >= fewestRows && equal >= mostly * counted && several >= mixed * counted;
}
