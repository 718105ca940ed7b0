import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { composeReport } from "../../functions/core/compose/compose-report.ts";
import type { Block, DataTable, Document, Figure, Inline } from "../../functions/core/document/document.ts";
import { checkDataset } from "../../functions/core/dataset/check-dataset.ts";
import type { Dataset } from "../../functions/core/dataset/dataset.ts";
import { openDataset } from "../../functions/core/dataset/open-dataset.ts";
import { resolveDataset } from "../../functions/core/dataset/store/resolve-dataset.ts";
import { storeDataset } from "../../functions/core/dataset/store-dataset.ts";
import type { Warning } from "../../functions/core/errors.ts";
import { runQueries } from "../../functions/core/query/run-queries.ts";
import type { Row, Tables } from "../../functions/core/query/table.ts";
import type { AcceptedRequest } from "../../functions/core/request/report-request.ts";
import { loadTemplate } from "../../functions/core/template/load-template.ts";
import { localeFor } from "../../functions/core/locale/locale-for.ts";
import type { Template } from "../../functions/core/template/template.ts";
import { readTemplateFolder } from "../../functions/seed/read-template-folder.ts";

const folder = join(import.meta.dirname, "../../templates/high-tech-industries");

interface Parameters {
  readonly year: number;
  readonly currency: "CNY" | "USD";
  readonly rate: number;
  readonly language: "en" | "zh";
  readonly weights: { readonly institutions: number; readonly intensity: number; readonly relief: number };
}
const usual: Parameters = { year: 2025, currency: "CNY", rate: 7.3, language: "en", weights: { institutions: 1, intensity: 1, relief: 1 } };

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

/** Results by parameters: the same are asked for by several tests. */
const results = new Map<string, Promise<Tables>>();

function query(changes: Partial<Parameters> = {}): Promise<Tables> {
  const parameters = { ...usual, ...changes, report_date: template.date };
  const key = JSON.stringify(parameters);
  const result = results.get(key) ?? runQueries(template, datasets, parameters, { openScratch: openScratchFolder, rows: 100_000, deadlineMs: 30_000, warn: () => undefined });
  results.set(key, result);
  return result;
}

async function rows(name: string, changes: Partial<Parameters> = {}): Promise<readonly Row[]> {
  return (await query(changes)).get(name)!.rows;
}

/** The results over a dataset of one's own in the place of a sample. */
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
  return runQueries(template, datasets.map((dataset) => (dataset.alias === alias ? own : dataset)), { ...usual, ...changes, report_date: template.date }, { openScratch: openScratchFolder, rows: 100_000, deadlineMs: 30_000, warn: () => undefined });
}

/** A sample, each line changed or left out. */
function sample(alias: string, change: (line: string) => string | undefined): string {
  const text = new TextDecoder().decode(template.files.get(template.datasets.find((each) => each.alias === alias)!.file!));
  return text.split("\n").map(change).filter((line) => line !== undefined).join("\n");
}

/** The outcomes that stand beside a target. */
function outcomesBeside(tables: Tables, key: string): unknown {
  return tables.get("targets_outcomes")!.rows.filter((row) => row["key"] === key).map(({ year, outcome_figure }) => [year, outcome_figure]);
}

async function compose(changes: Partial<Parameters> = {}, own?: Tables): Promise<{ document: Document; warnings: Warning[] }> {
  const parameters = { ...usual, ...changes };
  const { language } = parameters;
  const hash = "0".repeat(64);
  const accepted: AcceptedRequest = { id: hash, template: { name: template.name, version: hash }, parameters: { ...parameters }, datasets: {}, date: template.date, language };
  const warnings: Warning[] = [];
  const document = composeReport(template, own ?? (await query(changes)), accepted, localeFor(language), (warning) => void warnings.push(warning));
  return { document, warnings };
}

const textOf = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => ("text" in inline ? inline.text : "children" in inline ? textOf(inline.children) : "")).join("");
const hasFootnote = (inlines: readonly Inline[]): boolean =>
  inlines.some((inline) => inline.type === "footnote" || ("children" in inline && hasFootnote(inline.children)));
