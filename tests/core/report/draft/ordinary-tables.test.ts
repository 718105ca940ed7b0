import { expect, test } from "vitest";
import { parse } from "yaml";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import type { BroadsheetError } from "../../../../functions/core/errors.ts";
import { draftTableOf, draftTemplate } from "../../../../functions/core/report/draft/door/draft-template.ts";
import type { Draft, DraftAnswers } from "../../../../functions/core/report/draft/draft.ts";
import { layOutReport, type LaidOutReport } from "../../../../functions/core/report/generate-report.ts";
import { keepSessions } from "../../../../functions/core/report/query/session/keep-sessions.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { openBytes, type OpenedTable } from "./open-table.ts";

const csv = async (lines: readonly string[], title = "table"): Promise<OpenedTable> =>
  await openBytes(Buffer.from(`${lines.join("\n")}\n`), "csv", title);

async function draftOf({ dataset, title, extension }: OpenedTable, answers: DraftAnswers = {}): Promise<Draft> {
  const source = { dataset: "table-of-draft", file: `data/records.${extension}` };
  return await draftTemplate({ dataset, title, answers, source }, { openScratch: openScratchFolder });
}

/** The report of a draft. */
async function reportOf(
  table: OpenedTable,
  answers: DraftAnswers = {},
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<LaidOutReport> {
  const draft = await draftOf(table, answers);
  const files = new Map([
    ...[...draft.files].map(([path, text]) => [path, Buffer.from(text)] as const),
    [`data/records.${table.extension}`, table.sample] as const,
  ]);
  const world = createWorld(new MemoryObjectStore());
  const template = await seedTemplate(world.store, "draft", files);
  return await layOutReport(await acceptReport({ template: template.name, parameters }, world), world, () => {});
}

/** The words of a report's blocks, in order. */
function textOf(part: unknown): string {
  if (Array.isArray(part)) return part.map(textOf).join("");
  if (typeof part !== "object" || part === null) return "";
  const { type, text, ...others } = part as { readonly type?: unknown; readonly text?: unknown };
  return `${typeof text === "string" ? text : ""}${Object.values(others).map(textOf).join("")}${type === "paragraph" ? "\n" : ""}`;
}

const wordsOf = async (...given: Parameters<typeof reportOf>): Promise<string> =>
  textOf((await reportOf(...given)).document.blocks);

const months = (count: number, row: (month: string, at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) =>
    row(`${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`, at),
  );

test("a draft prints no date that nobody gave", async () => {
  const table = await csv(["year,price", ...Array.from({ length: 12 }, (_, at) => `${2010 + at},${10 + at}`)]);
  expect(parse((await draftOf(table)).files.get("template.yaml")!)).toMatchObject({ dateline: { date: false } });
  const { document } = await reportOf(table);
  expect(document.blocks.filter((block) => block.type === "paragraph" && block.role === "dateline")).toEqual([]);
});

test("a name that a text replacement would read as a pattern is a name", async () => {
  const table = await csv(["month,Revenue ($'000),$&", ...months(36, (month, at) => `${month},${100 + at},${at}`)]);
  const { tables } = await reportOf(table);
  expect(tables.get("headline")!.rows[0]).toMatchObject({ now: "2024-12-01", value: 135 });
});

test.each([
  ["a prefix", "name,Y2018,Y2019,Y2020,Y2021"],
  ["a column called value", "value,2018,2019,2020,2021"],
  ["columns called year and value", "YEAR,2018,2019,2020,2021"],
])("years across with %s become rows", async (_what, header) => {
  const rows = ["North", "South", "West"].map((name, at) => `${name},${at + 1},${at + 2},${at + 4},${at + 6}`);
  const { tables } = await reportOf(await csv([header, ...rows]), { adds: true });
  expect(tables.get("headline")!.rows[0]).toMatchObject({ now: "2021-01-01", value: 21 });
});

test("a year across in which no cell is a number is missing", async () => {
  const rows = ["North", "South", "West"].map((name, at) => `${name},${at + 1},${at + 2},${at + 4},:`);
  const { tables } = await reportOf(await csv(["name,2018,2019,2020,2021", ...rows]), { adds: true });
  expect(tables.get("headline")!.rows[0]).toMatchObject({ now: "2020-01-01", value: 15 });
});

test("years across with two prefixes are two measures, and not one", async () => {
  const names = ["in_2018", "in_2019", "in_2020", "out_2018", "out_2019", "out_2020"];
  const rows = ["North", "South", "West"].map((name, at) => [name, ...names.map((_, n) => 10 * at + n)].join(","));
  const { files, story } = await draftOf(await csv([`name,${names.join(",")}`, ...rows]));
  expect([story, files.has("queries/long.sql")]).toEqual(["cross", false]);
});

const days = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const [, day, month, year] = new Date(Date.UTC(2020, 0, 1 + at)).toUTCString().split(" ");
    return `${day} ${month} ${year}`;
  });

