import type { DatasetColumn, DatasetProfile } from "../../../core/report/dataset/dataset.ts";
import type { ChangedColumn, DatasetDiff } from "../../../core/service/publication/changes/data-changes.ts";
import { type ComparedColumn, type FactsOfBoth, mostCategories, mostCompared, type RunOverBoth } from "./diff.ts";
import { checkKey, findKey } from "./find-key.ts";
import { type CategoryChanges, type KeyChanges, readCategories, readKeyChanges } from "./read-changes.ts";
import { isEmpty, retypedColumns } from "./retyped-columns.ts";
import { readFacts } from "./read-facts.ts";

/** Two versions of a dataset. */
export interface Versions {
  readonly name: string;
  readonly from: DatasetProfile;
  readonly to: DatasetProfile;
}

/**
 * The schema `DatasetDiff`: what changed from one version of a dataset to another.
 *
 * @param key columns that name a row; undefined to find them
 * @param run runs one SELECT over both tables, in a process of its own
 * @throws BroadsheetError `invalid-request` for the key; what `run` throws
 */
export async function diffVersions(
  { name, from, to }: Versions,
  key: readonly string[] | undefined,
  run: RunOverBoth,
): Promise<DatasetDiff> {
  const shared = sharedColumns(from, to);
  const compared = shared.slice(0, mostCompared);
  const facts = await readFacts(compared, run);
  const search = { from, to, columns: compared, facts, run };
  const used = key === undefined ? await findKey(search) : await checkKey(key, search);
  const categories = await readCategories(categoricals(compared, facts, used ?? []), run);
  const retyped = retypedColumns(from, to);
  const alsoCompared = retyped.slice(0, mostCompared - compared.length);
  const keys = used === undefined ? undefined : await readKeyChanges(used, compared, alsoCompared, run);
  return {
    name,
    from: from.version,
    to: to.version,
    rows: { from: from.rows, to: to.rows },
    columns: describeColumns({ from, to, compared, facts, categories, keys }),
    uncompared: inBoth(from, to) - compared.length - alsoCompared.length,
    ...(used !== undefined && keys !== undefined && { key: used, keys: pickKeys(keys) }),
  };
}

/** The columns that both versions have in the same type. */
function sharedColumns(from: DatasetProfile, to: DatasetProfile): readonly ComparedColumn[] {
  const types = new Map(from.columns.map(({ name, type }) => [name, type]));
  return to.columns.filter(({ name, type }) => types.get(name) === type).map(({ name, type }) => ({ name, type }));
}

/** How many columns both versions have. */
function inBoth(from: DatasetProfile, to: DatasetProfile): number {
  const names = new Set(from.columns.map(({ name }) => name));
  return to.columns.filter(({ name }) => names.has(name)).length;
}

/** Columns of texts and truth values with few different values, other than the key. */
function categoricals(
  compared: readonly ComparedColumn[],
  facts: readonly FactsOfBoth[],
  key: readonly string[],
): readonly string[] {
  return compared.flatMap(({ name, type }, index) => {
    const { from, to } = facts[index]!;
    const few = Math.max(from.distinct, to.distinct) <= mostCategories;
    return (type === "text" || type === "boolean") && few && !(key.length === 1 && key[0] === name) ? name : [];
  });
}

interface Compared extends Omit<Versions, "name"> {
  readonly compared: readonly ComparedColumn[];
  readonly facts: readonly FactsOfBoth[];
  readonly categories: ReadonlyMap<string, CategoryChanges>;
  readonly keys: KeyChanges | undefined;
}

/** The columns that differ: those of the newer version in their order, then those that are gone. */
function describeColumns({ from, to, compared, facts, categories, keys }: Compared): ChangedColumn[] {
  const before = new Map(from.columns.map((column) => [column.name, column]));
  const after = new Set(to.columns.map(({ name }) => name));
  const gone = from.columns.filter(({ name }) => !after.has(name));
  const described = to.columns.map((column) => {
    const old = before.get(column.name);
    if (old === undefined) return { name: column.name, change: "added" as const, type: column.type };
    const place = compared.findIndex(({ name }) => name === column.name);
    const changedRows = keys?.columns.get(column.name) ?? 0;
    const changes = {
      ...(isEmpty(old, from) || isEmpty(column, to) ? {} : differing("type", old.type, column.type)),
      ...differing("nulls", old.nulls, column.nulls),
      ...(place !== -1 && describeValues(facts[place]!, categories.get(column.name))),
      ...(changedRows > 0 && { changedRows }),
    };
    return Object.keys(changes).length === 0
      ? undefined
      : { name: column.name, change: "changed" as const, type: column.type, changes };
  });
  return [
    ...described.filter((column) => column !== undefined),
    ...gone.map(({ name, type }: DatasetColumn) => ({ name, change: "removed" as const, type })),
  ];
}

type Differences = NonNullable<ChangedColumn["changes"]>;

function describeValues({ from, to }: FactsOfBoth, categories: CategoryChanges | undefined): Differences {
  const { came, gone } = categories ?? {};
  return {
    ...differing("distinct", from.distinct, to.distinct),
    ...differing("lowest", from.lowest, to.lowest),
    ...differing("highest", from.highest, to.highest),
    ...(came !== undefined && came.count > 0 && { came }),
    ...(gone !== undefined && gone.count > 0 && { gone }),
  };
}

function differing<K extends "type" | "nulls" | "distinct" | "lowest" | "highest", T>(
  what: K,
  from: T,
  to: T,
): { readonly [name in K]?: { readonly from: T; readonly to: T } } {
  return from === to
    ? {}
    : ({ [what]: { from, to } } as { readonly [name in K]: { readonly from: T; readonly to: T } });
}

function pickKeys({ came, gone, changed }: KeyChanges): NonNullable<DatasetDiff["keys"]> {
  return { came, gone, changed };
}