const flat = (blocks: readonly Block[]): Block[] => blocks.flatMap((block) => (block.type === "columns" ? flat(block.columns.flat()) : [block]));
const figures = ({ blocks }: Document): Figure[] => flat(blocks).filter((block) => block.type === "figure");
const tables = ({ blocks }: Document): DataTable[] => flat(blocks).filter((block) => block.type === "table");
const titleOf = (document: Document, spec: string): string => textOf(figures(document).find(({ chart }) => chart.name === spec)?.title ?? []);
/** All that is printed, chart specs as drawn included; their text as written, with its Liquid, is not. */
const wording = (document: Document): string =>
  JSON.stringify([document.title, document.blocks, document.footnotes], (key, value: unknown) => (key === "source" && !Array.isArray(value) ? undefined : value));

const gdpOf2021 = async (changes: Partial<Parameters>) => (await rows("gdp", changes)).find(({ year }) => year === 2021)?.["amount"];
const indexOf = async (changes: Partial<Parameters>) => (await rows("index_years", changes)).map(({ index }) => index);
const floorOf = async (changes: Partial<Parameters>, cluster: string, year: string) =>
  (await rows("clusters_matrix", changes)).find((row) => row["cluster"] === cluster && row["year"] === year)?.["floor"];
const outcomesOf = async (year: number) =>
  (await rows("targets_outcomes", { year })).map(({ key, outcome_figure, target_figure, status }) => [key, outcome_figure, target_figure, status]);
const reportOf = async (year: number, language: "en" | "zh" = "en") => (await compose({ year, language })).document;
const paragraphs = ({ blocks }: Document): string[] => flat(blocks).flatMap((block) => (block.type === "paragraph" ? [textOf(block.children)] : []));
const clusterTitles = async (language: "en" | "zh") => Promise.all([2020, 2022, 2023, 2025].map(async (year) => titleOf(await reportOf(year, language), "clusters")));

describe("the ten industries", () => {
  test("25.1% in 2018, derived; 27.4% in 2020; 30.1% in 2021, 5 points more; nothing in 2019", async () => {
    expect(await rows("share")).toMatchObject([
      { year: 2018, pct: 25.1, derived: true, change: 0, stated_rise: 5, amount: null },
      { year: 2020, pct: 27.4, derived: false, change: 2.3, amount: 988.6 },
      { year: 2021, pct: 30.1, derived: false, change: 5, amount: null },
    ]);
    const slots = await rows("share_slots");
    expect(slots.filter(({ missing }) => missing === true).map(({ year }) => year)).toEqual([2019, 2022, 2023, 2024]);
    expect(slots.at(-1)).toMatchObject({ year: 2025, pct: null, target: 30 });
  });

  test("ten names in both languages, with the floors that sources give", async () => {
    const ten = await rows("ten");
    expect(ten.map(({ chinese }) => chinese)).toEqual(["新一代信息技术", "集成电路", "医药健康", "智能装备", "节能环保", "新能源智能汽车", "新材料", "人工智能", "软件和信息服务", "科技服务业"]);
    expect(ten[0]).toMatchObject({ english: "New-generation information technology", yuan_figure: "> 3,000", dollar_figure: "> 411", year: 2023 });
    expect(ten[9]).toMatchObject({ yuan_figure: "≥ 1,000", dollar_figure: "≥ 137" });
    expect(ten[5]).toMatchObject({ yuan_figure: null, year: null });
  });

  test("no figure is later than the last year to show", async () => {
    for (const year of [2018, 2020, 2022]) {
      // A query session each.
      const all = await query({ year });
      for (const [name, { rows: found }] of all) {
        if (name === "share_slots") continue;
        for (const row of found) expect(Number(String(row["year"] ?? 0).slice(-4)), `${name} in ${year}`).toBeLessThanOrEqual(year);
      }
    }
  });
});

