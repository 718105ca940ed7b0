import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import { isIdentifierName } from "../../roles/measures/labelling.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";
import type { PlanRole } from "./plan-role.ts";

/** Names of the parts that an item comes in. */
const partName = /\b(batch|lot|charge|serial|consignment|delivery|pallet|bin)\b|chargen|批次|批号|库位/i;

/** Fewest items that must have several rows, and fewest rows of an item on average. */
const [fewestRepeated, fewestOfEach] = [2, 1.5];

/**
 * The column of the items whose level is repeated in several rows, as of batches: the level is one of all of them
 * together. Undefined where each row has a name for itself and so is an item.
 */
export async function findEach(
  { ask, rows }: DraftTable,
  source: string,
  { looks, time }: Roles,
  planned: Pick<MeasureRole, "value">,
): Promise<PlanRole["each"]> {
  const texts = looks.filter(({ type, distinct, values }) => type === "text" && distinct >= 2 && values === rows);
  const isOwn = ({ name, distinct }: ColumnLook): boolean =>
    distinct === rows && !partName.test(name.replace(/_/g, " "));
  if (time !== undefined || texts.some(isOwn)) return undefined;
  const tried = texts.filter(
    ({ name, distinct }) => distinct * fewestOfEach <= rows && !partName.test(name.replace(/_/g, " ")),
  );
  if (tried.length === 0) return undefined;
  const parts = tried.map(
    ({ name }, at) =>
      `SELECT ${at} AS place, max(own) AS most, count(*) FILTER (n > 1) AS repeated FROM (SELECT count(*) AS n, count(DISTINCT ${planned.value}) AS own FROM ${source} GROUP BY ${quoteName(name)})`,
  );
  const found = await ask(`${parts.join(" UNION ALL ")} ORDER BY place`);
  const setting = tried.filter(
    (_, at) => Number(found[at]?.["most"]) === 1 && Number(found[at]?.["repeated"]) >= fewestRepeated,
  );
  const [item] = setting.toSorted(
    (a, b) => b.distinct - a.distinct || Number(isIdentifierName(a.name)) - Number(isIdentifierName(b.name)),
  );
  if (item === undefined) return undefined;
  return { column: item.name, label: readLabel(item.name).label, value: `nullif(trim(${quoteName(item.name)}), '')` };
}
