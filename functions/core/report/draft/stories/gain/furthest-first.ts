import type { Work } from "../../roles/cast.ts";
import type { Roles } from "../../roles/roles.ts";

/** Fewest indexes beside each other, of which people ask which has risen most; and what they begin with. */
const [fewest, beginning] = [3, 100];

/**
 * The roles of a course of several indexes with the one first that has moved furthest from their common beginning: of
 * sectors that are all 100 in one year it is asked which has grown most.
 */
export async function furthestFirst({ table, source }: Work, roles: Roles): Promise<Roles> {
  const { story, measures, selector, time } = roles;
  if (story !== "series" || selector !== undefined || time === undefined) return roles;
  const tried = measures.filter(({ adds, column }) => !adds && column !== "*");
  if (tried.length < fewest || tried.length !== measures.length) return roles;
  const isBegun = tried.map(({ value }) => `abs(${value} - ${beginning}) < 1e-9`).join(" AND ");
  const last = tried.map(
    ({ value }, at) => `arg_max((${value})::DOUBLE, ${time.day}) FILTER (${value} IS NOT NULL) AS v${at}`,
  );
  const [row = {}] = await table.ask(`SELECT count(*) FILTER (${isBegun}) AS begun, ${last.join(", ")} FROM ${source}`);
  if (Number(row["begun"] ?? 0) !== 1) return roles;
  const moved = tried.map((measure, at) => ({ measure, by: Number(row[`v${at}`] ?? beginning) }));
  return { ...roles, measures: moved.toSorted((a, b) => b.by - a.by).map(({ measure }) => measure) };
}
