import { toValueSync, type Context, type FilterImplOptions } from "liquidjs";
import { Decimal, type Numeric } from "../../../../decimal.ts";
import { hintNearMatch } from "../../../../near-match.ts";
import { FormatError } from "../../formats/format-error.ts";
import { ConditionError } from "../condition-error.ts";
import { add, numericOf } from "../arithmetic.ts";
import { equal } from "../strict-operators.ts";

/**
 * Liquid's list filters that name a column of rows: a column that no row has is an error, and values of different kinds
 * are not compared. `sum` leaves missing values out, as in SQL, and is exact; `sort` puts them last.
 *
 * @throws FormatError for a column that no row has, or a value of another kind
 */
export const listFilters: Readonly<Record<string, FilterImplOptions>> = {
  sum(list: unknown, property?: unknown) {
    return membersOf(this.context, list, property, "sum").reduce(
      (total: Numeric, { member }) => add(total, numericOf(member, "sum") ?? 0),
      0,
    );
  },
  sort(list: unknown, property?: unknown) {
    const members = membersOf(this.context, list, property, "sort");
    this.context.memoryLimit.use(members.length);
    return members.sort((a, b) => compareKeys(a.member, b.member)).map(({ item }) => item);
  },
  map(list: unknown, property: unknown) {
    const members = membersOf(this.context, list, property, "map");
    this.context.memoryLimit.use(members.length);
    return members.map(({ member }) => member ?? null);
  },
  where(list: unknown, property: unknown, ...expected: readonly unknown[]) {
    return membersOf(this.context, list, property, "where")
      .filter(fits(expected))
      .map(({ item }) => item);
  },
  find(list: unknown, property: unknown, ...expected: readonly unknown[]) {
    return membersOf(this.context, list, property, "find").find(fits(expected))?.item ?? null;
  },
  // Of an empty list they are missing values, which a condition can ask for; a name without a value would be an error.
  first(list: unknown) {
    return ends(list)[0] ?? null;
  },
  last(list: unknown) {
    return ends(list).at(-1) ?? null;
  },
  join(list: unknown, between: unknown = " ") {
    const items = listOf(list);
    this.context.memoryLimit.use(items.length);
    if (items.some(isRow))
      throw new FormatError("join needs a list of values, but got rows: name one of their columns with map");
    return items.map((item) => String(item ?? "")).join(String(between));
  },
};

/** A list, or the characters of a text. */
function ends(list: unknown): readonly unknown[] {
  return typeof list === "string" ? [...list] : listOf(list);
}

interface Member {
  readonly item: unknown;
  readonly member: unknown;
}

/** The items of a list, each with the member at a path, or with itself if none is named. */
export function membersOf(context: Context, list: unknown, property: unknown, filter: string): Member[] {
  const items = listOf(list);
  if (property === undefined || property === null) return items.map((item) => ({ item, member: item }));
  const path = String(property).split(".");
  const rows = items.filter(isRow);
  const [name = ""] = path;
  if (rows.length > 0 && !rows.some((row) => Object.hasOwn(row, name))) {
    const columns = Object.keys(rows[0] ?? {});
    throw new FormatError(
      `${filter} names the column "${name}", which the rows do not have: ${hintNearMatch(name, columns).hint ?? `they have ${columns.join(", ")}`}`,
    );
  }
  const { _getFromScope } = context as unknown as {
    _getFromScope(scope: unknown, path: readonly string[], strict: boolean): Generator;
  };
  return items.map((item) => ({
    item,
    member: toValueSync(_getFromScope.call(context, item, path, false)) as unknown,
  }));
}

/** Matches members equal to the expected value; without one, members that are neither false nor missing. */
function fits(expected: readonly unknown[]): (member: Member) => boolean {
  return ({ member }) => {
    if (expected.length === 0) return member !== false && member !== null && member !== undefined;
    const found = equal(member, expected[0]);
    if (found instanceof ConditionError)
      throw new FormatError(`${found.message}${found.hint === undefined ? "" : `: ${found.hint}`}`);
    return found;
  };
}

function isRow(item: unknown): item is object {
  return typeof item === "object" && item !== null && !Array.isArray(item) && !(item instanceof Decimal);
}

function listOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? (list as readonly unknown[]) : list === null || list === undefined ? [] : [list];
}

/** Orders missing values last. */
function compareKeys(a: unknown, b: unknown): number {
  const [noA, noB] = [a === null || a === undefined, b === null || b === undefined];
  if (noA || noB) return Number(noA) - Number(noB);
  if (a instanceof Decimal && (typeof b === "number" || b instanceof Decimal)) return a.lt(b) ? -1 : a.gt(b) ? 1 : 0;
  if (b instanceof Decimal && typeof a === "number") return -compareKeys(b, a);
  return a! < b! ? -1 : a! > b! ? 1 : 0;
}
