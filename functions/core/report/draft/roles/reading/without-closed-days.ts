import type { DraftColumn, DraftTable } from "../../draft.ts";
import { type ColumnLook, lookAtColumns } from "../../look/look-at-columns.ts";
import { quoteName } from "../../quote.ts";
import { isLabelling } from "../measures/labelling.ts";
import type { ReadTable } from "./table-as-read.ts";
import type { TimeRole } from "../roles.ts";
import { findTime } from "../time/find-time.ts";

/** Share of a weekday's rows that are 0 on a day that is closed, and at most of those of all others. */
const [mostlyZero, rarelyZero] = [0.9, 0.2];
/** Share of the days from first to last that a daily table has: those of work are five in seven. */
const mostDays = 0.5;
/** Fewest days of each weekday that show which are closed, and most weekdays that may be. */
const [fewestDays, mostClosed] = [3, 3];

/**
 * A daily table without its closed days: weekdays on which nearly all rows are 0, as a shop's takings on Sundays. Such
 * a 0 is neither a lowest value nor one of the days whose mean or median counts. Where something else is measured on
 * these days too, such as the weather, only the zeros are missing.
 *
 * @param columns the columns with the types that they are read as
 */
export async function withoutClosedDays(
  table: DraftTable,
  read: ReadTable,
  columns: readonly DraftColumn[],
): Promise<ReadTable> {
  const { looks, source } = read;
  const measured = looks.filter((look) => isMeasured(look, table.rows));
  if (!measured.some(({ low }) => low === 0) || read.long?.turned === true) return read;
  const time = await findTime(table, looks, source, table.rows);
  if (time?.raw !== "day" || time.instant !== undefined || time.finer === true) return read;
  // Of days with gaps between them, none is closed.
  const days = (Date.parse(time.last) - Date.parse(time.first)) / 86_400_000 + 1;
  if (time.times < mostDays * days) return read;
  const closed = await closedWeekdays(table, source, time, measured);
  if (closed.weekdays.length === 0) return read;
  const isAll = closed.columns.length === measured.length;
  if (!isAll && !(await areApart(table, source, closed.columns))) return read;
  const isClosed = `isodow(${time.day}) IN (${closed.weekdays.join(", ")})`;
  const from = read.long === undefined ? "records" : `(\n${read.long.sql}\n)`;
  const zero = closed.columns.map((name) => `coalesce(${quoteName(name)}, 0) = 0`).join(" AND ");
  const cells = closed.columns.map(
    (name) =>
      `CASE WHEN NOT coalesce(${isClosed}, false) OR ${quoteName(name)} <> 0 THEN ${quoteName(name)} END AS ${quoteName(name)}`,
  );
  const sql = isAll
    ? `-- Without days that are closed: weekdays on which nearly all values are 0.
SELECT * FROM ${from} WHERE NOT coalesce(${isClosed} AND ${zero}, false)`
    : `-- A 0 of a weekday on which nearly all are 0 is that of a closed day, and missing.
SELECT * REPLACE (
  ${cells.join(",\n  ")}
)
FROM ${from}`;
  const again = await lookAtColumns(table, columns, `(${sql})`);
  return {
    ...read,
    long: { ...read.long, sql, turned: false },
    source: `(${sql})`,
    looks: looks.map((look) => again.find(({ name }) => name === look.name) ?? look),
    reading: { ...read.reading, closed: closed.weekdays },
  };
}

/** Share of the usual value below which hardly any lies but 0, where something else is measured on closed days. */
const farFromZero = 0.4;

/** Whether values lie clearly above 0 where they are not 0: takings do, marks from 0 to 6 do not. */
async function areApart({ ask }: DraftTable, source: string, columns: readonly string[]): Promise<boolean> {
  const apart = columns.map((name) => {
    const value = `nullif(${quoteName(name)}, 0)::DOUBLE`;
    return `coalesce(quantile_cont(${value}, 0.05) >= ${farFromZero} * median(${value}), false)`;
  });
  const [row = {}] = await ask(`SELECT ${apart.join(" AND ")} AS apart FROM ${source}`);
  return row["apart"] === true;
}

const isMeasured = (look: ColumnLook, rows: number): boolean =>
  (look.type === "integer" || look.type === "number") && look.distinct >= 3 && !isLabelling(look, rows);

interface Closed {
  readonly columns: readonly string[];
  /** 1 for Monday. */
  readonly weekdays: readonly number[];
}

const share = (row: Readonly<Record<string, unknown>>, at: number): number => Number(row[`z${at}`] ?? 0);

/** The weekdays on which the same columns are nearly always 0, and on the others hardly ever. */
async function closedWeekdays(
  { ask }: DraftTable,
  source: string,
  { day }: TimeRole,
  measured: readonly ColumnLook[],
): Promise<Closed> {
  const shares = measured.map(({ name }, at) => `avg((${quoteName(name)} = 0)::INTEGER)::DOUBLE AS z${at}`);
  const rows =
    await ask(`SELECT isodow(${day}) AS weekday, count(DISTINCT ${day}) AS days, count(*) AS n, ${shares.join(", ")}
FROM ${source} WHERE ${day} IS NOT NULL GROUP BY 1 ORDER BY 1`);
  if (rows.some(({ days }) => Number(days) < fewestDays)) return { columns: [], weekdays: [] };
  const found = measured.flatMap(({ name }, at) => {
    const shut = rows.filter((row) => share(row, at) >= mostlyZero);
    const open = rows.filter((row) => !shut.includes(row));
    const count = open.reduce((sum, { n }) => sum + Number(n), 0);
    const zeros = open.reduce((sum, row) => sum + Number(row["n"]) * share(row, at), 0);
    const is = shut.length > 0 && shut.length <= mostClosed && open.length > shut.length && zeros <= rarelyZero * count;
    return is ? [{ name, weekdays: shut.map(({ weekday }) => Number(weekday)) }] : [];
  });
  const [first] = found;
  const same = found.filter(({ weekdays }) => weekdays.join() === first?.weekdays.join());
  return { columns: same.map(({ name }) => name), weekdays: first?.weekdays ?? [] };
}
