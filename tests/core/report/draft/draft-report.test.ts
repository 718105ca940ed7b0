import { describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { draftTableOf, draftTemplate } from "../../../../functions/core/report/draft/door/draft-template.ts";
import type { Draft, DraftLanguage } from "../../../../functions/core/report/draft/draft.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { layOutReport, type World } from "../../../../functions/core/report/generate-report.ts";
import { keepSessions } from "../../../../functions/core/report/query/session/keep-sessions.ts";
import type { Template } from "../../../../functions/core/report/template/template.ts";
import { checkFiles } from "../../../../functions/render/check-files.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { labelledTables } from "./labelled-tables.ts";
import { openBytes, type OpenedTable, openTable, pathOf } from "./open-table.ts";

/** One of each story; `SOAK=1` takes all tables that are here. */
const few = ["vega/driving.json", "vega/barley.json", "vega/burtin.json"];
const tables = labelledTables.flatMap(({ file }) => {
  const path = pathOf(file);
  return path === undefined || (process.env["SOAK"] === undefined && !few.includes(file)) ? [] : [{ file, path }];
});
/** Values of one parameter that are tried. */
const mostValues = process.env["SOAK"] === undefined ? 2 : 5;

const json = (part: readonly unknown[]): Uint8Array => Buffer.from(JSON.stringify(part));

describe.each(tables)("$file", ({ path }) => {
  test("the draft has no findings, and every choice of its parameters renders", { timeout: 180_000 }, async () => {
    const table = await openTable(path);
    const draft = await draftOf(table);
    if (draft === undefined) return;
    const files = filesOf(draft, table);
    expect(await checkFiles("draft", files, createWorld(new MemoryObjectStore()))).toEqual({
      errors: [],
      warnings: [],
    });
    const world = createWorld(new MemoryObjectStore());
    const template = await seedTemplate(world.store, "draft", files);
    for (const parameters of await choicesOf(template, world)) {
      expect([parameters, await warningsOf(template, parameters, world)]).toEqual([parameters, []]);
    }
    for (const { file, line } of draft.assumed)
      expect(draft.files.get(file)?.split("\n")[line - 1], `${file}:${line}`).toBeTruthy();
  });

  test("what is drafted of the table without its last rows takes the whole table", { timeout: 120_000 }, async () => {
    const whole = await openTable(path);
    const rows = await rowsOf(whole);
    if (rows === undefined) return;
    const before = await openBytes(json(rows.slice(0, Math.ceil(rows.length * 0.9))), "json", whole.title).catch(
      () => undefined,
    );
    const draft = before === undefined ? undefined : await draftOf(before);
    if (draft === undefined) return;
    const world = createWorld(new MemoryObjectStore());
    const template = await seedTemplate(world.store, "draft", filesOf(draft, before!));
    const scratch = await openScratchFolder();
    await storeDataset(world.store, "next", { body: json(rows), format: "json" }, scratch, datasetLimits);
    await scratch.dispose();
    // Labels may be longer, and a scale may have more to show; but nothing fails.
    await warningsOf(template, {}, world, "next");
  });
});

test.each(["de", "zh"] as const)("a draft in %s has no findings either", { timeout: 120_000 }, async (language) => {
  for (const file of ["vega/barley.json", "vega/cars.json"]) {
    const table = await openTable(pathOf(file)!);
    const draft = (await draftOf(table, language))!;
    const found = await checkFiles("draft", filesOf(draft, table), createWorld(new MemoryObjectStore()));
    expect([file, found]).toEqual([file, { errors: [], warnings: [] }]);
  }
});

test.each([
  ["one row", "a,b\n1,2\n", "too-few-rows"],
  ["no names", "1,0.5,x\n2,0.7,y\n3,0.8,z\n", "no-column-names"],
  ["nothing measured", "name,town\nAnna,Bern\nBela,Wien\nCara,Graz\n", "nothing-measured"],
])("a table with %s is refused with the reason", async (_what, text, code) => {
  const table = await openBytes(Buffer.from(text), "csv", "t");
  const failed = await draftTemplate(
    { dataset: table.dataset, title: "t", answers: {}, source: { dataset: "t" } },
    { openScratch: openScratchFolder },
  ).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(BroadsheetError);
  expect((failed as BroadsheetError).problems).toMatchObject([{ code, hint: expect.any(String) as string }]);
});

test("an answer that is none of the choices is refused, with the choices", async () => {
  const table = await openTable(pathOf("vega/barley.json")!);
  const failed = await draftTemplate(
    { dataset: table.dataset, title: "t", answers: { about: "yeld" }, source: { dataset: "t" } },
    { openScratch: openScratchFolder },
  ).catch((error: unknown) => error);
  expect((failed as BroadsheetError).problems).toMatchObject([
    { code: "unknown-answer", where: { pointer: "/answers/about" }, seen: "yeld", allowed: ["yield"] },
  ]);
});

test.each(["en", "de", "zh"] as const)(
  "names of columns and values stay words, whatever they are (%s)",
  { timeout: 60_000 },
  async (language) => {
    const strange = ["{{ x }}", "a*b*c", "<b>", "[a](b)", "x|y, 'z'", "{% if %}", "`q`", "line\nbreak"];
    const rows = strange.flatMap((name, at) =>
      [2020, 2021, 2022].map((year) => ({
        "*time*": year,
        '"who" {{ by }}': name,
        "sum(';--) | $1 [{%]": at + year,
        total: name,
      })),
    );
    const table = await openBytes(Buffer.from(JSON.stringify(rows)), "json", "a *title* {{ b }}");
    const draft = (await draftOf(table, language))!;
    const found = await checkFiles("draft", filesOf(draft, table), createWorld(new MemoryObjectStore()));
    expect(found).toEqual({ errors: [], warnings: [] });
  },
);

/** Sales of three regions with their total; of the last month only one has reported. */
function sales(): string {
  const rows = Array.from({ length: 30 }, (_, at) => {
    const month = `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
    const of = { North: 100 + at, South: 50 + 2 * at, West: 10 + (at % 3) };
    const whole = { ...of, Total: of.North + of.South + of.West };
    return Object.entries(whole).map(([region, sold]) => `${month},${region},${sold},${sold / 10}`);
  });
  return ["month,region,sales,price", ...rows.flat(), "2024-07-01,North,130,13"].join("\n");
}

/** The first row of a query of the drafted report. */
async function firstRow(
  table: OpenedTable,
  query: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const draft = (await draftOf(table))!;
  const world = createWorld(new MemoryObjectStore());
  const template = await seedTemplate(world.store, "draft", filesOf(draft, table));
  const { tables } = await layOutReport(
    await acceptReport({ template: template.name, parameters }, world),
    world,
    () => {},
  );
  return tables.get(query)!.rows[0]!;
}

test("sums are of the members without their total, in the last month that all have reported", async () => {
  const table = await openBytes(Buffer.from(sales()), "csv", "sales");
  const [now, before] = [29, 28].map((at) => 100 + at + (50 + 2 * at) + (10 + (at % 3)));
  expect(await firstRow(table, "headline", { against: "previous" })).toMatchObject({
    now: "2024-06-01",
    before: "2024-05-01",
    value: now,
    change: expect.closeTo((100 * (now! - before!)) / before!, 9) as number,
    begin: "2022-01-01",
    begin_value: 160,
    present: 3,
  });
  expect(await firstRow(table, "standing")).toMatchObject({
    members: 3,
    first: "North",
    last: "West",
    first_value: 129,
  });
});

test("a price is the median of the members, and its change that of this median", async () => {
  const table = await openBytes(Buffer.from(sales()), "csv", "sales");
  // North 12.9 after 12.8, South 10.8 after 10.6, West 1.2 after 1.1.
  expect(await firstRow(table, "headline", { measure: "price", against: "previous" })).toMatchObject({
    value: 10.8,
    change: expect.closeTo((100 * (10.8 - 10.6)) / 10.6, 9) as number,
    begin_change: null,
  });
});

test("dated records are put together by complete months, also those that name no member", async () => {
  const rows = Array.from({ length: 400 }, (_, at) => {
    const day = new Date(Date.UTC(2023, 0, 1 + at)).toISOString().slice(0, 10);
    return [0, 1, 2].map((n) => `${day},${n === 2 ? "" : ["shop", "web"][n]},${n + 1 + (at % 2)},${at % 7}`);
  });
  const text = `date,channel,orders,rating\n${rows.flat().join("\n")}\n`;
  const table = await openBytes(Buffer.from(text), "csv", "orders");
  // The table ends on 4 February 2024, so January is its last complete month: 31 days of 1 + 2 + 3 orders, and one more
  // of each on the 16 odd days; in December on 15.
  expect(await firstRow(table, "headline", { against: "previous" })).toMatchObject({
    now: "2024-01-01",
    before: "2023-12-01",
    value: 234,
    change: expect.closeTo((100 * 3) / 231, 9) as number,
  });
  const mean = Array.from({ length: 31 }, (_, at) => (365 + at) % 7).reduce((sum, rating) => sum + rating, 0) / 31;
  expect(await firstRow(table, "headline", { measure: "rating" })).toMatchObject({
    value: expect.closeTo(mean, 9) as number,
  });
  expect(await firstRow(table, "standing")).toMatchObject({ members: 2, first: "web", first_value: 78 });
});

test("a value that only repeats beside the parts of a member is not added up", async () => {
  const rows = ["A", "B", "C", "D"].flatMap((state, at) =>
    ["low", "middle", "high"].map((group, part) => `${state},${group},${1000 * (at + 1)},${10 * part + at}`),
  );
  const table = await openBytes(Buffer.from(`state,group,total,count\n${rows.join("\n")}\n`), "csv", "groups");
  const draft = (await draftOf(table))!;
  expect(draft.questions.find(({ name }) => name === "about")?.choices.map(({ value }) => value)).toEqual(["count"]);
});

test("a table that names in each row what it measures gives a measure for each", async () => {
  const rows = ["Kenya", "Chad", "Mali", "Togo"].flatMap((country, at) =>
    [2020, 2021, 2022].flatMap((year) => [
      `Population,${country},${year},${1_000_000 * (at + 1) + year}`,
      `Unemployment rate (%),${country},${year},${at + year / 1000}`,
    ]),
  );
  const table = await openBytes(Buffer.from(`Indicator,Country,Year,Value\n${rows.join("\n")}\n`), "csv", "wdi");
  expect(await firstRow(table, "headline", { measure: "population" })).toMatchObject({
    value: (10_000_000 + 4 * 2022) / 1_000_000,
  });
  expect(await firstRow(table, "headline", { measure: "unemployment_rate" })).toMatchObject({ value: 1.5 + 2.022 });
});

/** The draft; undefined if the table is refused. */
async function draftOf(
  { dataset, title, extension }: OpenedTable,
  language: DraftLanguage = "en",
): Promise<Draft | undefined> {
  try {
    const source = { dataset: "table-of-draft", file: `data/records.${extension}` };
    return await draftTemplate({ dataset, title, answers: { language }, source }, { openScratch: openScratchFolder });
  } catch (error) {
    if (error instanceof BroadsheetError && error.kind === "invalid-dataset") return undefined;
    throw error;
  }
}

function filesOf({ files }: Draft, { extension, sample }: OpenedTable): Map<string, Uint8Array> {
  return new Map([
    ...[...files].map(([path, text]) => [path, Buffer.from(text)] as const),
    [`data/records.${extension}`, sample],
  ]);
}

/** Each value of each parameter, the others having their defaults. */
async function choicesOf(template: Template, world: World): Promise<Record<string, unknown>[]> {
  const properties = template.parameters["properties"] as Readonly<
    Record<string, { readonly enum?: readonly string[]; readonly default?: string }>
  >;
  const periods = template.queries.has("period_choices") ? await periodsOf(template, world) : [];
  const parts = template.queries.has("part_choices") ? await partsOf(template, world) : [];
  return [
    {},
    ...Object.entries(properties).flatMap(
      ([name, { enum: values = name === "part" ? parts : periods, default: usual }]) =>
        (values.length > mostValues ? spread(values) : values)
          .filter((value) => value !== usual)
          .map((value) => ({ [name]: value })),
    ),
  ];
}

async function partsOf(template: Template, world: World): Promise<readonly string[]> {
  const { tables } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  return tables.get("part_choices")!.rows.map((row) => String(row["key"]));
}

/** The first, the last and some between. */
function spread(values: readonly string[]): readonly string[] {
  const step = (values.length - 1) / (mostValues - 1);
  return Array.from({ length: mostValues }, (_, index) => values[Math.round(index * step)]!);
}

async function periodsOf(template: Template, world: World): Promise<readonly string[]> {
  const accepted = await acceptReport({ template: template.name }, world);
  const { tables } = await layOutReport(accepted, world, () => {});
  return tables
    .get("periods")!
    .rows.slice(1)
    .map((row) => String(row["key"]));
}

async function warningsOf(
  template: Template,
  parameters: Readonly<Record<string, unknown>>,
  world: World,
  dataset?: string,
): Promise<readonly string[]> {
  const datasets = dataset === undefined ? {} : { datasets: { records: dataset } };
  const accepted = await acceptReport({ template: template.name, parameters, ...datasets }, world);
  const warnings: string[] = [];
  await layOutReport(accepted, world, ({ code, message }) => void warnings.push(`${code}: ${message}`));
  return warnings;
}

/** The rows of a table; undefined if there are too many for a test, or it cannot be read as rows. */
async function rowsOf({ dataset, title }: OpenedTable): Promise<readonly unknown[] | undefined> {
  if (dataset.profile.rows > 9_000 || dataset.profile.columns.length > 60) return undefined;
  const sessions = keepSessions();
  try {
    return await draftTableOf(dataset, title, sessions, openScratchFolder).ask("SELECT * FROM records");
  } finally {
    await sessions.close();
  }
}
