import type { DraftTable } from "../../draft.ts";
import { lookAtColumns } from "../../look/look-at-columns.ts";
import { quoteName, quoteText } from "../../quote.ts";
import type { LongTable } from "../time/turn-periods.ts";
import { writingOf } from "../../names/time-texts.ts";

/** Share of rows up to which those with nothing but a text in the first column are notes. */
const mostNotes = 0.1;
const fewRows = 3;

/**
 * The table without rows that are no data: notes, which fill the first column alone, and totals among the periods that
 * the first column names.
 *
 * @returns undefined if there are none
 */
export async function withoutNotes(table: DraftTable): Promise<LongTable | undefined> {
  const [first, ...others] = table.columns;
  if (first?.type !== "text" || others.length === 0) return undefined;
  const rest = others.map(({ name }) => `${quoteName(name)}::VARCHAR`).join(", ");
  const isData = `coalesce(${rest}) IS NOT NULL`;
  const [row = {}] = await table.ask(`SELECT count(*) FILTER (NOT (${isData})) AS notes FROM records`);
  const notes = Number(row["notes"]);
  const hasNotes = notes > 0 && notes <= Math.max(fewRows, mostNotes * table.rows);
  const [look] = await lookAtColumns(table, [first], hasNotes ? `(SELECT * FROM records WHERE ${isData})` : "records");
  const { texts = [], totals = [] } = look ?? {};
  const periods = texts.filter((text) => !totals.includes(text));
  const areTotals = totals.length > 0 && periods.length > 1 && writingOf(periods) !== undefined;
  const conditions = [
    ...(hasNotes ? [isData] : []),
    ...(areTotals
      ? [`(${quoteName(first.name)} IS NULL OR ${quoteName(first.name)} NOT IN (${totals.map(quoteText).join(", ")}))`]
      : []),
  ];
  if (conditions.length === 0) return undefined;
  return {
    sql: `-- Without rows that are no data: notes, which fill the first column alone, and totals of all periods.
SELECT * FROM records WHERE ${conditions.join("\n  AND ")}`,
    turned: false,
    columns: table.columns,
  };
}
