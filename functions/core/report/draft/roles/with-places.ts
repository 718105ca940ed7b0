import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName } from "../quote.ts";
import { type Cast, isCode, rolesOf, type Work } from "./cast.ts";
import type { MemberRole } from "./roles.ts";

/** Share of the rows that have a name of their own, from which these are what a table lists. */
const mostListed = 0.6;

/** Names of what is listed under its name: towns, and not the countries that they are in. */
const listedName =
  /^(?!.*(code|iso)).*(name|title|titel|bezeichnung|\bcity\b|\btown\b|municipality|\bcounty\b|stadt|gemeinde|\bort\b|城市|名称)/i;

/**
 * The members with the things first that the rows list, if some share a name: a list of towns is one of towns, and what
 * they add up to in a country is not the country's. Each is told apart by what comes first otherwise; those that are
 * still called alike by what tells most apart, as people write the county of a town, and then by their code.
 */
export function withPlaces(
  { looks, source, rows }: Pick<Work, "looks" | "source" | "rows">,
  { kept, keys, at }: Pick<Cast, "kept" | "keys" | "at">,
  members: readonly MemberRole[],
): readonly MemberRole[] {
  const listed = kept.find(
    (look) =>
      look.type === "text" &&
      look.values === rows &&
      look.distinct >= mostListed * rows &&
      !isCode(look) &&
      listedName.test(look.name.replaceAll("_", " ")),
  );
  const [within] = members;
  if (listed === undefined || within === undefined) return members;
  const [role] = rolesOf([listed], []);
  const together = (look: ColumnLook): number =>
    keys.alone.get([at(listed), at(look)].sort((one, other) => one - other).join(",")) ?? 0;
  const outer = kept.find(({ name }) => name === within.column);
  const nearer = kept
    .filter((look) => look !== listed && look !== outer && look.type === "text" && !isCode(look))
    .filter((look) => look.distinct < listed.distinct && look.distinct > (outer?.distinct ?? 0))
    .sort((one, other) => together(other) - together(one))[0];
  const code = looks.find((look) => look.distinct === rows && look.values === rows && isCode(look));
  const short = `${role!.value} || coalesce(', ' || ${within.value}, '')`;
  const long =
    nearer === undefined
      ? short
      : `${role!.value} || coalesce(', ' || ${rolesOf([nearer], [])[0]!.value}, '') || coalesce(', ' || ${within.value}, '')`;
  const isShared = (name: string): string =>
    `(${name}) IN (SELECT ${name} FROM ${source} GROUP BY 1 HAVING count(*) > 1)`;
  const whole =
    code === undefined
      ? long
      : `CASE WHEN ${isShared(long)} THEN ${long} || ' (' || ${quoteName(code.name)} || ')' ELSE ${long} END`;
  const isTold = outer !== undefined && together(outer) === rows;
  const value = isTold || whole === short ? short : `CASE WHEN ${isShared(short)} THEN ${whole} ELSE ${short} END`;
  const key = members.some((member) => member.key === role!.key) ? `${role!.key}_of_rows` : role!.key;
  return [{ ...role!, key, value, leftOut: [], ordered: false }, ...members].slice(0, 6);
}
