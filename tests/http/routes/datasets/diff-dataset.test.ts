import { expect, test } from "vitest";
import { seeded } from "../../../core/report/dataset/seeded.ts";
import { bodyOf, openTestApp, type ProblemBody, problemFrom, type TestApp } from "../../open-test-app.ts";

interface Shown<T> {
  readonly count: number;
  readonly first: readonly T[];
}

interface Diff {
  readonly from: string;
  readonly to: string;
  readonly rows: { readonly from: number; readonly to: number };
  readonly columns: readonly {
    readonly name: string;
    readonly change: string;
    readonly type: string;
    readonly changes?: {
      readonly changedRows?: number;
      readonly came?: Shown<string>;
      readonly gone?: Shown<string>;
      readonly [what: string]: unknown;
    };
  }[];
  readonly key?: readonly string[];
  readonly keys?: {
    readonly came: Shown<readonly string[]>;
    readonly gone: Shown<readonly string[]>;
    readonly changed: Shown<{
      readonly key: readonly string[];
      readonly column: string;
      readonly from: string | null;
      readonly to: string | null;
    }>;
  };
}

const put = async (app: TestApp, name: string, csv: string): Promise<string> =>
  (
    await bodyOf<{ version: string }>(
      app.call(`/datasets/${name}`, { method: "PUT", body: csv, headers: { "content-type": "text/csv" } }),
    )
  ).version;
const diffOf = async (app: TestApp, name: string, query = ""): Promise<Diff> => {
  const answer = await app.call(`/datasets/${name}/diff${query}`);
  if (answer.status !== 200) throw new Error(await answer.text());
  return await bodyOf<Diff>(answer);
};

const refusal = async (answer: Promise<Response>, status: number): Promise<ProblemBody> => {
  const problem = await problemFrom(await answer);
  expect(problem.status).toBe(status);
  return problem;
};

/** A row: what names it, and its other values. */
type Row = Readonly<Record<string, string>>;
const csvOf = (names: readonly string[], rows: readonly Row[]): string =>
  [names.join(","), ...rows.map((row) => names.map((name) => row[name] ?? "").join(","))]
    .map((line) => `${line}\n`)
    .join("");

const onlyIn = (one: ReadonlySet<string>, other: ReadonlySet<string>): string[] =>
  [...one].filter((value) => !other.has(value)).toSorted();

/** What changed between two lists of rows, reckoned without SQL. */
function compare(old: readonly Row[], now: readonly Row[], key: readonly string[], others: readonly string[]) {
  const nameOf = (row: Row): string => key.map((name) => row[name]).join("|");
  const before = new Map(old.map((row) => [nameOf(row), row]));
  const after = new Map(now.map((row) => [nameOf(row), row]));
  const both = [...before.keys()].filter((name) => after.has(name));
  const differs = (name: string, column: string): boolean => before.get(name)![column] !== after.get(name)![column];
  return {
    came: [...after.keys()].filter((name) => !before.has(name)),
    gone: [...before.keys()].filter((name) => !after.has(name)),
    changed: both.filter((name) => others.some((column) => differs(name, column))),
    columns: Object.fromEntries(
      others.flatMap((column) => {
        const count = both.filter((name) => differs(name, column)).length;
        return count === 0 ? [] : [[column, count]];
      }),
    ),
  };
}

