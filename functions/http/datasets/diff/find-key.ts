import type { DatasetProfile } from "../../../core/report/dataset/dataset.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { hintNearMatch } from "../../../core/near-match.ts";
import { quoteName } from "../../../core/report/query/quote-name.ts";
import type { ComparedColumn, FactsOfBoth, RunOverBoth } from "./diff.ts";

/** Most pairs of columns that are tried, and most columns of a key that a caller names. */
const most = { pairs: 6, columns: 4 };

/** A column that has a value in each row of both versions. */
interface Candidate {
  readonly name: string;
  readonly distinct: FactsOfBoth;
}

/** What tells whether columns are a key. */
export interface KeySearch {
  readonly from: DatasetProfile;
  readonly to: DatasetProfile;
  readonly columns: readonly ComparedColumn[];
  readonly facts: readonly FactsOfBoth[];
  readonly run: RunOverBoth;
}

/**
 * Finds what names a row in both versions: the first column that has a value in each row and each value once, or else
 * two columns that do so together, first those that have the fewest combinations. Columns of decimals, floating-point
 * numbers and truth values name no rows.
 *
 * @returns the columns' names; undefined if there is no key
 */
export async function findKey({ from, to, columns, facts, run }: KeySearch): Promise<readonly string[] | undefined> {
  if (from.rows === 0 || to.rows === 0) return undefined;
  const candidates = columns.flatMap(({ name, type }, index): Candidate[] =>
    type !== "number" && type !== "boolean" && isFull(from, name) && isFull(to, name)
      ? [{ name, distinct: facts[index]! }]
      : [],
  );
  const single = candidates.find(
    ({ distinct }) => distinct.from.distinct === from.rows && distinct.to.distinct === to.rows,
  );
  if (single !== undefined) return [single.name];
  const pairs = candidates
    .flatMap((one, index) => candidates.slice(index + 1).map((other) => [one, other] as const))
    .filter(
      ([one, other]) =>
        one.distinct.from.distinct * other.distinct.from.distinct >= from.rows &&
        one.distinct.to.distinct * other.distinct.to.distinct >= to.rows,
    )
    // Cities and years have hardly more combinations than rows.
    .toSorted((a, b) => combinations(a) - combinations(b))
    .slice(0, most.pairs)
    .map(([one, other]) => [one.name, other.name]);
  return await firstUnique(pairs, { from, to, run });
}

function combinations([one, other]: readonly [Candidate, Candidate]): number {
  return one.distinct.to.distinct * other.distinct.to.distinct;
}

/**
 * Checks a key that a caller names.
 *
 * @throws BroadsheetError `invalid-request`: `unknown-column`, or `not-a-key` if it does not name each row of both
 */
export async function checkKey(
  key: readonly string[],
  { from, to, columns, run }: KeySearch,
): Promise<readonly string[]> {
  const names = columns.map(({ name }) => name);
  const unknown = key.find((name) => !names.includes(name));
  const where = { name: "key" };
  if (unknown !== undefined || key.length > most.columns || new Set(key).size < key.length)
    throw new BroadsheetError("invalid-request", {
      code: unknown === undefined ? "invalid-filter" : "unknown-column",
      message:
        unknown === undefined
          ? `A key has at most ${most.columns} columns, each once`
          : `"${unknown}" is not a column that both versions have in the same type`,
      where,
      seen: unknown ?? key,
      allowed: names,
      ...(unknown !== undefined && hintNearMatch(unknown, names)),
    });
  const empty = key.find((name) => !isFull(from, name) || !isFull(to, name));
  if (empty === undefined && (await firstUnique([key], { from, to, run })) !== undefined) return key;
  const many = key.length === 1 ? `"${key[0]}" does` : `${key.map((name) => `"${name}"`).join(" and ")} do`;
  throw new BroadsheetError("invalid-request", {
    code: "not-a-key",
    message:
      empty === undefined
        ? `${many} not name one row: some values are in several rows`
        : `"${empty}" has rows without a value`,
    where,
    seen: key,
    hint: "name other columns, or leave `key` out",
  });
}

function isFull({ columns }: DatasetProfile, name: string): boolean {
  const column = columns.find((one) => one.name === name);
  return column?.nulls === 0 && column.emptyTexts !== true;
}

/** The first list of columns whose values together are different in each row of both versions. */
async function firstUnique(
  keys: readonly (readonly string[])[],
  { from, to, run }: Pick<KeySearch, "from" | "to" | "run">,
): Promise<readonly string[] | undefined> {
  if (keys.length === 0) return undefined;
  const parts = keys.flatMap((key, index) =>
    ["old", "new"].map(
      (side) =>
        `SELECT ${index} AS place, '${side}' AS side, count(*) AS n FROM (SELECT DISTINCT ${key.map(quoteName).join(", ")} FROM ${side})`,
    ),
  );
  const counts = new Map(
    (await run(parts.join(" UNION ALL "))).map(([place, side, n]) => [`${side} ${place}`, Number(n)]),
  );
  return keys.find((_, index) => counts.get(`old ${index}`) === from.rows && counts.get(`new ${index}`) === to.rows);
}
