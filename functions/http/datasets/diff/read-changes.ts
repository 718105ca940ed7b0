import { quoteName, quoteText } from "../../../core/report/query/quote-name.ts";
import type { RetypedColumn } from "./retyped-columns.ts";
import { type ComparedColumn, mostShown, type RunOverBoth, type Shown, shownValue } from "./diff.ts";

/** Values of a column that came and went. */
export interface CategoryChanges {
  readonly came: Shown<string>;
  readonly gone: Shown<string>;
}

/** Reads which values of some columns came and went: only of columns with few different values. */
export async function readCategories(
  names: readonly string[],
  run: RunOverBoth,
): Promise<ReadonlyMap<string, CategoryChanges>> {
  if (names.length === 0) return new Map();
  const parts = names.flatMap((name, index) =>
    [
      ["came", "new", "old"],
      ["gone", "old", "new"],
    ].map(([kind, side, other]) => {
      const values = `SELECT DISTINCT ${quoteName(name)} AS v FROM`;
      return `SELECT * FROM (SELECT ${index} AS place, '${kind}' AS kind, ${shownValue("v")} AS v, count(*) OVER () AS n FROM (${values} ${side} EXCEPT ${values} ${other}) WHERE v IS NOT NULL ORDER BY v LIMIT ${mostShown})`;
    }),
  );
  const rows = await run(parts.join(" UNION ALL "));
  const changes = (index: number, kind: string): Shown<string> => {
    const found = rows.filter(([place, of]) => Number(place) === index && of === kind);
    return { count: Number(found[0]?.[3] ?? 0), first: found.map(([, , value]) => String(value)) };
  };
  return new Map(names.map((name, index) => [name, { came: changes(index, "came"), gone: changes(index, "gone") }]));
}

/** A value of a row that both versions have. */
export interface ChangedValue {
  readonly key: readonly string[];
  readonly column: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Rows by their keys. */
export interface KeyChanges {
  readonly came: Shown<readonly string[]>;
  readonly gone: Shown<readonly string[]>;
  /** Rows that are in both and differ, and the first values that do. */
  readonly changed: Shown<ChangedValue>;
  /** Column → rows in which it differs. */
  readonly columns: ReadonlyMap<string, number>;
}

/**
 * Compares the rows of both versions by a key.
 *
 * @param columns in the same type in both
 * @param retyped those in another type that are compared too
 */
export async function readKeyChanges(
  key: readonly string[],
  columns: readonly ComparedColumn[],
  retyped: readonly RetypedColumn[],
  run: RunOverBoth,
): Promise<KeyChanges> {
  const others = [
    ...columns
      .filter(({ name }) => !key.includes(name))
      .map(({ name }) => ({ name, differs: `old.${quoteName(name)} IS DISTINCT FROM new.${quoteName(name)}` })),
    ...retyped,
  ];
  const list = (side: string): string => `[${key.map((name) => shownValue(`${side}.${quoteName(name)}`)).join(", ")}]`;
  const equal = key.map((name) => `old.${quoteName(name)} = new.${quoteName(name)}`).join(" AND ");
  const only = (kind: string, side: string, other: string): string => {
    const order = key.map((name) => `${side}.${quoteName(name)}`).join(", ");
    return `SELECT * FROM (SELECT '${kind}' AS kind, to_json(${list(side)})::VARCHAR AS k, NULL AS c, NULL AS o, NULL AS w, count(*) OVER () AS n FROM ${side} ANTI JOIN ${other} ON ${equal} ORDER BY ${order} LIMIT ${mostShown})`;
  };
  const parts = [only("came", "new", "old"), only("gone", "old", "new")];
  if (others.length > 0) {
    const differs = others.map((other) => other.differs);
    const both = `FROM old JOIN new ON ${equal}`;
    const anyDiffers = differs.join(" OR ");
    const counts = [
      `{c: NULL, n: count_if(${anyDiffers})}`,
      ...others.map(({ name }, index) => `{c: ${quoteText(name)}, n: count_if(${differs[index]})}`),
    ];
    parts.push(
      `SELECT 'count', NULL, x.c, NULL, NULL, x.n FROM (SELECT unnest(x) AS x FROM (SELECT [${counts.join(", ")}] AS x ${both}))`,
    );
    const values = others.map(
      ({ name }, index) =>
        `{c: ${quoteText(name)}, d: ${differs[index]}, o: ${shownValue(`old.${quoteName(name)}`)}, w: ${shownValue(`new.${quoteName(name)}`)}}`,
    );
    const order = key.map((name) => `old.${quoteName(name)}`).join(", ");
    const first = `SELECT to_json(${list("old")})::VARCHAR AS k, [${values.join(", ")}] AS x ${both} WHERE ${anyDiffers} ORDER BY ${order} LIMIT ${mostShown}`;
    parts.push(
      `SELECT * FROM (SELECT 'value', k, x.c, x.o, x.w, NULL FROM (SELECT k, unnest(x) AS x FROM (${first})) WHERE x.d LIMIT ${mostShown})`,
    );
  }
  return sortOut(await run(parts.join(" UNION ALL ")));
}

function sortOut(rows: Awaited<ReturnType<RunOverBoth>>): KeyChanges {
  const of = (kind: string): typeof rows => rows.filter(([found]) => found === kind);
  const keys = (kind: string): Shown<readonly string[]> => ({
    count: Number(of(kind)[0]?.[5] ?? 0),
    first: of(kind).map(([, key]) => keyOf(key)),
  });
  return {
    came: keys("came"),
    gone: keys("gone"),
    changed: {
      count: Number(of("count").find(([, , column]) => column === null)?.[5] ?? 0),
      first: of("value").map(([, key, column, from, to]) => ({
        key: keyOf(key),
        column: String(column),
        from: textOf(from),
        to: textOf(to),
      })),
    },
    columns: new Map(
      of("count").flatMap(([, , column, , , n]) => (column == null ? [] : [[String(column), Number(n)] as const])),
    ),
  };
}

function keyOf(text: unknown): readonly string[] {
  return JSON.parse(String(text)) as readonly string[];
}

function textOf(value: string | number | null | undefined): string | null {
  return value == null ? null : String(value);
}