const row = (day: string, at: number): string => `${day},${["a", "b"][at % 2]},${at}`;

test.each([
  ["a word behind the first 300 texts", "as agreed"],
  ["a day that does not exist", "31 Feb 2020"],
])("texts with %s are no time", async (_what, spoilt) => {
  const table = await csv(["date,kind,count", ...days(400).map(row), row(spoilt, 400), ""]);
  const draft = await draftOf(table);
  expect(draft.questions.map(({ name }) => name)).not.toContain("period");
  const whole = await draftOf(await csv(["date,kind,count", ...days(400).map(row)]));
  expect(whole.questions.map(({ name }) => name)).toContain("period");
});

test("a question that fails on the values names the table and its columns", async () => {
  const { dataset } = await csv(["name,size,other", "a,x,1", "b,y,2"]);
  const sessions = keepSessions();
  try {
    const { ask } = draftTableOf(dataset, "sizes", sessions, openScratchFolder);
    const failed = await ask('SELECT sum("size"::INTEGER) FROM records').catch((error: unknown) => error);
    expect((failed as BroadsheetError).kind).toBe("invalid-dataset");
    expect((failed as BroadsheetError).problems).toMatchObject([
      { code: "unreadable-columns", message: expect.stringContaining('"sizes"') as string, seen: ["size"] },
    ]);
  } finally {
    await sessions.close();
  }
});

/** The rows that say how a report's measures are called and printed. */
async function measuresOf(table: OpenedTable, answers: DraftAnswers = { language: "en" }): Promise<string> {
  const { files } = await draftOf(table, answers);
  return files.get("queries/measures.sql") ?? files.get("queries/measure.sql")!;
}

test.each([
  ["en", "million", "billion", "trillion"],
  ["de", "Millionen", "Milliarden", "Billionen"],
  ["zh", "万", "亿", "万亿"],
] as const)("large numbers have the words of the language (%s)", async (language, ...words) => {
  for (const [at, word] of words.entries()) {
    const table = await csv([
      "year,revenue",
      ...Array.from({ length: 9 }, (_, n) => `${2010 + n},${n + 2}${"0".repeat(6 + 3 * at)}`),
    ]);
    expect(await measuresOf(table, { language })).toContain(
      `, '${word}', '${language === "zh" ? "" : "\u00a0"}${word}', `,
    );
  }
});

test.each([
  ["en", ["Records", "Net", "Income", "Expenses", "Country"]],
  ["de", ["Einträge", "Saldo", "Einnahmen", "Ausgaben", "Land"]],
  ["zh", ["记录", "净额", "收入", "支出", "国家"]],
] as const)("labels that no column has given have the words of the language (%s)", async (language, words) => {
  const ledger = await csv([
    "date,account,amount",
    ...months(30, (month, at) => `${month},rent,${100 * at}\n${month},pay,${-60 * at - 5}\n${month},pay,-1`),
  ]);
  const countries = await csv([
    "name,year,price",
    ...["Kenya", "Chad", "Mali"].flatMap((name, at) =>
      [2020, 2021, 2022].map((year) => `${name},${year},${at + year}`),
    ),
  ]);
  const records = await csv([
    "date,kind,price",
    ...days(400).map((day, at) => `${day},${"ab"[at % 2]!},1${at}\n${day},a,2${at}`),
  ]);
  const labels = (await Promise.all([ledger, countries, records].map((table) => draftOf(table, { language })))).flatMap(
    ({ questions }) => questions.flatMap(({ choices }) => choices.map(({ label }) => label)),
  );
  expect(labels).toEqual(expect.arrayContaining([...words]));
});

