import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { composeReport } from "../../functions/core/report/compose/compose-report.ts";
import type { Block, DataTable, Document, Figure, Inline } from "../../functions/core/report/document/document.ts";
import { checkDataset } from "../../functions/core/report/dataset/check-dataset.ts";
import type { Dataset } from "../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../functions/core/report/dataset/open-dataset.ts";
import { resolveDataset } from "../../functions/core/report/dataset/store/resolve-dataset.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import type { Warning } from "../../functions/core/errors.ts";
import { runQueries } from "../../functions/core/report/query/run-queries.ts";
import type { Row, Tables } from "../../functions/core/report/query/table.ts";
import type { AcceptedRequest } from "../../functions/core/report/request/report-request.ts";
import { loadTemplate } from "../../functions/core/report/template/load-template.ts";
import { localeFor } from "../../functions/core/report/locale/locale-for.ts";
import type { Template } from "../../functions/core/report/template/template.ts";
import { readTemplateFolder } from "../../functions/seed/read-template-folder.ts";

const folder = join(import.meta.dirname, "../../templates/high-tech-industries");

interface Parameters {
  readonly year: number;
  readonly currency: "CNY" | "USD";
  readonly rate: number;
  readonly language: "en" | "zh";
  readonly weights: { readonly institutions: number; readonly intensity: number; readonly relief: number };
}
const usual: Parameters = {
  year: 2025,
  currency: "CNY",
  rate: 7.3,
  language: "en",
  weights: { institutions: 0, intensity: 0, relief: 0 },
};
const equal: Parameters["weights"] = { institutions: 1, intensity: 1, relief: 1 };

let template: Template;
const datasets: Dataset[] = [];

beforeAll(async () => {
  template = loadTemplate("high-tech-industries", "0".repeat(64), readTemplateFolder(folder));
  const store = new MemoryObjectStore();
  const scratch = await openScratchFolder();
  try {
    for (const declaration of template.datasets) {
      const name = declaration.default!;
      await storeDataset(store, name, { body: template.files.get(declaration.file!)!, format: "csv" }, scratch);
      const dataset = await openDataset(store, declaration.alias, await resolveDataset(store, { name }));
      checkDataset(dataset, declaration);
      datasets.push(dataset);
    }
  } finally {
    await scratch.dispose();
  }
});

/** Results by parameters; several tests use the same ones. */
const results = new Map<string, Promise<Tables>>();

function query(changes: Partial<Parameters> = {}): Promise<Tables> {
  const parameters = { ...usual, ...changes, report_date: template.date };
  const key = JSON.stringify(parameters);
  const result =
    results.get(key) ??
    runQueries(template, datasets, parameters, {
      openScratch: openScratchFolder,
      rows: 100_000,
      deadlineMs: 120_000,
      warn: () => undefined,
    });
  results.set(key, result);
  return result;
}

async function rows(name: string, changes: Partial<Parameters> = {}): Promise<readonly Row[]> {
  return (await query(changes)).get(name)!.rows;
}

/** Returns the results with a different dataset in place of a sample. */
async function queryOwn(alias: string, csv: string, changes: Partial<Parameters>): Promise<Tables> {
  const store = new MemoryObjectStore();
  const scratch = await openScratchFolder();
  try {
    await storeDataset(store, "own", { body: new TextEncoder().encode(csv), format: "csv" }, scratch);
  } finally {
    await scratch.dispose();
  }
  const declaration = template.datasets.find((each) => each.alias === alias)!;
  const own = checkDataset(await openDataset(store, alias, await resolveDataset(store, { name: "own" })), declaration);
  return runQueries(
    template,
    datasets.map((dataset) => (dataset.alias === alias ? own : dataset)),
    { ...usual, ...changes, report_date: template.date },
    { openScratch: openScratchFolder, rows: 100_000, deadlineMs: 120_000, warn: () => undefined },
  );
}