describe("money", () => {
  test("1 trillion yuan is $137 billion at 7.30", async () => {
    expect((await rows("money", { currency: "USD" }))[0]).toMatchObject({ unit: "billion dollars", trillion_dollars: 137, hundred_dollars: 13.7 });
    expect((await rows("money", { language: "zh" }))[0]).toMatchObject({ factor: 1, unit: "亿元", trillion_dollars: 1370, hundred_dollars: 137 });
  });

  test("GDP of 2021 in billions of yuan and of dollars, and in 亿元", async () => {
    expect(await gdpOf2021({})).toBe(4027);
    expect(await gdpOf2021({ currency: "USD" })).toBe(551.6); // 40,269.6 / 10 / 7.30
    expect(await gdpOf2021({ language: "zh" })).toBe(40269.6);
    expect(await gdpOf2021({ language: "zh", currency: "USD" })).toBe(5516.4);
    expect(await gdpOf2021({ currency: "USD", rate: 7 })).toBe(575.3);
  });
});

describe("breaks", () => {
  test("no line of GDP crosses a census", async () => {
    const segments = Object.groupBy(await rows("gdp"), ({ segment }) => String(segment));
    expect(Object.values(segments).map((segment) => segment?.map(({ year }) => year))).toEqual([[2015, 2016, 2017, 2018], [2019, 2020, 2021, 2022, 2023], [2024]]);
  });

  test("lines of R&D intensity join neighbouring years of one vintage", async () => {
    const segments = Object.groupBy(await rows("intensity"), ({ segment }) => String(segment));
    expect(Object.values(segments).map((segment) => segment?.map(({ year, pct }) => [year, pct]))).toEqual([
      [[2013, 6.1]],
      [[2013, 5.98]],
      [[2016, 5.49]],
      [[2017, 5.7], [2018, 6.17]],
      [[2020, 6.44], [2021, 6.53], [2022, 6.83], [2023, 6.73]],
    ]);
  });

  test("E-Town's GDP of 2021 and of 2022 are two vintages", async () => {
    expect((await rows("etown_gdp")).map(({ year, amount, vintage }) => [year, amount, vintage])).toEqual([
      [2015, 125.9, "site"], [2020, 204.5, "site"], [2021, 266.6, "review"], [2022, 245.6, "site"], [2025, 401.2, "news"],
    ]);
  });

  test("tax and fee cuts keep their definitions and their lower bounds", async () => {
    expect((await rows("relief")).map(({ ends, amount, floor }) => [ends, amount, floor])).toEqual([
      [2020, 470, true], [2021, 80, true], [2022, 200, true], [2022, 106.3, false], [2023, 97.2, false],
    ]);
    expect(await rows("relief", { year: 2019 })).toEqual([]);
  });

  test("where two figures exist for a year it is said how they are used", async () => {
    expect((await rows("duplicates")).map(({ year, one, other, verdict }) => [year, one, other, verdict])).toEqual([
      [2023, 1187.5, 1185.9, "they differ: the first, better attested, is used"],
      [2021, 30.1, 30.1, "the sources agree"],
      [2013, 6.1, 5.98, "two vintages, both shown"],
    ]);
    expect((await rows("duplicates"))[0]?.["measure"]).toBe("High-tech industry, value added, billion yuan");
    expect((await rows("duplicates", { language: "zh" }))[0]).toMatchObject({ measure: "高技术产业增加值，亿元", one: 11875.4, other: 11859 });
  });
});

