import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLimitName } from "../../names/limit-names.ts";
import { readLabel } from "../../names/read-label.ts";
import { betterSide, isDirectionName, isTargetName, readDirection } from "../../names/target-names.ts";
import { quoteName } from "../../quote.ts";
import { unitColumnOf } from "../../roles/measures/series-measures.ts";
import type { Roles } from "../../roles/roles.ts";
import type { IndicatorColumn, IndicatorRole } from "./indicator-role.ts";

/** Fewest indicators that are compared with their targets, and most. */
const [fewest, most] = [2, 30];
/** Names of lists of indicators, of which people ask for all, also without targets. */
const listName = /^(kpi|indicator|metric|kennzahl|指标|项目指标)([_ ]?name)?$/i;

const columnOf = ({ name }: ColumnLook): IndicatorColumn => ({ column: name, label: readLabel(name).label });

/**
 * The indicators of a table whose rows name what they measure, if each has one value at a time: what people ask of them
 * first is which have reached their targets.
 */
export async function findIndicators(
  { ask }: DraftTable,
  source: string,
  { looks, selector, listed, measures, time, long }: Roles,
): Promise<IndicatorRole | undefined> {
  const kind = looks.find(({ name }) => name === (selector ?? listed));
  const [measure] = measures;
  if (kind === undefined || measure === undefined) return undefined;
  const value = looks.find(({ name }) => quoteName(name) === measure.value);
  if (value === undefined || kind.distinct < fewest || kind.distinct > most) return undefined;
  const target = looks.find(
    ({ name, type, values }) =>
      (type === "integer" || type === "number") &&
      values > 0 &&
      name !== value.name &&
      isTargetName(name) &&
      readLimitName(name) === undefined,
  );
  if (target === undefined && listed === undefined && (time === undefined || !listName.test(kind.name.trim())))
    return undefined;
  const [own, day] = [quoteName(kind.name), time?.day ?? "1"];
  const [row = {}] = await ask(
    `SELECT count(*) AS n, count(DISTINCT concat_ws('|', ${own}, ${day})) AS different FROM ${source} WHERE ${own} IS NOT NULL AND (${day}) IS NOT NULL AND ${measure.value} IS NOT NULL`,
  );
  // Several values of one indicator at a time are of members, which an overview would mix.
  if (Number(row["n"] ?? 0) === 0 || Number(row["n"]) !== Number(row["different"])) return undefined;
  const better = betterOf(looks);
  return {
    kind: columnOf(kind),
    // Of periods across, the column of the values has no name of the table's.
    value: long?.turned === true ? { column: value.name, label: "" } : columnOf(value),
    target: target && columnOf(target),
    unit: unitColumnOf(looks),
    better,
    sides: kind.texts.flatMap((name) => {
      const side = betterSide(name);
      return side === undefined ? [] : [{ name: name.trim(), side }];
    }),
    day: time?.day,
    places: Math.min(6, Math.max(value.places, target?.places ?? 0)),
  };
}

/** The column that says which side is better, if it says it of most. */
function betterOf(looks: readonly ColumnLook[]): IndicatorRole["better"] {
  const column = looks.find(({ name, type }) => type === "text" && isDirectionName(name));
  if (column === undefined) return undefined;
  const of = (side: "high" | "low"): readonly string[] => column.texts.filter((text) => readDirection(text) === side);
  const [high, low] = [of("high"), of("low")];
  return high.length + low.length === 0 ? undefined : { column: column.name, high, low };
}
