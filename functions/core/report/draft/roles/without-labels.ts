import type { ColumnLook } from "../look/look-at-columns.ts";
import { lookForCounters } from "../look/look-for-counters.ts";
import { quoteName } from "../quote.ts";
import type { Work } from "./cast.ts";
import type { MeasureRole } from "./roles.ts";

/** Leaves out whole numbers that only number the rows of each member. */
export async function withoutCounters(
  { table, source, looks, rows }: Work,
  measures: readonly MeasureRole[],
  compared: readonly ColumnLook[],
): Promise<readonly MeasureRole[]> {
  const whole = measures.filter(
    ({ column, surely }) => !surely && looks.some((look) => look.name === column && look.whole),
  );
  const members = compared.filter(({ distinct }) => distinct * 2 <= rows);
  const counters = await lookForCounters(
    table,
    source,
    whole.map(({ value }) => value),
    members.map(({ name }) => quoteName(name)),
  );
  return measures.filter((measure) => !counters.has(whole.indexOf(measure)));
}

/** Fewest places along a side of a grid. */
const fewestAxis = 3;

/** Leaves out the two whole numbers that name each row together, as the places of a grid do. */
export async function withoutAxes(
  { table, source, looks, rows }: Work,
  measures: readonly MeasureRole[],
): Promise<readonly MeasureRole[]> {
  const whole = measures.flatMap((measure) => {
    const look = looks.find(({ name, whole: is, values }) => name === measure.column && is && values === rows);
    return look === undefined || look.distinct < fewestAxis ? [] : [{ measure, look }];
  });
  for (const [at, one] of whole.entries())
    for (const other of whole.slice(at + 1)) {
      if (measures.length < 3 || one.look.distinct * other.look.distinct !== rows) continue;
      const [row = {}] = await table.ask(
        `SELECT count(DISTINCT (${one.measure.value}, ${other.measure.value})) AS n FROM ${source}`,
      );
      if (Number(row["n"]) === rows) return measures.filter((each) => each !== one.measure && each !== other.measure);
    }
  return measures;
}