describe("the composite index", () => {
  test("is computed where two components compare with 2018, and is null elsewhere", async () => {
    // 2022: (9.2 / 9.5 + 6.83 / 6.17) / 2 = (0.96842 + 1.10697) / 2
    expect(await indexOf({})).toEqual([100, null, null, null, 103.8, null, null, null]);
    expect(await indexOf({ year: 2021 })).toEqual([100, null, null, null]);
    const printed = (await rows("index_years", { language: "zh" })).map(({ result }) => result);
    expect(printed).toEqual(["100.0", "无法计算", "无法计算", "无法计算", "103.8", "无法计算", "无法计算", "无法计算"]);
  });

  test("follows the weights; only their proportions matter", async () => {
    expect((await indexOf({ weights: { institutions: 1, intensity: 3, relief: 1 } }))[4]).toBe(107.2); // (0.96842 + 3 × 1.10697) / 4
    expect((await indexOf({ weights: { institutions: 10, intensity: 30, relief: 0 } }))[4]).toBe(107.2);
    expect((await indexOf({ weights: { institutions: 9, intensity: 1, relief: 1 } }))[4]).toBe(98.2);
  });

  test("needs two components with a weight; tax and fee cuts never compare", async () => {
    for (const weights of [{ institutions: 0, intensity: 1, relief: 1 }, { institutions: 0, intensity: 0, relief: 0 }, { institutions: 0, intensity: 0, relief: 1 }]) {
      expect(await indexOf({ weights })).toEqual(Array(8).fill(null));
    }
  });

  test("shows its coverage", async () => {
    const coverage = Object.groupBy(await rows("coverage"), ({ component }) => String(component));
    const line = (component: string) => coverage[component]?.map(({ status }) => String(status)[0]).join("");
    expect(line("institutions")).toBe("cnoncnon");
    expect(line("intensity")).toBe("cnccccnn");
    expect(line("relief")).toBe("nnnooonn");
  });

  test("ranges from one component to the other", async () => {
    const sensitivity = await rows("sensitivity");
    expect(sensitivity[0]).toMatchObject({ year: 2022, share: 0, index: 96.8, chosen: 50, chosen_index: 103.8, even: 23 });
    expect(sensitivity.at(-1)).toMatchObject({ share: 100, index: 110.7 });
  });
});

describe("clusters, hubs, targets", () => {
  test("whole lists of clusters, in 2020 and in October 2023", async () => {
    expect((await rows("clusters_lists")).map(({ year, complete, trillion, hundred }) => [year, complete, trillion, hundred])).toEqual([
      [2020, true, 2, 4], [2023, true, 2, 5], [2023, false, null, 3], [2024, false, 1, null],
    ]);
  });

  test("floors by cluster and year, in the chosen currency; close to a trillion is no floor", async () => {
    expect(await floorOf({}, "New-generation information technology", "2023")).toBe("> 3 tn");
    expect(await floorOf({ currency: "USD" }, "New-generation information technology", "2023")).toBe("> 411 bn");
    expect(await floorOf({ language: "zh" }, "新一代信息技术", "2023")).toBe("> 3万亿");
    expect(await floorOf({ language: "zh" }, "人工智能", "2021")).toBe("2,070亿");
    expect(await floorOf({ language: "zh", currency: "USD", rate: 2.8 }, "新一代信息技术", "2023")).toBe("> 1.07万亿"); // 30,000 / 2.8 = 10,714
    expect(await floorOf({}, "Medicine and healthcare", "2023")).toBe("> 100 bn");
    expect(await floorOf({}, "Artificial intelligence", "2021")).toBe("207 bn");
  });

  test("Huairou: the states are read from the notes of the rows", async () => {
    expect((await rows("huairou")).map(({ moment, state, number }) => [moment, state, number])).toEqual([
      ["2020-06", "done", 6], ["2020-06", "rest", 23], ["2024-09", "done", 20], ["2024-09", "rest", 17], ["2025-03", "done", 29], ["2025-03", "rest", 8],
    ]);
  });

  test("targets for 2025 against the latest outcome", async () => {
    expect(await outcomesOf(2025)).toEqual([
      ["share", "30.1", "30", "met"],
      ["clusters", "2", "4–5", "below"],
      ["it", "> 3,000", "2,500", "met"],
      ["medicine", "> 1,000", "1,000", "met"],
      ["software", "2,200", "3,000", "below"],
      ["circuits", "> 100", "300", "open"],
      ["vehicles", null, "700", "none"],
      ["manufacturing", null, "13–15", "none"],
    ]);
    expect((await outcomesOf(2019)).filter(([, , , status]) => status !== "none")).toEqual([["share", "25.1", "30", "below"]]);
  });

  test("who spends the R&D money: 1,240 of 2,843.3", async () => {
    expect((await rows("performers")).filter(({ split }) => split === "enterprise").map(({ side, pct }) => [side, pct])).toEqual([["part", 43.6], ["rest", 56.4]]);
  });
});