/** Returns a sample with each line changed or left out. */
function sample(alias: string, change: (line: string) => string | undefined): string {
  const text = new TextDecoder().decode(
    template.files.get(template.datasets.find((each) => each.alias === alias)!.file!),
  );
  return text
    .split("\n")
    .map(change)
    .filter((line) => line !== undefined)
    .join("\n");
}

async function compose(
  changes: Partial<Parameters> = {},
  own?: Tables,
): Promise<{ document: Document; warnings: Warning[] }> {
  const parameters = { ...usual, ...changes };
  const { language } = parameters;
  const hash = "0".repeat(64);
  const accepted: AcceptedRequest = {
    id: hash,
    template: { name: template.name, version: hash },
    parameters: { ...parameters },
    datasets: {},
    date: template.date,
    language,
  };
  const warnings: Warning[] = [];
  const document = composeReport(
    template,
    own ?? (await query(changes)),
    accepted,
    localeFor(language),
    (warning) => void warnings.push(warning),
  );
  return { document, warnings };
}

const textOf = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => ("text" in inline ? inline.text : "children" in inline ? textOf(inline.children) : ""))
    .join("");
const hasFootnote = (inlines: readonly Inline[]): boolean =>
  inlines.some((inline) => inline.type === "footnote" || ("children" in inline && hasFootnote(inline.children)));
const flat = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block) => (block.type === "columns" ? flat(block.columns.flat()) : [block]));
const figures = ({ blocks }: Document): Figure[] => flat(blocks).filter((block) => block.type === "figure");
const tables = ({ blocks }: Document): DataTable[] => flat(blocks).filter((block) => block.type === "table");
const titleOf = (document: Document, spec: string): string =>
  textOf(figures(document).find(({ chart }) => chart.name === spec)?.title ?? []);
/** Returns everything that is printed, including chart specs as drawn, but not their source with its Liquid. */
const wording = (document: Document): string =>
  JSON.stringify([document.title, document.blocks, document.footnotes], (key, value: unknown) =>
    key === "source" && !Array.isArray(value) ? undefined : value,
  );

const paragraphs = ({ blocks }: Document): string[] =>
  flat(blocks).flatMap((block) => (block.type === "paragraph" ? [textOf(block.children)] : []));
/** Returns all running text. */
const textIn = async (changes: Partial<Parameters> = {}, own?: Tables): Promise<string> =>
  paragraphs((await compose(changes, own)).document).join("\n");
const compositeOf = async (weights: Parameters["weights"]) => (await rows("composite", { weights }))[0]?.["index"];
const labelOf = async (changes: Partial<Parameters>, cluster: string, moment: number) =>
  (await rows("clusters_grid", changes)).find((row) => row["cluster"] === cluster && row["moment"] === moment)?.[
    "label"
  ];
const totalOf = async (changes: Partial<Parameters>) => (await rows("spending", changes))[0]?.["total"];
const compositeLabel = async (weights: Parameters["weights"]) =>
  (await rows("judged", { weights })).find(({ series, latest }) => series === "composite" && latest === true)!;
const years = [2023, 2024, 2025] as const;
const languages = ["en", "zh"] as const;