test("what came, went and changed is what a comparison row by row finds, by one column or by two", async () => {
  const random = seeded(41);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const app = await openTestApp();
  const rounds = process.env["SOAK"] === undefined ? 8 : 200;
  for (let round = 0; round < rounds; round++) {
    const pair = round % 2 === 1;
    const key = pair ? ["city", "year"] : ["code"];
    const value = (): Row => ({
      kind: ["red", "green", "blue", "grey"][upTo(4)]!,
      amount: random() < 0.1 ? "" : `${upTo(50)}.5`,
      day: `2026-0${1 + upTo(9)}-11`,
    });
    const names: Row[] = Array.from({ length: 60 }, (_, index) =>
      pair ? { city: `c${index % 6}`, year: String(2000 + Math.floor(index / 6)) } : { code: `k${index}` },
    );
    const all = names.map((name) => ({ ...name, ...value() }));
    const old = all.filter(() => random() < 0.8);
    const now = all
      .filter(() => random() < 0.8)
      .map((row) => (random() < 0.3 ? { ...row, ...(random() < 0.5 ? value() : { kind: "new" }) } : row))
      .toSorted(() => random() - 0.5);
    const others = ["kind", "amount", "day"];
    const dataset = `d${round}`;
    const from = await put(app, dataset, csvOf([...key, ...others], old));
    const to = await put(app, dataset, csvOf([...others, ...key], now));
    const diff = await diffOf(app, dataset);
    const expected = compare(old, now, key, others);
    expect([diff.from, diff.to, diff.rows]).toEqual([from, to, { from: old.length, to: now.length }]);
    expect([...(diff.key ?? [])].toSorted()).toEqual(key);
    const nameOf = (values: readonly string[]): string => key.map((name) => values[diff.key!.indexOf(name)]).join("|");
    const { came, gone, changed } = diff.keys!;
    expect([came.count, gone.count, changed.count]).toEqual([
      expected.came.length,
      expected.gone.length,
      expected.changed.length,
    ]);
    expect(came.first.length).toBe(Math.min(20, came.count));
    expect(expected.came).toEqual(expect.arrayContaining(came.first.map(nameOf)));
    expect(expected.gone).toEqual(expect.arrayContaining(gone.first.map(nameOf)));
    for (const { key: values, column, from: was, to: is } of changed.first) {
      const find = (rows: readonly Row[]): Row =>
        rows.find((row) => key.map((name) => row[name]).join("|") === nameOf(values))!;
      expect([was ?? "", is ?? ""]).toEqual([find(old)[column], find(now)[column]]);
    }
    const told = Object.fromEntries(
      diff.columns.flatMap(({ name, changes }) =>
        changes?.changedRows === undefined ? [] : [[name, changes.changedRows]],
      ),
    );
    expect(told).toEqual(expected.columns);
    const kinds = (rows: readonly Row[]): Set<string> => new Set(rows.map((row) => row["kind"]!));
    const kind = diff.columns.find(({ name }) => name === "kind")?.changes;
    expect(kind?.came?.first ?? []).toEqual(onlyIn(kinds(now), kinds(old)));
    expect(kind?.gone?.first ?? []).toEqual(onlyIn(kinds(old), kinds(now)));
  }
});

test("columns that came and went, types, gaps and ranges are told; what is alike is not", async () => {
  const app = await openTestApp();
  const from = await put(app, "d", "id,amount,old,code,same\n1,1.50,x,1,a\n2,2.00,x,2,b\n3,,y,3,c\n");
  await put(app, "d", "id,amount,fresh,code,same\n1,1.5,x,1,a\n2,20.25,x,x,b\n3,3.00,y,3,c\n4,4.00,z,4,d\n");
  const diff = await diffOf(app, "d");
  expect(diff).toMatchObject({ rows: { from: 3, to: 4 }, key: ["id"] });
  expect(diff.columns).toEqual([
    {
      name: "id",
      change: "changed",
      type: "integer",
      changes: { distinct: { from: 3, to: 4 }, highest: { from: "3", to: "4" } },
    },
    {
      name: "amount",
      change: "changed",
      type: "number",
      changes: {
        nulls: { from: 1, to: 0 },
        distinct: { from: 2, to: 4 },
        highest: { from: "2", to: "20.25" },
        changedRows: 2,
      },
    },
    { name: "fresh", change: "added", type: "text" },
    {
      name: "code",
      change: "changed",
      type: "text",
      changes: { type: { from: "integer", to: "text" }, changedRows: 1 },
    },
    {
      name: "same",
      change: "changed",
      type: "text",
      changes: { distinct: { from: 3, to: 4 }, came: { count: 1, first: ["d"] } },
    },
    { name: "old", change: "removed", type: "text" },
  ]);
  expect((await diffOf(app, "d", `?to=${from}&from=${diff.to}`)).rows).toEqual({ from: 4, to: 3 });
  const same = await diffOf(app, "d", `?from=${from}&to=${from}`);
  expect(same).toMatchObject({ columns: [], keys: { came: { count: 0 }, changed: { count: 0 } } });
});