describe("the report", () => {
  test("titles are true for the last year to show", async () => {
    const [d2018, d2019, d2020, d2021, d2025] = [await reportOf(2018), await reportOf(2019), await reportOf(2020), await reportOf(2021), await reportOf(2025)];
    expect([d2018, d2019, d2020, d2021, d2025].map((document) => document.title)).toEqual([
      "Ten industries made 25.1% of Beijing’s economy in 2018",
      "Ten industries made 25.1% of Beijing’s economy in 2018",
      "Ten industries made 27.4% of Beijing’s economy in 2020",
      "Ten industries made 30.1% of Beijing’s economy in 2021",
      "Ten industries made 30.1% of Beijing’s economy in 2021",
    ]);
    expect(titleOf(d2018, "share")).toBe("The ten industries’ share of GDP stood at 25.1% in 2018");
    expect(titleOf(d2020, "share")).toBe("The ten industries’ share of GDP grew to 27.4% in 2020");
    expect(titleOf(d2021, "share")).toBe("The ten industries’ share of GDP passed 30% in 2021");
    expect(titleOf(d2019, "coverage")).toBe("The composite starts at 100 in 2018; no later year through 2019 can be computed");
    expect(titleOf(d2025, "coverage")).toBe("The composite stood at 103.8 in 2022 (2018 = 100); most years cannot be computed");
    expect(titleOf(d2018, "intensity")).toBe("R&D intensity: 6.17% in 2018, on the older GDP");
    expect(titleOf(d2021, "targets")).toBe("One of eight targets reached on the latest figures; five have no outcome");
    expect(titleOf(d2025, "targets")).toBe("Three of eight targets reached on the latest figures, two of them by a proxy; two have no outcome");
    expect(wording(d2018)).toContain("The first list of clusters by size is for 2020");
  });

  test("a leader is named only where no other cluster has the same floor", async () => {
    expect(await clusterTitles("en")).toEqual([
      "Two clusters share the highest known floor",
      "Two clusters share the highest known floor",
      "New-generation information technology has the highest known floor",
      "New-generation information technology has the highest known floor",
    ]);
    expect(await clusterTitles("zh")).toEqual(["2个集群的已知规模下限并列最高", "2个集群的已知规模下限并列最高", "新一代信息技术的已知规模下限最高", "新一代信息技术的已知规模下限最高"]);
  });

  test("Chinese titles and sentences count as the English ones do", async () => {
    const [z2018, z2021, z2025] = [await reportOf(2018, "zh"), await reportOf(2021, "zh"), await reportOf(2025, "zh")];
    expect([z2018, z2021, z2025].map(({ title }) => title)).toEqual(["2018年，十大产业占北京经济的25.1%", "2021年，十大产业占北京经济的30.1%", "2021年，十大产业占北京经济的30.1%"]);
    expect(titleOf(z2018, "targets")).toBe("8项目标按最新数据均未达到，其中7项没有结果");
    expect(titleOf(z2021, "targets")).toBe("8项目标中，按最新数据1项已达到，5项没有结果");
    expect(titleOf(z2025, "targets")).toBe("8项目标中，按最新数据3项已达到（其中2项以集群规模代替），2项没有结果");
    expect(paragraphs(z2018)).toContain("2021年8月的规划设定了8项可以量化的目标。其中7项，截至2018年资料中没有结果。");
    expect(paragraphs(z2021)).toContain("2021年8月的规划设定了8项可以量化的目标。其中以同一口径的结果衡量、已经达到的，只有占地区生产总值比重一项；另有5项，截至2021年资料中没有结果。");
  });

  test.each(["en", "zh"] as const)("an early edition in %s knows nothing of later years", async (language) => {
    const later = language === "en" ? /censuses|census of 2023|2016 to 2023|then new ones/ : /2023年(?:两次)?经济普查|2016—2023|再后只计新增|名称依原文/;
    const [d2018, d2019, d2022, d2025] = [2018, 2019, 2022, 2025].map((year) => compose({ year, language }).then(({ document }) => wording(document)));
    for (const text of [await d2018!, await d2019!, await d2022!]) expect(text).not.toMatch(later);
    expect(await d2025!).toMatch(later);
  });

  test("charts end where the edition does", async () => {
    const spec = async (year: number, name: string) => figures((await compose({ year })).document).find(({ chart }) => chart.name === name)!.chart.spec as unknown as { encoding: Axes; spec: { encoding: Axes } };
    interface Axes {
      readonly x: { readonly scale: { readonly domain: readonly unknown[] } };
      readonly y: { readonly scale: { readonly domain: readonly unknown[] } };
    }
    expect(await Promise.all([2018, 2019, 2025].map(async (year) => (await spec(year, "gdp")).encoding.x.scale.domain))).toEqual([[2015, 2018], [2015, 2019], [2015, 2024]]);
    expect(await Promise.all([2018, 2021, 2025].map(async (year) => (await spec(year, "classes")).spec.encoding.x.scale.domain))).toEqual([[2016, 2018], [2016, 2021], [2016, 2023]]);
    // The last tick of the GDP stands clear above the highest dot.
    for (const year of [2018, 2019, 2021, 2025]) {
      for (const currency of ["CNY", "USD"] as const) {
        // One pool of results.
        const gdp = await rows("gdp", { year, currency });
        const [{ axis_top: top, axis_step: step }] = gdp as unknown as readonly [{ axis_top: number; axis_step: number }];
        expect(top % step).toBe(0);
        expect(top).toBeGreaterThanOrEqual(1.1 * Math.max(...gdp.map(({ amount }) => Number(amount))));
        expect(top / step).toBeLessThanOrEqual(7);
      }
    }
  });

  test("weights that leave no year say so", async () => {
    const { document } = await compose({ weights: { institutions: 0, intensity: 1, relief: 2 } });
    expect(titleOf(document, "coverage")).toBe("With these weights no year has two comparable components");
    expect(titleOf(document, "sensitivity")).toBe("");
    const zero = { institutions: 0, intensity: 0, relief: 0 };
    expect(titleOf((await compose({ weights: zero })).document, "coverage")).toBe("All weights are zero, so no composite can be computed");
    expect(titleOf((await compose({ weights: zero, language: "zh" })).document, "coverage")).toBe("权重全部为零，综合指数无法计算");
    expect(wording((await compose({ weights: zero, year: 2018 })).document)).toContain("All weights are zero here, so no composite is computed.");
  });

  test.each([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025])("%i: both languages and currencies are whole", async (year) => {
    for (const language of ["en", "zh"] as const) {
      for (const currency of ["CNY", "USD"] as const) {
        const { document, warnings } = await compose({ year, language, currency });
        expect(warnings).toEqual([]);
        expect(wording(document)).not.toMatch(/NaN|undefined|null%|–%|\{\{|\[\^/);
        for (const { chart, title, source, alt } of figures(document)) {
          expect(textOf(title), chart.name).not.toBe("");
          expect(textOf(source), chart.name).not.toBe("");
          expect(alt, chart.name).toMatch(/\S/);
          const borrowed = ["clusters", "targets"].includes(chart.name);
          expect(hasFootnote(source) || borrowed, `${chart.name} has a footnoted source`).toBe(true);
        }
        expect(figures(document).length).toBeGreaterThanOrEqual(8);
      }
    }
  });

  test("the two languages show the same figures and tables", async () => {
    for (const year of [2018, 2021, 2025]) {
      const [en, zh] = [(await compose({ year })).document, (await compose({ year, language: "zh" })).document];
      expect(figures(zh).map(({ chart }) => chart.name)).toEqual(figures(en).map(({ chart }) => chart.name));
      expect(tables(zh).map(({ id }) => id)).toEqual(tables(en).map(({ id }) => id));
      expect(zh.footnotes.map(({ label }) => label).toSorted()).toEqual(en.footnotes.map(({ label }) => label).toSorted());
    }
  });

  test("the Chinese text has Chinese punctuation, and words for every English message", () => {
    const text = readFileSync(join(folder, "report.zh.md"), "utf8");
    expect(text.match(/\p{Script=Han}[,;:?!]\s*\p{Script=Han}/gu)).toBeNull();
    // Note marks stand before the punctuation; no space between Chinese and digits or Latin letters; thousands are separated.
    expect(text.match(/[，。；：、）”]\[\^/gu)).toBeNull();
    const printed = text.replaceAll(/\{%.*?%\}|\]\(.*?\)|\{\{.*?\}\}/g, "");
    expect(printed.match(/\p{Script=Han} [\da-z]|[\da-z%] \p{Script=Han}/giu)).toBeNull();
    expect(printed.match(/\d{4,}(?=万|亿)/gu)).toBeNull();
    expect([...template.messages.get("zh")!.values()].filter((message) => /\p{Script=Han} [\da-z]|[\da-z%] \p{Script=Han}/iu.test(message))).toEqual([]);
    expect([...template.messages.get("zh")!.keys()].toSorted()).toEqual([...template.messages.get("en")!.keys()].toSorted());
  });

  test("at least eight charts of at least five kinds", async () => {
    const shown = figures((await compose()).document);
    expect(shown).toHaveLength(16);
    const marks = new Set<string>();
    const collect = (part: unknown): void => {
      if (Array.isArray(part)) part.forEach(collect);
      else if (typeof part === "object" && part !== null) {
        const { mark } = part as { mark?: string | { type: string } };
        if (mark !== undefined) marks.add(typeof mark === "string" ? mark : mark.type);
        Object.values(part).forEach(collect);
      }
    };
    shown.forEach(({ chart }) => collect(chart.spec));
    expect([...marks].toSorted()).toEqual(["bar", "line", "point", "rect", "rule", "text", "tick"]);
  });
});

const outputOf = (found: Tables): Row | undefined => found.get("hubs")!.rows.find(({ measure }) => measure === "Industrial output value");

describe("data of one's own", () => {
  test("countries without a year in common with the city are not compared", async () => {
    const only = sample("world", (line) => (line.startsWith("code,") || line.includes(",2022,") ? line : undefined));
    for (const language of ["en", "zh"] as const) {
      const { document } = await compose({ year: 2020, language }, await queryOwn("world", only, { year: 2020, language }));
      expect(figures(document).map(({ chart }) => chart.name)).not.toContain("peers");
      expect(wording(document)).toContain(language === "en" ? "no year in common" : "没有同一年份的数据");
      expect(wording(document)).not.toMatch(/[−-]1 countries|−1个国家/);
    }
  });

  test("a year without a value does not hide the figure before it", async () => {
    expect(outputOf(await query())).toMatchObject({ year: 2022, amount: 537.1 });
    const blank = sample("zones", (line) => line.replace(/^2022,(Beijing E-Town \(BDA\): industrial output value),[\d.]+,/, "2022,$1,,"));
    expect(outputOf(await queryOwn("zones", blank, {}))).toMatchObject({ year: 2020, amount: 446.8 });
  });

  test("a target stands beside the latest outcome alone, and the highest floor of its year", async () => {
    const usualTables = await query();
    const software = "Software and information services revenue";
    const years = sample("indicators", (line) => line.replace(new RegExp(`^2021,${software},22000,.*`), `$&\n2022,${software},23000,,,\n2020,${software},20000,,,\n2023,${software},,,,`));
    expect([outcomesBeside(usualTables, "software"), outcomesBeside(await queryOwn("indicators", years, {}), "software")]).toEqual([[[2021, "2,200"]], [[2022, "2,300"]]]);
    const floors = sample("clusters", (line) => line.replace(/^2024,Medicine and healthcare,([^,]*),> 1 trillion yuan,10000,.*/, "$&\n2024,Medicine and healthcare,$1,> 1 trillion yuan,12000,,,\n2022,Medicine and healthcare,$1,> 1 trillion yuan,15000,,,"));
    expect([outcomesBeside(usualTables, "medicine"), outcomesBeside(await queryOwn("clusters", floors, {}), "medicine")]).toEqual([[[2024, "> 1,000"]], [[2024, "> 1,200"]]]);
  });

  test("an aim that is no number is told with its file, not left out", async () => {
    const unclear = sample("targets", (line) => line.replace(/aiming at 15\b/, "aiming at 15 or so"));
    expect(unclear).toContain("15 or so");
    await expect(queryOwn("targets", unclear, {})).rejects.toMatchObject({ kind: "query-failed", problems: [{ where: { file: "queries/targets_outcomes.sql" } }] });
  });
});