describe("the ten industries", () => {
  test("25.1% in 2018, derived; 27.4% in 2020; 30.1% in 2021, 5 points more; nothing in 2019", async () => {
    expect(await rows("share")).toMatchObject([
      { year: 2018, pct: 25.1, derived: true, change: 0, amount: null, target: 30, latest: false },
      { year: 2020, pct: 27.4, derived: false, change: 2.3, amount: 988.6, target: 30, latest: false },
      { year: 2021, pct: 30.1, derived: false, change: 5, amount: null, target: 30, latest: true },
    ]);
  });

  test("the ten by the size of their clusters in October 2023, those that the list does not name last", async () => {
    expect((await rows("ten", { language: "zh" })).map(({ industry, size }) => [industry, size])).toEqual([
      ["新一代信息技术", "≥ 1万亿"],
      ["科技服务业", "≥ 1万亿"],
      ["集成电路", "> 1000亿"],
      ["医药健康", "> 1000亿"],
      ["智能装备", "> 1000亿"],
      ["节能环保", "> 1000亿"],
      ["人工智能", "> 1000亿"],
      ["新能源智能汽车", "–"],
      ["新材料", "–"],
      ["软件和信息服务", "–"],
    ]);
    const english = await rows("ten");
    expect(english).toHaveLength(10);
    expect(english[0]).toMatchObject({ industry: "New-generation information technology", size: "≥ 1 trillion" });
    expect((await rows("ten", { currency: "USD" }))[0]).toMatchObject({ size: "≥ 137 billion" });
  });

  test("no figure is later than the last year to show", async () => {
    for (const year of years) {
      // Each has its own query session.
      for (const [name, { rows: found }] of await query({ year })) {
        for (const row of found)
          expect(
            Number(String(row["year"] ?? row["period"] ?? row["etown_year"] ?? 0).slice(-4)),
            `${name} in ${year}`,
          ).toBeLessThanOrEqual(year);
      }
    }
  });
});

describe("money", () => {
  test("1 trillion yuan is $137 billion at 7.30", async () => {
    expect((await rows("money", { currency: "USD" }))[0]).toMatchObject({
      unit: "billion dollars",
      trillion_dollars: 137,
      hundred_dollars: 13.7,
    });
    expect((await rows("money", { language: "zh" }))[0]).toMatchObject({
      factor: 1,
      unit: "亿元",
      trillion_dollars: 1370,
      hundred_dollars: 137,
    });
  });

  test("R&D expenditure of 2022 in billions of yuan and of dollars, and in 亿元", async () => {
    expect(await totalOf({})).toBe(284.3);
    expect(await totalOf({ currency: "USD" })).toBe(38.9); // 2,843.3 / 10 / 7.30
    expect(await totalOf({ language: "zh" })).toBe(2843.3);
    expect(await totalOf({ language: "zh", currency: "USD" })).toBe(389.5);
    expect(await totalOf({ currency: "USD", rate: 7 })).toBe(40.6);
  });
});

describe("how support is judged", () => {
  test("R&D intensity of 2022 is expenditure over GDP, and marked as computed", async () => {
    expect((await rows("intensity")).map(({ year, pct, derived }) => [year, pct, derived])).toEqual([
      [2016, 5.49, true],
      [2018, 6.17, false],
      [2020, 6.44, false],
      [2022, 6.83, true], // 2,843.3 / 41,610.9
    ]);
  });

  test("Beijing stands beside the countries that have a figure for 2022", async () => {
    const peers = await rows("peers");
    expect(peers.map(({ label, pct }) => [label, pct])).toEqual([
      ["Beijing (city)", 6.83],
      ["Israel", 6.02],
      ["South Korea", 5.21],
      ["United States", 3.59],
      ["Japan", 3.41],
      ["Sweden", 3.41],
      ["Germany", 3.13],
      ["Finland", 2.96],
      ["China", 2.56],
      ["France", 2.23],
      ["Italy", 1.39],
    ]);
    expect(peers.every(({ year }) => year === 2022)).toBe(true);
    expect((await rows("peers", { language: "zh" })).slice(0, 2)).toMatchObject([
      { label: "北京（城市）", beijing: true },
      { label: "以色列" },
    ]);
  });

  test("tax and fee cuts are those of the five years to 2020: later rows count other things", async () => {
    expect(await rows("relief")).toEqual([{ amount: 470 }]);
  });

  test("the composite of 2022: (9.2 / 9.5 + 6.83 / 6.17) / 2", async () => {
    expect(await rows("composite", { weights: equal })).toMatchObject([
      {
        year: 2022,
        index: 103.8,
        institutions_ratio: 96.8,
        intensity_ratio: 110.7,
        institutions_before: 9.5,
        institutions: 9.2,
        intensity_before: 6.17,
        intensity: 6.83,
      },
    ]);
  });

  test("follows the weights; only their proportions matter", async () => {
    expect(await compositeOf({ institutions: 1, intensity: 3, relief: 1 })).toBe(107.2); // (0.96842 + 3 × 1.10697) / 4
    expect(await compositeOf({ institutions: 10, intensity: 30, relief: 0 })).toBe(107.2);
    expect(await compositeOf({ institutions: 9, intensity: 1, relief: 1 })).toBe(98.2);
  });

  test("needs two yardsticks with a weight; tax and fee cuts never compare", async () => {
    for (const weights of [
      { institutions: 0, intensity: 1, relief: 1 },
      { institutions: 0, intensity: 0, relief: 0 },
      { institutions: 0, intensity: 0, relief: 1 },
    ]) {
      expect(await rows("composite", { weights })).toMatchObject([{ year: 2022, index: null, intensity_ratio: 110.7 }]);
      expect((await rows("judged", { weights })).map(({ series }) => series)).toEqual([
        "intensity",
        "intensity",
        "institutions",
        "institutions",
      ]);
    }
  });

  test("the label of the composite keeps clear of the lines that bound it", async () => {
    expect(await compositeLabel({ institutions: 1, intensity: 1, relief: 0 })).toMatchObject({
      index: 103.8,
      label_at: 103.8,
    });
    expect(await compositeLabel({ institutions: 1, intensity: 1000, relief: 0 })).toMatchObject({
      index: 110.7,
      label_at: 107.7,
    });
    expect(await compositeLabel({ institutions: 1000, intensity: 1, relief: 0 })).toMatchObject({
      index: 96.9,
      label_at: 99.8,
    });
  });
});