test("a key that a caller names is used, or refused with the reason", async () => {
  const app = await openTestApp();
  await put(app, "d", `id,city,"the ""kind""",n\n1,a,x,1\n2,a,y,2\n3,b,x,\n`);
  await put(app, "d", `id,city,"the ""kind""",n\n1,a,x,1\n2,a,y,5\n3,b,x,3\n`);
  const asked = await diffOf(app, "d", `?key=${encodeURIComponent('city,the "kind"')}`);
  expect(asked.key).toEqual(["city", 'the "kind"']);
  expect(asked.keys!.changed).toEqual({
    count: 2,
    first: [
      { key: ["a", "y"], column: "n", from: "2", to: "5" },
      { key: ["b", "x"], column: "n", from: null, to: "3" },
    ],
  });
  const refused = async (key: string): Promise<unknown> =>
    (await refusal(app.call(`/datasets/d/diff?key=${key}`), 400)).problems?.[0];
  expect(await refused("city")).toMatchObject({ code: "not-a-key", seen: ["city"] });
  expect(await refused("n")).toMatchObject({ code: "not-a-key", message: '"n" has rows without a value' });
  expect(await refused("cty")).toMatchObject({ code: "unknown-column", seen: "cty", hint: 'did you mean "city"?' });
  expect(await refused("id,id")).toMatchObject({ code: "invalid-filter" });
});

test("without a key rows are not compared, and without a version before there is nothing to compare", async () => {
  const app = await openTestApp();
  await put(app, "d", "a,b\n1,1\n1,1\n2,2\n");
  expect((await refusal(app.call("/datasets/d/diff"), 404)).problems?.[0]).toMatchObject({
    code: "no-version-before",
  });
  await put(app, "d", "a,b\n1,1\n1,1\n3,2\n");
  const diff = await diffOf(app, "d");
  expect([diff.key, diff.keys]).toEqual([undefined, undefined]);
  expect(diff.columns.map(({ name }) => name)).toEqual(["a"]);
  expect((await refusal(app.call(`/datasets/d/diff?from=${"0".repeat(64)}`), 404)).status).toBe(404);
  expect((await refusal(app.call("/datasets/none/diff"), 404)).status).toBe(404);
});

test("columns beyond the first 60 are counted as not compared", async () => {
  const app = await openTestApp();
  const names = Array.from({ length: 63 }, (_, column) => `c${column}`);
  await put(
    app,
    "d",
    csvOf(names, [
      { c0: "1", c62: "x" },
      { c0: "2", c62: "y" },
    ]),
  );
  await put(
    app,
    "d",
    csvOf(names, [
      { c0: "1", c62: "y" },
      { c0: "2", c62: "x" },
    ]),
  );
  expect(await diffOf(app, "d")).toMatchObject({ columns: [], key: ["c0"], uncompared: 3 });
});

test("the version before one that is not among the last moves is not guessed", async () => {
  const app = await openTestApp();
  const first = await put(app, "d", "a\n0\n");
  const second = await put(app, "d", "a\n1\n");
  expect((await diffOf(app, "d", `?to=${second}`)).from).toBe(first);
  for (let value = 2; value < 54; value++) await put(app, "d", `a\n${value}\n`);
  expect((await refusal(app.call(`/datasets/d/diff?to=${second}`), 404)).problems?.[0]).toMatchObject({
    code: "no-version-before",
    seen: second,
    hint: "name the older version with `from`",
  });
});

/** A number as both versions may write it: `5`, `5.0` and `5.00` are the same. */
const plainNumber = (text: string): string => (text === "" ? "" : String(Number(text)));

/** In a column of texts a number stands as the other version's type writes it: `5.0` there is 5. */
const sameText = (was: string, is: string): boolean =>
  [was, is].every((text) => text !== "soon" && text !== "") && plainNumber(was) === plainNumber(is);

