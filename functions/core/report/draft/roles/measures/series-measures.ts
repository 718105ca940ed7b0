import { lookAtSeries, type ColumnLook } from "../../look/look-at-columns.ts";
import { isBareName } from "../../names/measure-words.ts";
import { isActualName, isEarlierName, isTargetName } from "../../names/target-names.ts";
import { quoteName } from "../../quote.ts";
import type { Work } from "../cast.ts";
import type { MeasureRole } from "../roles.ts";
import { measuresBySeries } from "./find-measures.ts";

/** The measures of a table that names in each row what it measures. */
export async function seriesMeasures(
  work: Work,
  selector: string,
  found: readonly MeasureRole[],
): Promise<readonly MeasureRole[]> {
  const { table, source, looks } = work;
  const names = looks.find(({ name }) => name === selector)?.texts ?? [];
  const value = valueOf(found);
  if (value === undefined) return [];
  const series = await lookAtSeries(table, source, { value: value.column, selector, names });
  const units = await unitsOfSeries(work, selector);
  return measuresBySeries(
    series.map((look) => ({ ...look, unit: look.unit ?? units.get(look.name) })),
    value,
  );
}

/** The column of what was reached, and not of what was meant to be, or was before. */
function valueOf(found: readonly MeasureRole[]): MeasureRole | undefined {
  const reached = found.filter(({ column }) => !isTargetName(column) && !isEarlierName(column));
  return (
    reached.find(({ column }) => isBareName(column)) ??
    reached.find(({ column }) => isActualName(column)) ??
    reached[0] ??
    found[0]
  );
}

/** Names of the columns that say in which unit a row measures, and units that are none. */
const unitColumn = /^(units?|einheit|uom|unit of measure(ment)?|单位|计量单位)$/i;
export const noUnit = /^(|-|–|—|count|counts|number|anzahl|#|n\/?a|none|个|数量)$/i;

/** The column of the units of what each row measures. */
export function unitColumnOf(looks: readonly ColumnLook[]): string | undefined {
  return looks.find(({ name, type }) => type === "text" && unitColumn.test(name.trim().replaceAll("_", " ")))?.name;
}

/** The unit of each series of which a column says one, and always the same. */
async function unitsOfSeries({ table, source, looks }: Work, selector: string): Promise<ReadonlyMap<string, string>> {
  const column = unitColumnOf(looks);
  if (column === undefined) return new Map();
  const [unit, series] = [`trim(${quoteName(column)})`, quoteName(selector)];
  const rows = await table.ask(
    `SELECT ${series} AS series, min(${unit}) AS unit FROM ${source} GROUP BY ${series} HAVING count(DISTINCT ${unit}) = 1 ORDER BY 1`,
  );
  return new Map(
    rows.flatMap((row) => (noUnit.test(String(row["unit"])) ? [] : [[String(row["series"]), String(row["unit"])]])),
  );
}