describe("clusters, world, hubs", () => {
  test("two whole lists: 2 and 4 for 2020, 2 and 5 in October 2023", async () => {
    expect(
      (await rows("lists")).map(({ moment, year, trillion, hundred }) => [moment, year, trillion, hundred].map(Number)),
    ).toEqual([
      [1, 2020, 2, 4],
      [2, 2023, 2, 5],
    ]);
  });

  test("the grid has seven clusters, with the newest reports in a separate column", async () => {
    const names = [...new Set((await rows("clusters_grid")).map(({ cluster }) => cluster))];
    expect(names).toHaveLength(7);
    expect(names.slice(0, 3)).toEqual([
      "New-generation information technology",
      "Medicine and healthcare",
      "Science and technology services",
    ]);
    expect(await labelOf({}, "New-generation information technology", 3)).toBe("> 3 trillion (2023)");
    expect(await labelOf({}, "Medicine and healthcare", 2)).toBe("> 100 billion");
    expect(await labelOf({}, "Medicine and healthcare", 3)).toBe("> 1 trillion (2024)");
    expect(await labelOf({ year: 2023 }, "Medicine and healthcare", 3)).toBeUndefined();
    expect(await labelOf({ currency: "USD" }, "Science and technology services", 2)).toBe("≥ 137 billion");
    expect(await labelOf({ currency: "USD" }, "Integrated circuits", 2)).toBe("> 13.7 billion");
    expect(await labelOf({ language: "zh" }, "新一代信息技术", 3)).toBe("> 3万亿（2023年）");
    expect(await labelOf({ language: "zh" }, "人工智能", 3)).toBe("> 3000亿（2024年）");
    expect(await labelOf({ language: "zh", currency: "USD", rate: 2.8 }, "新一代信息技术", 3)).toBe(
      "> 1.07万亿（2023年）",
    ); // 30,000 / 2.8 = 10,714
  });

  test("four trading nations spend more than China, and have raised their share as China has", async () => {
    const lines = Object.groupBy(await rows("world_rd"), ({ label }) => String(label));
    const first = Object.fromEntries(Object.entries(lines).map(([label, line]) => [label, Number(line![0]!["pct"])]));
    const last = Object.fromEntries(
      Object.entries(lines).map(([label, line]) => [label, Number(line!.at(-1)!["pct"])]),
    );
    expect([first["China"], last["China"]]).toEqual([1.71, 2.56]);
    for (const label of ["South Korea", "United States", "Japan", "Germany"]) {
      expect(last[label], label).toBeGreaterThan(last["China"]!);
      expect(last[label], label).toBeGreaterThan(first[label]!);
    }
  });

  test("the hubs: figures of the rows and of their notes", async () => {
    expect(await rows("hubs")).toMatchObject([
      {
        etown_year: 2025,
        etown_gdp: 401.2,
        growth: 10.7,
        vehicles: 311.3,
        it: 188.2,
        area_pct: 6,
        huairou_area: 100.9,
        projects: 29,
        complete: 6,
        building: 19,
        preparing: 4,
      },
    ]);
    expect(await rows("hubs", { year: 2024 })).toMatchObject([
      { etown_year: 2022, etown_gdp: 245.6, growth: null, vehicles: null },
    ]);
    expect((await rows("etown_share")).map(({ pct }) => pct)).toEqual([63.2, 47.9, 32.6, 23.9]);
  });

  test("a quarter of basic research, a tenth of R&D; enterprises spend 1,240 of 2,843.3", async () => {
    expect((await rows("national")).map(({ label, pct }) => [label, pct])).toEqual([
      ["Basic research, 2020", 25.4],
      ["All R&D, 2022", 9.2],
    ]);
    expect((await rows("spenders")).map(({ amount, pct }) => [amount, pct])).toEqual([
      [124, 43.6],
      [160.3, 56.4],
    ]);
  });
});

