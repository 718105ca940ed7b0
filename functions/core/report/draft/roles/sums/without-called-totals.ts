import type { ColumnLook } from "../../look/look-at-columns.ts";
import { totalName } from "../../look/look-for-totals.ts";
import { quoteName, quoteText } from "../../quote.ts";
import type { Work } from "../cast.ts";
import { leftOutBy, type MemberRole, type Roles } from "../roles.ts";

/** Fewest rows of each kind, on average, from which a column says of what kind a row is. */
const rowsOfKind = 4;
/** Columns that are asked. */
const mostColumns = 4;

/**
 * Takes back what is only called like a total, or like no country: the firm Total has a country and a branch as the
 * other firms have, and a row of all has none. Where each row is of something else, “Africa” is a place as others are.
 */
export async function withoutCalledTotals(work: Work, roles: Roles): Promise<Roles> {
  if (roles.story !== "cross" && roles.story !== "groups" && roles.story !== "flow") return roles;
  const members: MemberRole[] = [];
  for (const member of roles.members) {
    const named = member.leftOut.filter((name) => totalName.test(name.trim()));
    const isNaming = member.count >= work.rows - 1;
    // Groups of countries are sums of the others only where the countries are the rows.
    const isBeside = member.countries && !isNaming && roles.members.some(({ count }) => count >= work.rows - 1);
    const own = isNaming && named.length > 0 ? await ofKinds(work, member, named) : [];
    const leftOut = member.leftOut.filter((name) => !own.includes(name) && (!isBeside || named.includes(name)));
    members.push(leftOut.length === member.leftOut.length ? member : { ...member, leftOut });
  }
  return { ...roles, members };
}

/** The names whose rows are of kinds that other rows have, by a column of texts. */
async function ofKinds(
  { table, source, looks, rows }: Work,
  member: MemberRole,
  names: readonly string[],
): Promise<readonly string[]> {
  const kinds = looks.filter((look) => isKind(look, rows) && look.name !== member.column && look.name !== member.named);
  if (kinds.length === 0) return [];
  const name = leftOutBy(member);
  const listed = names.map(quoteText).join(", ");
  const isOfKind = kinds.slice(0, mostColumns).map(({ name: column }) => {
    const kind = quoteName(column);
    return `${kind} IN (SELECT ${kind} FROM ${source} WHERE ${name} NOT IN (${listed}))`;
  });
  const found = await table.ask(
    `SELECT ${name} AS name FROM ${source} WHERE ${name} IN (${listed}) AND (${isOfKind.join(" OR ")}) ORDER BY 1`,
  );
  return found.map((row) => String(row["name"]));
}

const isKind = ({ type, distinct, values }: ColumnLook, rows: number): boolean =>
  type === "text" && distinct >= 3 && distinct * rowsOfKind <= rows && values * 2 > rows;