test.each([
  ["dividend_per_share", [0.42, 0.44, 0.5], "", "percent"],
  ["EUR exchange rate", [0.926, 0.93, 0.91], "", "percent"],
  ["share_price", [0.5, 0.6, 0.7], "", "percent"],
  ["usage", [0.2, 0.3, 0.4], "", "amount"],
  ["unemployment_rate", [7, 7.3, 7.1], "%", "points"],
  ["Unemployment rate (%)", [7, 7.3, 7.1], "%", "points"],
  ["share of women", [0.42, 0.44, 0.5], "%", "points"],
  ["Anteil", [0.42, 0.44, 0.5], "%", "points"],
])("%s of %j is printed in “%s”, and its changes as %s", async (name, values, unit, kind) => {
  const measures = await measuresOf(await csv([`year,${name}`, ...values.map((value, at) => `${2020 + at},${value}`)]));
  expect(measures).toContain(`, '${unit}', '${unit}', `);
  expect(measures).toContain(`, '${kind}', `);
});

test("a period is no answer for a table without a time", async () => {
  const table = await csv(["name,price", "a,1", "b,2", "c,4"]);
  const failed = await draftOf(table, { period: "month" }).catch((error: unknown) => error);
  expect((failed as BroadsheetError).problems).toMatchObject([
    { code: "unknown-answer", where: { pointer: "/answers/period" }, seen: "month", allowed: [] },
  ]);
});

test("a draft has one deadline for all its questions", async () => {
  const { dataset } = await csv(["name,size", "a,1", "b,2"]);
  const sessions = keepSessions();
  try {
    const { ask } = draftTableOf(dataset, "sizes", sessions, openScratchFolder, 0);
    const failed = await ask("SELECT 1 AS one FROM records").catch((error: unknown) => error);
    expect(failed).toMatchObject({ kind: "limit-exceeded", problems: [{ code: "draft-too-slow" }] });
  } finally {
    await sessions.close();
  }
});

const monthly = async (values: readonly number[]): Promise<OpenedTable> =>
  await csv(["month,orders", ...months(values.length, (month, at) => `${month},${values[at]}`)]);

test.each([
  ["en", "It was 0 in January 2022.", "no earlier period"],
  ["de", "Der Wert davor war 0 (Januar 2022).", "keinen früheren Zeitraum"],
  ["zh", "2022年1月为0。", "没有更早的时期"],
] as const)("a change from zero is no missing period (%s)", async (language, said, missing) => {
  const table = await monthly([0, 5]);
  expect(await wordsOf(table, { language })).toContain(said);
  expect(await wordsOf(table, { language }, { period: "2022-01" })).toContain(missing);
});

test("constant growth is no news", async () => {
  const grown = Array.from({ length: 20 }, (_, at) => Math.round(1e6 * 1.002 ** at) / 1000);
  const { tables } = await reportOf(await monthly(grown));
  expect(tables.get("headline")!.rows[0]).toMatchObject({ is_news: false });
});

const daily = async (rows: readonly string[]): Promise<OpenedTable> => await csv(["date,member,price", ...rows]);

test.each([
  ["en", "compared with 7 February 2024", "The median rose by 10% compared"],
  ["de", "verglichen mit dem 7. Februar 2024: 10,0\u00a0% mehr", "Median, verglichen"],
  ["zh", "相比，上升10.0%", "中位数与2024年2月7日"],
] as const)("sentences of days and medians read well (%s)", async (language, ...said) => {
  const table = await daily(["a", "b", "c"].flatMap((name) => [`2024-02-07,${name},10`, `2024-02-08,${name},11`]));
  const text = await wordsOf(table, { language });
  for (const words of said) expect(text).toContain(words);
});

test.each([
  ["en", "was unchanged"],
  ["de", "kein Unterschied"],
  ["zh", "没有变化"],
] as const)("what did not change neither rises nor falls (%s)", async (language, said) => {
  for (const values of [
    [5, 7, 7],
    [-5, 7, 7],
  ])
    expect(await wordsOf(await monthly(values), { language })).toContain(said);
});
