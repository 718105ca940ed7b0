import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { overSql } from "./beyond-sql.ts";
import type { Bound, LimitPair, LimitRole } from "./limit-role.ts";
import { isPlainLimit, sideOfCell, sideOfKind } from "./limit-sides.ts";

/** Fewest values of a kind by which one sees that its limit is no highest one, and the share of them above it. */
const [fewestValues, most] = [5, 0.5];

/** Limits of which each has a side, the column that says which, and what is left out since nobody knows its side. */
export interface SidedLimits {
  readonly pairs: readonly LimitPair[];
  readonly column: string | undefined;
  readonly unclear: readonly string[];
}

/**
 * Limits whose column does not say whether they are highest or lowest values, each on its side: by a column of sides,
 * by the words of what is measured, or where that is plainly known. All others are taken for highest ones, but not
 * where most values lie above them: these are left out.
 */
export async function withSides(
  table: DraftTable,
  source: string,
  looks: readonly ColumnLook[],
  { pairs, kind }: Pick<LimitRole, "pairs" | "kind">,
): Promise<SidedLimits> {
  const [only] = pairs;
  if (pairs.length > 1) return await sidesOfMeasures(table, source, looks, pairs);
  if (only === undefined || !isPlain(only, looks)) return { pairs, column: undefined, unclear: [] };
  const column = looks.find(isOfSides);
  if (column === undefined && kind === undefined) {
    const isLeast = sideOfKind(only.measure.column) === "lower";
    return { pairs: isLeast ? [asLower(only)] : pairs, column: undefined, unclear: [] };
  }
  return await sidesOfRows(table, source, only, { column, kind });
}

/** Whether the limits of a pair say nothing of their side: one column of numbers, with a name that says none. */
const isPlain = ({ lower, upper }: LimitPair, looks: readonly ColumnLook[]): boolean =>
  lower === undefined && upper !== undefined && isPlainLimit(upper.column) && isUnsigned(upper, looks);

/** Whether no limit of a column has a sign or a word before it that says its side. */
const isUnsigned = ({ column, beside }: Bound, looks: readonly ColumnLook[]): boolean => {
  const look = looks.find(({ name }) => name === column);
  return beside === undefined && look !== undefined && look.texts.every((text) => /^[\s\d]|^[-−]/.test(text));
};

/** Whether each cell of a column names a side, and one of them the lower one. */
const isOfSides = ({ type, distinct, texts }: ColumnLook): boolean =>
  type === "text" &&
  distinct === texts.length &&
  texts.every((text) => sideOfCell(text) !== undefined) &&
  texts.some((text) => sideOfCell(text) === "lower");

const asLower = (pair: LimitPair): LimitPair => ({ ...pair, lower: pair.upper, upper: undefined });

/** Each measure with limits of its own has one side. */
async function sidesOfMeasures(
  { ask }: DraftTable,
  source: string,
  looks: readonly ColumnLook[],
  pairs: readonly LimitPair[],
): Promise<SidedLimits> {
  const found: LimitPair[] = [];
  const unclear: string[] = [];
  for (const pair of pairs) {
    const side = sideOfKind(pair.measure.column);
    if (!isPlain(pair, looks) || side === "upper") found.push(pair);
    else if (side === "lower") found.push(asLower(pair));
    else if (await isMostlyAbove(ask, source, overSql(pair))) unclear.push(pair.measure.label);
    else found.push(pair);
  }
  return { pairs: found, column: undefined, unclear };
}

async function isMostlyAbove(ask: DraftTable["ask"], source: string, over: string): Promise<boolean> {
  const [row = {}] = await ask(
    `SELECT count(o) AS values, count(*) FILTER (o) AS above FROM (SELECT ${over} AS o FROM ${source})`,
  );
  return isMostly(row);
}

const isMostly = (row: Readonly<Record<string, unknown>>): boolean =>
  Number(row["values"]) >= fewestValues && Number(row["above"]) > most * Number(row["values"]);

/** The sides of the limits in one column: the cell of each row, or else what the row measures. */
async function sidesOfRows(
  { ask }: DraftTable,
  source: string,
  pair: LimitPair,
  { column, kind }: { readonly column: ColumnLook | undefined; readonly kind: LimitRole["kind"] },
): Promise<SidedLimits> {
  const cell = column && `trim(${quoteName(column.name)})`;
  const texts = (side: "upper" | "lower"): string =>
    listOf((column?.texts ?? []).filter((text) => sideOfCell(text) === side));
  const isSaid = cell === undefined ? "false" : `nullif(${cell}, '') IS NOT NULL`;
  const kinds =
    kind === undefined
      ? []
      : await ask(
          `SELECT kind, count(o) AS values, count(*) FILTER (o) AS above FROM (SELECT ${kind.value} AS kind, ${overSql(pair)} AS o FROM ${source} WHERE NOT (${isSaid}))
WHERE kind IS NOT NULL GROUP BY kind ORDER BY kind`,
        );
  const named = kinds.map((row) => ({ name: String(row["kind"]), row, side: sideOfKind(String(row["kind"])) }));
  const least = named.filter(({ side }) => side === "lower").map(({ name }) => name);
  const unclear = named.filter(({ side, row }) => side === undefined && isMostly(row)).map(({ name }) => name);
  const lower = [
    ...(cell === undefined ? [] : [`coalesce(${cell} IN (${texts("lower")}), false)`]),
    ...(least.length === 0 ? [] : [`coalesce(NOT (${isSaid}) AND ${kind!.value} IN (${listOf(least)}), false)`]),
  ].join(" OR ");
  const none =
    unclear.length === 0 ? "" : `coalesce(NOT (${isSaid}) AND ${kind!.value} IN (${listOf(unclear)}), false)`;
  if (unclear.length > 0 && unclear.length === named.length && column === undefined)
    return { pairs: [], column: undefined, unclear };
  if (lower === "") return { pairs: [{ ...pair, ...(none !== "" && { without: none }) }], column: undefined, unclear };
  const upper = pair.upper!;
  return {
    pairs: [
      {
        ...pair,
        lower: { ...upper, value: `CASE WHEN ${lower} THEN ${upper.value} END` },
        upper: { ...upper, value: `CASE WHEN NOT (${lower}) THEN ${upper.value} END` },
        ...(none !== "" && { without: none }),
      },
    ],
    column: column?.name,
    unclear,
  };
}

const listOf = (texts: readonly string[]): string => texts.map((text) => quoteText(text.trim())).join(", ");
