import { memberOf } from "../../roles/find-members.ts";
import { isRemarkName } from "../../names/remark-names.ts";
import { isWorkerName } from "../../names/worker-names.ts";
import type { MemberRole, Roles } from "../../roles/roles.ts";

/** Most values of a column that divides a rate, and most columns that are tried. */
const [mostValues, mostTried] = [12, 16];

/** The columns of a few values by which what records tell may differ. */
export function dividingColumns(
  { members, looks, time, twins }: Pick<Roles, "members" | "looks" | "time" | "twins">,
  without: readonly string[],
): readonly MemberRole[] {
  const keys = new Set(members.map(({ key }) => key));
  // Of a number and a name that stand for the same, the name divides.
  const known = new Set([...without, ...twins, ...members.map(({ column }) => column), ...(time?.columns ?? [])]);
  const others = looks
    .filter(({ name, type, values }) => !known.has(name) && (type === "text" || type === "boolean") && values > 0)
    .filter(({ name, distinct }) => distinct >= 2 && distinct <= mostValues && !isRemarkName(name))
    .map((look) => memberOf(look, keys));
  return [...members, ...others]
    .filter(
      ({ column, count }) => !without.includes(column) && !isWorkerName(column) && count >= 2 && count <= mostValues,
    )
    .slice(0, mostTried);
}
