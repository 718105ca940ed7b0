import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import type { Roles } from "../../roles/roles.ts";

/** Two columns of one kind that are set against each other in each row: goals at home and away, yes and no. */
export interface SidesRole {
  readonly one: SideColumn;
  readonly other: SideColumn;
}

interface SideColumn {
  readonly column: string;
  readonly label: string;
}

/** Names of a difference. */
const difference =
  /^(spread|margin|balance|difference|diff|net|net lead|lead|goal difference|saldo|differenz|vorsprung|净值|差额|差|领先)$/i;
/** Words by which the names of two sides differ. */
const sides: readonly (readonly [RegExp, string])[] = [
  [/\bhome\b|home(?=[A-Z_ ])/i, "away"],
  [/\bheim/i, "gast"],
  [/主队?/, "客"],
];

/** Fewest rows of which it is worth saying in how many one side is higher, and share of them that must agree. */
const [fewestRows, mostly] = [12, 0.95];
/** Most columns that are tried as sides. */
const mostTried = 8;

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}]+/gu, "");

const isNumber = ({ type }: ColumnLook): boolean => type === "integer" || type === "number";

const sideOf = ({ name }: ColumnLook): SideColumn => ({ column: name, label: readLabel(name).label });

/** Two sides of each row: those of whose names one says home and the other away, or whose difference is a column. */
export async function findSides(
  { ask, rows }: DraftTable,
  source: string,
  { looks, selector, survey, long, story, accounts, members }: Roles,
): Promise<SidesRole | undefined> {
  const isOfRecords = story === "flow" || (story === "groups" && members.length > 0) || story === "series";
  if (!isOfRecords || selector !== undefined || survey !== undefined || accounts !== undefined) return undefined;
  if (long?.turned === true || rows < fewestRows) return undefined;
  const numbers = looks.filter((look) => isNumber(look) && look.values >= mostly * rows);
  for (const look of numbers)
    for (const [word, opposite] of sides) {
      if (!word.test(look.name)) continue;
      const name = plain(look.name.replace(word, opposite));
      const other = numbers.find(
        (one) => one !== look && (plain(one.name) === name || plain(one.name) === name.replace("客", "客队")),
      );
      if (other !== undefined && look.low >= 0 && other.low >= 0) return { one: sideOf(look), other: sideOf(other) };
    }
  const apart = numbers.find(
    ({ name, negative, high }) => difference.test(name.replaceAll("_", " ").trim()) && negative && high > 0,
  );
  if (apart === undefined) return undefined;
  const tried = numbers.filter((look) => look !== apart && look.low >= 0).slice(0, mostTried);
  const pairs = tried.flatMap((one) => tried.filter((other) => other !== one).map((other) => ({ one, other })));
  if (pairs.length === 0) return undefined;
  const equal = pairs.map(
    ({ one, other }, at) =>
      `avg((abs(${quoteName(apart.name)} - (${quoteName(one.name)} - ${quoteName(other.name)})) < 1e-6 * greatest(1, abs(${quoteName(one.name)})))::INTEGER) AS p${at}`,
  );
  const [row = {}] = await ask(`SELECT ${equal.join(", ")} FROM ${source}`);
  const found = pairs.find((_, at) => Number(row[`p${at}`] ?? 0) >= mostly);
  return found && { one: sideOf(found.one), other: sideOf(found.other) };
}
