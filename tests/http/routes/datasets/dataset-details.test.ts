import { expect, test } from "vitest";
import type { DatasetProfile } from "../../../../functions/core/report/dataset/dataset.ts";
import { describeColumns } from "../../../../functions/http/datasets/describe-columns.ts";
import { columnsQueries, sampleStep } from "../../../../functions/http/datasets/columns-query.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

const put = (app: TestApp, name: string, csv: string): Promise<Response> =>
  app.call(`/datasets/${name}`, { method: "PUT", body: csv, headers: { "content-type": "text/csv" } });
const configure = (app: TestApp, name: string, body: object): Promise<Response> =>
  app.call(`/publications/${name}`, {
    method: "PUT",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

interface Summaries {
  readonly rows: number;
  readonly sample?: number;
  readonly columns: readonly {
    readonly name: string;
    readonly bins?: readonly number[];
    readonly [member: string]: unknown;
  }[];
}

test("columns are summarised by their type: range and distribution, or common values", async () => {
  const app = await openTestApp();
  const rows = Array.from(
    { length: 49 },
    (_, index) =>
      `${index},2026-01-${String((index % 28) + 1).padStart(2, "0")},${index % 3 === 0 ? "north" : "south"},${index % 2 === 0 ? "true" : "false"},7`,
  );
  await put(app, "sales", `amount,day,"the region",open,same\n${rows.join("\n")}\n,,,,\n`);
  const { columns, rows: total, sample } = await bodyOf<Summaries>(app.call("/queries/columns/sales"));
  expect([total, sample]).toEqual([49, undefined]);
  const [amount, day, region, open, same] = columns;
  expect(amount).toMatchObject({
    name: "amount",
    type: "integer",
    nulls: 0,
    distinct: 49,
    lowest: "0",
    highest: "48",
    median: 24,
    mean: 24,
  });
  expect(amount!.bins, "bins of three numbers each, the last one of what is left").toEqual([
    ...Array.from({ length: 16 }, () => 3),
    1,
  ]);
  expect(day).toMatchObject({ type: "date", distinct: 28, lowest: "2026-01-01", highest: "2026-01-28" });
  expect(day!.bins, "bins of two days each").toEqual([...Array.from({ length: 10 }, () => 4), 3, 2, 2, 2]);
  expect(region).toEqual({
    name: "the region",
    type: "text",
    nulls: 0,
    distinct: 2,
    values: [
      { value: "south", rows: 32 },
      { value: "north", rows: 17 },
    ],
  });
  expect(open).toMatchObject({
    type: "boolean",
    distinct: 2,
    values: [
      { value: "true", rows: 25 },
      { value: "false", rows: 24 },
    ],
  });
  expect(same, "one value has no distribution").toMatchObject({ lowest: "7", highest: "7", distinct: 1 });
  expect(same!.bins).toBeUndefined();
});

test("gaps are counted, and names that look like SQL are names", async () => {
  const app = await openTestApp();
  await put(app, "odd", 'a,"b"" FROM data; --"\n1,x\n,y\n3,y\n');
  expect((await bodyOf<Summaries>(app.call("/queries/columns/odd"))).columns).toMatchObject([
    { nulls: 1, distinct: 2, mean: 2, bins: [1, 0, 1] },
    {
      name: 'b" FROM data; --',
      values: [
        { value: "y", rows: 2 },
        { value: "x", rows: 1 },
      ],
    },
  ]);
});

test("of many rows a sample is read, evenly spread", async () => {
  expect([1, 200_000, 200_001, 1_000_000].map(sampleStep)).toEqual([1, 1, 2, 5]);
  const columns = [{ name: "a", type: "integer", nulls: 0 } as const];
  expect(columnsQueries({ rows: 500_000, columns })[0]).toContain('"row of the sample" % 3 = 1');
  expect(columnsQueries({ rows: 500, columns })[0]).not.toContain("row_number");
});

test("of very many rows few columns are read at once, and all are described", async () => {
  const names = ["day", "shop", "amount", "note", "paid"];
  const columns = names.map((name) => ({ name, type: "text", nulls: 0 }) as const);
  const read = (rows: number): string[][] =>
    columnsQueries({ rows, columns }).map((sql) => names.filter((name) => sql.includes(`"${name}"`)));
  expect(read(2_000_000)).toEqual([names]);
  expect(read(5_000_000)).toEqual([["day", "shop"], ["amount", "note"], ["paid"]]);
  expect(read(200_000_000)).toEqual(names.map((name) => [name]));
  expect(read(0)).toEqual([names]);
});

/** What a query answers, as JSON. */
const answer = (rows: unknown[]): string => JSON.stringify({ columns: [], rows });

test("what is read in parts describes the columns as what is read at once", async () => {
  const profile = {
    rows: 3,
    version: "0".repeat(64),
    columns: [
      { name: "a", type: "integer", nulls: 0 },
      { name: "b", type: "text", nulls: 1 },
    ],
  } as unknown as DatasetProfile;
  const facts = [
    [1, "fact", "3", "1", "9", 3],
    [2, "fact", "2", null, null, 2],
    [2, "value", "x", null, null, 2],
  ];
  expect(
    describeColumns(
      "numbers",
      profile,
      facts.map((row) => answer([row])),
    ),
  ).toEqual(describeColumns("numbers", profile, [answer(facts)]));
});

test("a stored version can be asked for; an unknown one, and an unknown dataset, are refused", async () => {
  const app = await openTestApp();
  const { version } = await bodyOf<{ version: string }>(app.call("/datasets/numbers"));
  await put(app, "numbers", "year,value\n2030,9\n");
  expect((await bodyOf<Summaries>(app.call(`/queries/columns/numbers?version=${version}`))).columns[0]).toMatchObject({
    lowest: "2020",
    highest: "2021",
  });
  expect((await bodyOf<Summaries>(app.call("/queries/columns/numbers"))).columns[0]).toMatchObject({ lowest: "2030" });
  expect((await app.call(`/queries/columns/numbers?version=${"0".repeat(64)}`)).status).toBe(404);
  expect((await app.call("/queries/columns/numbers?version=7")).status).toBe(400);
  for (const path of ["/queries/columns/nubmers", "/datasets/nubmers/log", "/datasets/nubmers/uses"])
    expect((await problemFrom(await app.call(path))).status).toBe(404);
});

test("the log says when which version came and how, page by page", async () => {
  const app = await openTestApp();
  await put(app, "numbers", "year,value\n2030,9\n");
  await app.call("/datasets/numbers", { method: "DELETE" });
  const { moves } = await bodyOf<{ moves: { seq: number; kind: string; version?: string; at: string }[] }>(
    app.call("/datasets/numbers/log"),
  );
  expect(moves.map(({ seq, kind, version }) => [seq, kind, version === undefined])).toEqual([
    [3, "remove", true],
    [2, "put", false],
    [1, "put", false],
  ]);
  expect(moves.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
  const first = await bodyOf<{ moves: { seq: number }[]; next: string }>(app.call("/datasets/numbers/log?limit=2"));
  expect(first.moves.map(({ seq }) => seq)).toEqual([3, 2]);
  expect(await bodyOf(app.call(first.next))).toMatchObject({ moves: [{ seq: 1 }] });
});

test("templates and publications that read a dataset are named", async () => {
  const app = await openTestApp();
  expect(await bodyOf(app.call("/datasets/numbers/uses"))).toEqual({
    templates: [{ name: "sentence", alias: "numbers" }],
    publications: [],
    views: [],
  });
  await put(app, "other", "year,value\n2020,9\n");
  await configure(app, "by-name", { template: "sentence", datasets: { numbers: "other" }, on: [] });
  await configure(app, "by-data", { template: "sentence", on: [{ data: ["other"] }] });
  expect(await bodyOf(app.call("/datasets/other/uses"))).toEqual({
    templates: [],
    publications: [
      { name: "by-data", trigger: true },
      { name: "by-name", trigger: false },
    ],
    views: [],
  });
  await app.call("/publications/by-name", { method: "DELETE" });
  expect(await bodyOf(app.call("/datasets/other/uses"))).toMatchObject({ publications: [{ name: "by-data" }] });
});
