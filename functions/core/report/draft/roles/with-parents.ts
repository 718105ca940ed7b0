import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName } from "../quote.ts";
import type { Compared } from "./find-compared.ts";
import type { MemberRole, Roles } from "./roles.ts";

/** Things of which several have one name, and what they lie in or belong to. */
const thing =
  /school|college|collège|lycée|\bécole|établissement|etablissement|club|team|town|village|city|commune|municipality|parish|branch|hospital|clinic|church|street|station|schule|gymnasium|verein|mannschaft|straße|ort$|gemeinde|filiale|kirche|学校|中学|小学|球队|医院|街道|门店|车站|scuola|escuela|colegio|equipo|squadra/iu;
const parent =
  /league|division|conference|commune|city|town|county|state|country|region|région|district|province|département|municipality|council|ort$|gemeinde|kreis|stadt|bundesland|^land$|liga|verband|省|市|区|县|国家|联赛|ciudad|provincia|regione|ville/iu;

/** How many pairs there may be for each name: most names have one parent, or else the columns cross each other. */
const mostPairs = 1.6;

/**
 * The roles, in which things of one name in several places are told apart by these: schools of one name in two towns,
 * clubs of one city in two leagues. All of them are called with their place, so that none seems to be another kind.
 */
export function withParents({ members: compared, keys }: Compared, roles: Roles): Roles {
  const members = roles.members.map((member) => {
    const at = compared.findIndex(({ name }) => name === member.column);
    const above = at < 0 || !isPlain(member) ? undefined : parentOf(compared, keys, at);
    if (above === undefined) return member;
    const place = quoteName(above.look.name);
    return {
      ...member,
      value: `(${member.value} || coalesce(' (' || nullif(trim(${place}::VARCHAR), '') || ')', ''))`,
      count: above.pairs,
    };
  });
  return { ...roles, members };
}

/** Whether nothing but its name stands for a member, and no total is among them. */
const isPlain = ({ column, value, countries, ordered, leftOut, named, answerless }: MemberRole): boolean =>
  (value === quoteName(column) || value.startsWith("nullif(trim(")) &&
  !countries &&
  !ordered &&
  leftOut.length === 0 &&
  named === undefined &&
  answerless === undefined;

function parentOf(
  compared: readonly ColumnLook[],
  keys: Compared["keys"],
  at: number,
): { readonly look: ColumnLook; readonly pairs: number } | undefined {
  const own = compared[at]!;
  if (own.type !== "text" || !thing.test(spaced(own.name))) return undefined;
  return compared
    .map((look, other) => ({ look, pairs: keys.alone.get([at, other].sort((a, b) => a - b).join(",")) ?? 0 }))
    .filter(
      ({ look, pairs }) =>
        look !== own &&
        look.type === "text" &&
        parent.test(spaced(look.name)) &&
        look.distinct < own.distinct &&
        pairs > own.distinct &&
        pairs <= mostPairs * own.distinct,
    )
    .sort((a, b) => b.pairs - a.pairs)[0];
}

/** A name without the digits behind it: `team86`. */
const spaced = (name: string): string =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_\d]+/g, " ")
    .trim();