test("a column whose type changed is compared value by value too: numbers as numbers, anything else as it is written", async () => {
  const random = seeded(43);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const app = await openTestApp();
  /** How a number is written where its column is of this kind. */
  const kinds: Readonly<Record<string, (value: number) => string>> = {
    whole: (value) => String(value),
    decimal: (value) => `${value}.00`,
    broken: (value) => (value % 3 === 0 ? `${value}.5` : `${value}.0`),
    double: (value) => `${value}.0e0`,
    none: () => "",
    text: (value) => (value % 7 === 0 ? "soon" : String(value)),
  };
  const all = Object.keys(kinds);
  const pairs = all.flatMap((one) => all.filter((other) => other !== one).map((other) => [one, other] as const));
  const names = pairs.map((_, index) => `c${index}`);
  const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
  const values = keys.map(() => names.map(() => upTo(30)));
  const rowsOf = (side: 0 | 1, given: readonly (readonly number[])[]): Row[] =>
    keys.map((code, row) => ({
      code,
      ...Object.fromEntries(names.map((name, at) => [name, kinds[pairs[at]![side]]!(given[row]![at]!)])),
    }));
  const old = rowsOf(0, values);
  const now = rowsOf(
    1,
    values.map((row) => row.map((value) => (random() < 0.3 ? upTo(30) : value))),
  );
  await put(app, "d", csvOf(["code", ...names], old));
  await put(app, "d", csvOf(["code", ...names], now));
  const diff = await diffOf(app, "d");
  const differs = (at: number, row: number): boolean => {
    const [was, is] = [old[row]![names[at]!]!, now[row]![names[at]!]!];
    return pairs[at]!.includes("text") && !pairs[at]!.includes("none")
      ? was !== is && !sameText(was, is)
      : plainNumber(was) !== plainNumber(is);
  };
  for (const [at, name] of names.entries()) {
    const expected = keys.filter((_, row) => differs(at, row)).length;
    const column = diff.columns.find((one) => one.name === name);
    expect([name, pairs[at], column?.changes?.changedRows ?? 0]).toEqual([name, pairs[at], expected]);
    // A column without values has no type that could change.
    if (pairs[at]!.includes("none")) expect(column?.changes?.["type"]).toBeUndefined();
  }
  const changed = keys.filter((_, row) => names.some((_name, at) => differs(at, row))).length;
  expect(diff.keys!.changed.count).toBe(changed);
});

test("a text is the value that it says in another way, to the last digit", async () => {
  const app = await openTestApp();
  // Kind, the text before, what the column of the kind has now, whether that is another value.
  const cases: readonly (readonly [kind: string, was: string, is: string, differs: boolean])[] = [
    ["id", "9007199254740993", "9007199254740992", true],
    ["id", "9007199254740993", "9007199254740993", false],
    ["id", "9007199254740993.0", "9007199254740993", false],
    ["id", "9.007199254740993e15", "9007199254740993", false],
    ["id", "9.007199254740993e15", "9007199254740992", true],
    ["id", "1.5e0", "2", true],
    ["id", "-0", "0", false],
    ["id", "007", "7", true],
    ["double", "1.50", "1.5e0", false],
    ["double", "1.51", "1.5e0", true],
    ["moment", "2020-01-01T10:00:00", "2020-01-01 10:00:00", false],
    ["moment", "2020-01-01T10:00:00.5", "2020-01-01 10:00:00.500", false],
    ["moment", "2020-01-01T10:00:01", "2020-01-01 10:00:00", true],
    ["day", "2020-01-01T00:00:00", "2020-01-01", false],
    ["day", "2020-01-01T10:00:00", "2020-01-01", true],
    ["truth", "True", "true", false],
    ["truth", "FALSE", "true", true],
    ["truth", "1", "true", true],
  ];
  const kinds = [...new Set(cases.map(([kind]) => kind))];
  const rowsOf = (at: 1 | 2): Row[] => [
    ...cases.map((one, row) => ({ code: `k${row}`, [one[0]]: one[at] })),
    // So the columns are texts before.
    { code: "last", ...(at === 1 && Object.fromEntries(kinds.map((kind) => [kind, "soon"]))) },
  ];
  await put(app, "d", csvOf(["code", ...kinds], rowsOf(1)));
  await put(app, "d", csvOf(["code", ...kinds], rowsOf(2)));
  const diff = await diffOf(app, "d");
  expect(diff.columns.map(({ type }) => type)).toEqual(["integer", "number", "timestamp", "date", "boolean"]);
  const changed = diff.keys!.changed.first.flatMap(({ key }) => (key[0] === "last" ? [] : key[0]));
  expect(changed.toSorted()).toEqual(cases.flatMap((one, row) => (one[3] ? `k${row}` : [])).toSorted());
});
