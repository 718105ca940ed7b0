import { describe, expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { checkFiles } from "../../../../functions/render/check-files.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { draftOf, type Row, rowsOf, templateOf } from "./draft-of-text.ts";
import { openBytes, type OpenedTable } from "./open-table.ts";

const csv = async (lines: readonly string[], how: { readonly mended?: boolean } = {}): Promise<OpenedTable> =>
  await openBytes(Buffer.from(`${lines.join("\n")}\n`), "csv", "table", how);

const list = <Value>(count: number, value: (at: number) => Value): Value[] =>
  Array.from({ length: count }, (_, at) => value(at));

/** The table's headline. */
async function headline(table: OpenedTable, answers = {}, parameters: Row = {}): Promise<Row> {
  return (await rowsOf(table, parameters, answers))("headline")[0]!;
}

/** A line with its total. */
const line = (name: string, values: readonly number[]): string =>
  `${name},${values.join(",")},${values.reduce((sum, value) => sum + value, 0)}`;

const payment = (at: number): string => `2024-01-${String(at + 1).padStart(2, "0")},${["EUR", "USD", "JPY"][at % 3]!}`;

describe("times as offices write them", () => {
  test.each([
    ["ISO weeks", ["2023-W51", "2023-W52", "2024-W01", "2024-W02"], "2024-01-08"],
    ["German weeks", ["KW 51/2023", "KW 52/2023", "KW 1/2024", "KW 2/2024"], "2024-01-08"],
    ["financial years", ["FY2020/21", "FY2021/22", "FY2022/23", "FY2023/24"], "2023-01-01"],
    ["financial years that could be months", ["2008-09", "2009-10", "2010-11", "2011-12"], "2011-01-01"],
    ["Chinese years", ["2021年", "2022年", "2023年", "2024年"], "2024-01-01"],
    ["Chinese months", ["2023年11月", "2023年12月", "2024年1月", "2024年2月"], "2024-02-01"],
    ["Chinese quarters", ["2023年第2季度", "2023年第3季度", "2023年第4季度", "2024年第1季度"], "2024-01-01"],
    ["German months", ["Oktober 2023", "November 2023", "Dezember 2023", "März 2024"], "2024-03-01"],
    ["first days as in the United States", ["10/1/2023", "11/1/2023", "12/1/2023", "1/1/2024"], "2024-01-01"],
    ["months, days and years", ["Oct-1-2023", "Nov-1-2023", "Dec-1-2023", "Jan-1-2024"], "2024-01-01"],
  ])("%s", async (_what, times, last) => {
    const table = await csv(["when,orders", ...times.map((time, at) => `${time},${10 + at}`)]);
    expect(await headline(table)).toMatchObject({ now: last, value: 13 });
  });

  test.each([
    ["months that do not exist", ["2023-13", "2023-14", "2023-15"]],
    ["weeks that do not exist", ["2023-W54", "2023-W55", "2023-W56"]],
    ["a week that the year has not as ISO 8601 counts", ["2023-W52", "2023-W53", "2024-W01", "2024-W02"]],
    ["numbers that are no financial years", ["2001/05", "2001/09", "2001/20"]],
  ])("%s are no times", async (_what, texts) => {
    const table = await csv(["when,orders", ...texts.map((text, at) => `${text},${10 + at}`)]);
    const questions = await draftOf(table).then(
      (draft) => draft.questions.map(({ name }) => name),
      (error: unknown) => (error as BroadsheetError).problems.map(({ code }) => code),
    );
    expect(questions).not.toContain("period");
  });

  test.each([
    ["year,quarter", (at: number) => `${2020 + Math.floor(at / 4)},${(at % 4) + 1}`, 12, "2022-10-01"],
    ["year,quarter", (at: number) => `${2020 + Math.floor(at / 4)},Q${(at % 4) + 1}`, 12, "2022-10-01"],
    ["year,week", (at: number) => `${2020 + Math.floor(at / 52)},${(at % 52) + 1}`, 104, "2021-12-27"],
    ["year,month,date_of_month", (at: number) => `2024,${Math.floor(at / 28) + 1},${(at % 28) + 1}`, 56, "2024-02-28"],
  ])("%s together name a row's time", async (names, time, count, last) => {
    const { questions, what } = await draftOf(
      await csv([`${names},rate`, ...list(count, (at) => `${time(at)},${5 + (at % 3) / 10}`)]),
    );
    expect(what).toContain(last);
    expect(questions[0]).toMatchObject({ name: "about", chosen: "rate", choices: [{ value: "rate" }] });
  });

  test("hours of a sensor are put together by day, and not counted", async () => {
    const hours = list(
      120,
      (at) => `2025-05-0${1 + Math.floor(at / 24)} ${String(at % 24).padStart(2, "0")}:00,${at % 24}`,
    );
    const table = await csv(["datetime,temperature", ...hours]);
    expect(await headline(table)).toMatchObject({ now: "2025-05-05", value: 11.5 });
  });

  test("a day that is told of people is not when they were recorded", async () => {
    const people = ["Ann", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal"];
    const rows = people.map((name, at) => `${name},19${60 + 3 * at}-0${1 + at}-11,${30 + at}`);
    const { story } = await draftOf(await csv(["Name,Date of birth,Salary", ...rows]));
    expect(story).toBe("cross");
  });
});

describe("rows and columns that are no data", () => {
  const months = list(12, (at) => `2024-${String(at + 1).padStart(2, "0")}`);

  test("notes and totals among periods are left out, and told", async () => {
    const rows = months.map((month, at) => `${month},${10 + at},${20 + at}`);
    const table = await csv(["Month,North orders,South orders", ...rows, "Total,186,306", "Note: provisional,,"]);
    expect(await headline(table)).toMatchObject({ now: "2024-12-01", value: 21 });
    const noted = await csv(["Month,North orders,South orders", ...rows, "Note: provisional,,"], { mended: false });
    expect(await headline(noted)).toMatchObject({ now: "2024-12-01", value: 21 });
    const text = (await draftOf(noted)).files.get("report.md")!.replaceAll(/\s+/g, " ");
    expect(text).toContain("notes or totals of all periods");
  });

  test("months across with a total row and column become rows whose values may be added up", async () => {
    const names = "Jan Feb Mar Apr May Jun".split(" ").map((month) => `${month} 2024`);
    const rows = [
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9, 9, 8, 7],
    ];
    const total = names.map((_, at) => rows[0]![at]! + rows[1]![at]!);
    const table = await csv([
      `Region,${names.join(",")},Total`,
      line("East", rows[0]!),
      line("West", rows[1]!),
      line("Total", total),
    ]);
    expect(await headline(table)).toMatchObject({ now: "2024-06-01", value: 13 });
  });

  test("columns may be added up if the table has their sum", async () => {
    const rows = months.map((month, at) => `${month},${10 + at},${20 + at},${30 + 2 * at}`);
    const { assumed } = await draftOf(await csv(["Month,North,South,Total", ...rows]));
    expect(assumed.filter(({ text }) => text.includes("may be added up"))).toHaveLength(3);
  });
});

test("a member that happens to have as many as all others is none of their totals", async () => {
  const rows = ["Texas,37", "Virginia,9", "Missouri,8", "Ohio,7", "Utah,6", "Iowa,4", "Maine,3"];
  const standing = (await rowsOf(await csv(["state,executions", ...rows])))("standing")[0]!;
  expect(standing).toMatchObject({ members: 7, first: "Texas", first_value: 37 });
});

describe("numbers that measure nothing", () => {
  const towns = ["Bern", "Chur", "Genf", "Olten", "Thun", "Zug", "Basel", "Lugano"];

  test.each([
    ["Postcode", (at: number) => 3000 + 17 * at * at],
    ["Kundennr", (at: number) => 40_010 + 3 * at],
    ["Founded", (at: number) => 1850 + 7 * at],
    ["year_built", (at: number) => 1900 + 9 * at],
    ["store_latitude", (at: number) => 46.1 + at / 10],
    ["is_open", (at: number) => at % 2],
    ["obs", (at: number) => at + 1],
  ])("%s", async (name, value) => {
    const rows = towns.map((town, at) => `${town},${value(at)},${5 + at / 10}`);
    const { questions } = await draftOf(await csv([`town,${name},rate`, ...rows]));
    expect(questions.find((question) => question.name === "about")?.choices.map((choice) => choice.value)).toEqual([
      "rate",
    ]);
  });

  test.each(["Amount paid", "Consumer price index", "Bid"])("but %s measures something", async (name) => {
    const { questions } = await draftOf(
      await csv([`town,${name}`, ...towns.map((town, at) => `${town},${100 + 7 * at}`)]),
    );
    expect(questions.find((question) => question.name === "about")?.choices).toHaveLength(1);
  });

  test("members that are known by numbers are compared over time", async () => {
    const rows = [2020, 2021, 2022].flatMap((year) => list(4, (at) => `${at + 1},${year},${at + year / 1000}`));
    const { story, questions } = await draftOf(await csv(["country,year,rate", ...rows]));
    expect([story, questions.at(-1)?.chosen]).toEqual(["panel", "country"]);
  });

  test("amounts in several currencies are not put together", async () => {
    const table = await csv(["date,currency,amount,amount_eur", ...list(24, (at) => `${payment(at)},${at},${at}`)]);
    const about = (await draftOf(table)).questions.find(({ name }) => name === "about")!;
    expect(about.choices.map(({ value }) => value)).not.toContain("amount");
    const only = await csv([
      "town,currency,price",
      ...towns.map((town, at) => `${town},${["EUR", "USD"][at % 2]!},${at}`),
    ]);
    const failed = await draftOf(only).catch((error: unknown) => error);
    expect((failed as BroadsheetError).problems).toMatchObject([{ code: "mixed-units", seen: ["EUR", "USD"] }]);
  });

  test("a share of what is counted is not added up", async () => {
    const { questions } = await draftOf(await csv(["town,workers", ...towns.map((town, at) => `${town},${7.5 + at}`)]));
    expect(questions.find(({ name }) => name === "adds")?.chosen).toBe(false);
  });
});

test("a measure that ends earlier is told of its last period, and every period renders", async () => {
  const rows = list(14, (at) => `${2000 + at},${at < 11 ? 5 + at : ""},${50 - at}`);
  const table = await csv(["year,wages,price", ...rows]);
  expect(await headline(table, { about: "wages" })).toMatchObject({ now: "2010-01-01", value: 15 });
  expect(await headline(table, { about: "wages" }, { period: "2013" })).toMatchObject({ now: "2010-01-01" });
  expect(await headline(table, { about: "price" }, { period: "2013" })).toMatchObject({ now: "2013-01-01" });
});

test("dated records in no groups have no finding", async () => {
  const rows = list(
    300,
    (at) => `2024-${String(1 + (at % 9)).padStart(2, "0")}-${String(1 + (at % 27)).padStart(2, "0")},${at}`,
  );
  const table = await csv(["date,orders", ...rows]);
  const files = new Map<string, Uint8Array>([
    ...[...(await draftOf(table)).files].map(([path, text]) => [path, Buffer.from(text)] as const),
    ["data/records.csv", table.sample],
  ]);
  const found = await checkFiles("draft", files, createWorld(new MemoryObjectStore()));
  expect(found).toEqual({ errors: [], warnings: [] });
});

test.each([
  ["Expenditure (£m)", "Expenditure", "million pounds"],
  ["Budget kEUR", "Budget", "thousand EUR"],
  ["floor_area_m2", "Floor area", "m²"],
  ["price_eur_mwh", "Price", "EUR/MWh"],
  ["销售额（万元）", "销售额", "万元"],
  ["COPPERPRICE", "Copperprice", ""],
])("%s is called “%s”, in “%s”", async (name, label, unit) => {
  const table = await csv([`year,${name}`, ...list(9, (at) => `${2010 + at},${300 + at}`)]);
  const { files } = await draftOf(table, { language: "en" });
  expect(files.get("queries/measure.sql")).toContain(
    `'${label}', '${label}${unit === "" ? "" : `, ${unit}`}', '${unit}'`,
  );
});

/** Lines of a table to which periods are added below, or columns at the right. */
const growing: readonly (readonly [string, (periods: number) => readonly string[]])[] = [
  [
    "weeks of teams",
    (periods) => [
      "week,team,tickets,hours per ticket",
      ...list(periods, (at) => `2024-W${String(at + 1).padStart(2, "0")}`).flatMap((week, at) =>
        ["red", "blue"].map((team, n) => `${week},${team},${20 + 3 * n + (at % 4)},${1.5 + n}`),
      ),
    ],
  ],
  [
    "financial years of services",
    (periods) => [
      "Financial year,Service,Expenditure (£m),Rate",
      ...list(periods, (at) => `FY${2010 + at}/${11 + at}`).flatMap((year, at) =>
        ["Roads", "Parks"].map((service, n) => `${year},${service},${30 + at + n}.5,${at < 3 ? "" : at}`),
      ),
    ],
  ],
  [
    "months across",
    (periods) => {
      const months = list(periods, (at) => `${at % 12 < 9 ? `0${(at % 12) + 1}` : (at % 12) + 1}`);
      return [
        `Region,${months.map((month, at) => `${2023 + Math.floor(at / 12)}-${month}`).join(",")}`,
        ...["East", "West"].map((name, n) => `${name},${months.map((_, at) => 10 * n + at).join(",")}`),
      ];
    },
  ],
];

/** Of the values of a parameter, the default among them, only the last is tried in each run; `SOAK=1` tries all. */
const tried = (values: readonly string[]): readonly string[] =>
  process.env["SOAK"] === undefined ? values.slice(-1) : values;

test.each(growing)(
  "%s render with their choices, and with the next periods",
  { timeout: 60_000 },
  async (_what, lines) => {
    const { world, template } = await templateOf(await csv(lines(12)));
    const render = async (parameters: Row, datasets = {}): Promise<Row> => {
      const accepted = await acceptReport({ template: template.name, parameters, ...datasets }, world);
      return (await layOutReport(accepted, world, () => {})).tables.get("headline")!.rows[0]!;
    };
    const properties = template.parameters["properties"] as Readonly<
      Record<string, { readonly enum?: readonly string[] }>
    >;
    for (const [name, { enum: values = [] }] of Object.entries(properties))
      for (const value of tried(values)) await render({ [name]: value });
    const periods = (await rowsOf(await csv(lines(12))))("periods").map(({ key }) => String(key));
    for (const period of [periods[0]!, ...tried(periods)]) await render({ period });
    const scratch = await openScratchFolder();
    await storeDataset(
      world.store,
      "next",
      { body: Buffer.from(lines(14).join("\n")), format: "csv" },
      scratch,
      datasetLimits,
    );
    await scratch.dispose();
    const [before, after] = [await render({}), await render({}, { datasets: { records: "next" } })];
    expect(String(after["now"]) > String(before["now"])).toBe(true);
  },
);