describe("the report", () => {
  test("numbers in the text are those of the data", async () => {
    const text = await textIn();
    for (const words of [
      "In 2018 the ten industries made a quarter* of Beijing’s gross domestic product. By 2021 the share was 30.1%, according to the Municipal Bureau of Statistics; China.org.cn calls it a share of total output. The city’s plan of August 2021 had asked for at least 30% of value added by 2025.",
      "Together they added 988.6 billion yuan of value in 2020.",
      "In 2022 Beijing reached 6.83%*. Israel, first among the countries compared, stood at 6.02%, and China as a whole at 2.56%.",
      "slipped from 9.5% in 2018 to 9.2% in 2022.",
      "more than 470 billion yuan in the five years to 2020. Those for 2021 (one year) and 2022 (with refunds) do not compare",
      "By October 2023 two clusters had an annual output of at least 1 trillion yuan ($137 billion) each: new-generation information technology, and science and technology services. Five more exceeded 100 billion yuan ($13.7 billion) each:",
      "For the whole of 2023 information technology exceeded 3 trillion yuan. In 2024 medicine and healthcare passed 1 trillion for the first time, and the core of artificial intelligence 300 billion. The plan wanted four or five trillion-yuan clusters by 2025; as of January 2025, three had been reported, science and technology services last in October 2023. No later count was found.",
      "China spent 1.7% of its GDP on research and development in 2010 and 2.6% in 2022.",
      "spent 44%* of the city’s R&D money in 2022",
      "Its GDP was 401.2 billion yuan in 2025, 10.7% more than a year before.",
      "In June 2020 it had 29 major projects: six with their civil works complete, 19 under construction and four in preparation.",
    ]) {
      expect(text).toContain(words);
    }
    expect(await textIn({ currency: "USD", rate: 7 })).toContain("at least 1 trillion yuan ($143 billion) each");
    const chinese = await textIn({ language: "zh" });
    for (const words of [
      "比重已达30.1%",
      "十大产业增加值为9885.8亿元",
      "2022年，北京为6.83%*",
      "2018年为9.5%，2022年降至9.2%。",
      "2个集群年产值均在1万亿元以上（约1370亿美元）",
      "超过3万亿元",
      "人工智能核心产业超过3000亿元",
      "形成4至5个万亿级集群；截至2025年1月，据报道已有3个",
      "2010年为1.7%，2022年为2.6%",
      "企业支出占全市研发经费的44%",
      "地区生产总值为4012.1亿元，比上年增长10.7%",
      "29个重大科技项目：6个土建完工，19个在建，4个在筹备",
    ]) {
      expect(chinese).toContain(words);
    }
  });

  test("every statement of a person stands beside its source", async () => {
    for (const language of languages) {
      const { document } = await compose({ language });
      const named = flat(document.blocks).filter(
        (block) => block.type === "paragraph" && /Jia|Mu Rongping|贾品荣|穆荣平/.test(textOf(block.children)),
      );
      expect(named).toHaveLength(5);
      for (const block of named) expect(block.type === "paragraph" && hasFootnote(block.children)).toBe(true);
    }
  });

  test("titles are true for the last year to show", async () => {
    const titles = async (language: "en" | "zh") =>
      Promise.all(years.map(async (year) => titleOf((await compose({ year, language })).document, "clusters")));
    expect(await titles("en")).toEqual([
      "Integrated circuits joined the large clusters",
      "Medicine is the third cluster to pass a trillion yuan",
      "Medicine is the third cluster to pass a trillion yuan",
    ]);
    expect(await titles("zh")).toEqual([
      "集成电路跻身千亿级集群",
      "医药健康成为第三个突破万亿元的集群",
      "医药健康成为第三个突破万亿元的集群",
    ]);
    const [en, zh] = [(await compose()).document, (await compose({ language: "zh" })).document];
    expect([en.title, zh.title]).toEqual([
      "Ten industries: a reported 30.1% of Beijing’s GDP in 2021",
      "据报道，2021年北京地区生产总值的30.1%来自十大高精尖产业",
    ]);
    expect(titleOf(en, "share")).toBe("The ten industries’ share rose by 5 points in three years");
    expect(titleOf(en, "etown_share")).toBe(
      "E-Town reports 63% of the city’s industry of high-end and intelligent connected vehicles",
    );
  });

  test("the composite is printed for those who weigh it", async () => {
    expect(await textIn({ weights: equal })).toContain("Weighted together they give 103.8*.");
    expect(await textIn({ weights: equal, language: "zh" })).toContain("加权合成为103.8*");
  });

  test("weights that leave no composite say so; none at all say nothing, and the yardsticks are drawn without it", async () => {
    const none = { institutions: 0, intensity: 1, relief: 2 };
    expect(await textIn({ weights: none })).toContain("With the weights of this edition no composite can be computed");
    expect(await textIn({ weights: none, language: "zh" })).toContain("按所设权重无法计算综合指数");
    const zero = { institutions: 0, intensity: 0, relief: 0 };
    expect(await textIn({ weights: zero })).not.toContain("composite");
    expect(await textIn({ weights: zero, language: "zh" })).not.toContain("综合指数");
    expect(titleOf((await compose({ weights: zero })).document, "judged")).not.toBe("");
  });

  test.each(years)("%i: both languages and currencies are whole", async (year) => {
    for (const language of languages) {
      for (const currency of ["CNY", "USD"] as const) {
        const { document, warnings } = await compose({ year, language, currency });
        expect(warnings).toEqual([]);
        expect(wording(document)).not.toMatch(/NaN|undefined|null%|–%|\{\{|\[\^/);
        for (const { chart, title, source, alt } of figures(document)) {
          expect(textOf(title), chart.name).not.toBe("");
          expect(hasFootnote(source), `${chart.name} has a footnoted source`).toBe(true);
          expect(alt, chart.name).toMatch(/\S/);
        }
        expect(figures(document).map(({ chart }) => chart.name)).toEqual([
          "share",
          "peers",
          "clusters",
          "world_rd",
          "national",
          "spenders",
          "etown_share",
          "judged",
        ]);
      }
    }
  });

  test("the two languages show the same figures, tables and sources", async () => {
    for (const year of years) {
      const [en, zh] = [(await compose({ year })).document, (await compose({ year, language: "zh" })).document];
      expect(figures(zh).map(({ chart }) => chart.name)).toEqual(figures(en).map(({ chart }) => chart.name));
      expect(tables(zh).map(({ id }) => id)).toEqual(tables(en).map(({ id }) => id));
      expect(zh.footnotes.map(({ label }) => label).toSorted()).toEqual(
        en.footnotes.map(({ label }) => label).toSorted(),
      );
    }
  });

  test("the Chinese text has Chinese punctuation, and words for every English message", async () => {
    const text = readFileSync(join(folder, "report.zh.md"), "utf8");
    expect(text.match(/\p{Script=Han}[,;:?!]\s*\p{Script=Han}/gu)).toBeNull();
    // Note marks stand before the punctuation, no space stands between Chinese and digits or Latin letters, and
    // thousands are not separated, as in the city's own communiqués.
    expect(text.match(/[，。；：、）”]\[\^/gu)).toBeNull();
    const printed = text.replaceAll(/\{%.*?%\}|\]\(.*?\)|\{\{.*?\}\}/g, "");
    expect(printed.match(/\p{Script=Han} [\da-z]|[\da-z%] \p{Script=Han}/giu)).toBeNull();
    expect(printed.match(/\d,\d{3}/gu)).toBeNull();
    expect(await textIn({ language: "zh" })).not.toMatch(/\d,\d{3}/u);
    expect(
      [...template.messages.get("zh")!.values()].filter((message) =>
        /\p{Script=Han} [\da-z]|[\da-z%] \p{Script=Han}/iu.test(message),
      ),
    ).toEqual([]);
    expect([...template.messages.get("zh")!.keys()].toSorted()).toEqual(
      [...template.messages.get("en")!.keys()].toSorted(),
    );
  });

  test("no source is a spam host, a mirror or a repost", () => {
    const hosts =
      /vkhz|zjthegrand|haoxiangta|fapeng|funxun|hackwaw|idea-sf|bsbk|lakalal8|e993|yaliqi|shenbo75|panopticimage|crhcc|jieyan321|huawenzs|48903|18bearing|vmaya|sheshi|gzoutsourcing|nigeriatimes|tellerreport/;
    for (const [path, bytes] of template.files) expect(new TextDecoder().decode(bytes), path).not.toMatch(hosts);
    for (const { file } of template.datasets)
      expect(new TextDecoder().decode(template.files.get(file!)), file).not.toMatch(
        /repost|spam|\(mirror\)|aggregator/i,
      );
  });
});

describe("a user's own data", () => {
  test("countries without a year in common with the city are not compared", async () => {
    const only = sample("world", (line) => (line.startsWith("code,") || line.includes(",2021,") ? line : undefined));
    for (const language of languages) {
      const { document } = await compose({ language }, await queryOwn("world", only, { language }));
      expect(figures(document).map(({ chart }) => chart.name)).not.toContain("peers");
      expect(wording(document)).not.toMatch(/–%|NaN/);
    }
  });

  test("without a yardstick for 2018 no index is drawn", async () => {
    const late = sample("indicators", (line) => (line.startsWith("2018,Beijing share") ? undefined : line));
    const { document } = await compose({}, await queryOwn("indicators", late, {}));
    expect(figures(document).map(({ chart }) => chart.name)).not.toContain("judged");
  });

  test("a definition of tax and fee cuts that has a figure for 2018 enters the composite", async () => {
    const cuts = sample("indicators", (line) =>
      line.replace(
        /^2021,"Tax and fee cuts, Beijing",800,.*/,
        '$&\n2018,"Tax and fee cuts, Beijing",400,,,\n2022,"Tax and fee cuts, Beijing",600,,,',
      ),
    );
    const own = await queryOwn("indicators", cuts, { weights: equal });
    expect(own.get("composite")!.rows).toMatchObject([{ year: 2022, index: 119.2 }]); // (96.842 + 110.697 + 150) / 3
  });
});
