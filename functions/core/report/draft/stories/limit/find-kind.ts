import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { isKindName } from "../../names/kind-names.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import type { Roles } from "../../roles/roles.ts";
import type { LimitPair, LimitRole } from "./limit-role.ts";

/** Most kinds of which a table tells each. */
const mostKinds = 60;

/** Names of the columns that say in which unit a row measures. */
const unitName = /^(units?|unit of measure(ment)?|uom|einheit|单位|计量单位)$/i;

/** The column of what each row measures: it sets the limits and the units, and there are several of either. */
export async function findKind(
  { ask, rows }: DraftTable,
  source: string,
  { looks, selector, time }: Roles,
  { lower, upper, measure }: LimitPair,
): Promise<{ readonly column: NonNullable<LimitRole["kind"]>; readonly unit: string | undefined } | undefined> {
  const own = [measure.column, lower?.column, upper?.column];
  const isText = ({ name, type, distinct }: ColumnLook): boolean =>
    type === "text" && distinct >= 1 && !own.includes(name) && time?.columns.includes(name) !== true;
  const unit = looks.find((look) => isText(look) && unitName.test(look.name.trim().replaceAll("_", " ")))?.name;
  const tried = looks.filter(
    (look) =>
      isText(look) &&
      look.name !== unit &&
      look.distinct >= 2 &&
      look.distinct <= mostKinds &&
      look.distinct * 2 <= rows,
  );
  if (tried.length === 0) return undefined;
  const limits = [lower, upper].flatMap((one) => (one === undefined ? [] : [`coalesce(${one.value}::VARCHAR, '')`]));
  const set = [...limits, ...(unit === undefined ? [] : [`coalesce(${quoteName(unit)}, '')`])].join(" || '|' || ");
  const parts = tried.map(
    ({ name }, at) =>
      `SELECT ${at} AS place, max(own) AS most FROM (SELECT count(DISTINCT ${set}) AS own FROM ${source} WHERE ${quoteName(name)} IS NOT NULL GROUP BY ${quoteName(name)})`,
  );
  const found = await ask(
    `SELECT *, (SELECT count(DISTINCT ${set}) FROM ${source}) AS different FROM (${parts.join(" UNION ALL ")}) ORDER BY place`,
  );
  const setting = tried.filter((_, at) => Number(found[at]?.["most"]) === 1 && Number(found[at]?.["different"]) > 1);
  const named = tried.filter(({ name }) => name === selector || isKindName(name));
  const kind = named[0] ?? setting.toSorted((a, b) => a.distinct - b.distinct)[0];
  if (kind === undefined) return undefined;
  const column = { column: kind.name, label: readLabel(kind.name).label, value: `trim(${quoteName(kind.name)})` };
  return { column, unit };
}
