import { describe, expect, it } from "vitest";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import type { CanvasContext } from "../../../../functions/core/drawing.ts";
import { pageTexts } from "../pdf/canvas-page.ts";
import { chartPage, dataset, testChart, testTypesetter } from "./chart-fixtures.ts";

const data = { name: "data" };
const share = [
  { year: "2018-01-01", share: 25.1 },
  { year: "2019-01-01", share: null },
  { year: "2020-01-01", share: -2.5 },
  { year: "2021-01-01", share: 30.1 },
];
const line = {
  data,
  mark: { type: "line", point: true },
  encoding: {
    x: { field: "year", type: "temporal", title: null },
    y: { field: "share", type: "quantitative", title: "Share of GDP, %" },
  },
};
const byIndustry = [
  { industry: "Integrated circuits", value: 4.1 },
  { industry: "Software and information technology services", value: 17.2 },
  { industry: "Medicine and health", value: -6.5 },
];
const cars = dataset("cars.json");
const stocks = dataset("stocks.csv");

describe("compileChart", () => {
  it("makes a chart as wide as asked, with text that can be read", async () => {
    const { chart } = await testChart(line, share);
    expect(chart.width).toBe(480);
    expect(chart.height).toBeGreaterThan(200);
    const texts = await pageTexts((await chartPage(chart)).pdf);
    expect(texts).toEqual(expect.arrayContaining(["2018", "2019", "2020", "2021", "30", "Share of GDP, %"]));
  });

  it("draws breaks: a line does not cross a missing value", async () => {
    const { content } = await chartPage((await testChart({ ...line, mark: "line" }, share)).chart);
    const strokes = content.match(/[^S]*1\.75 w[^S]*S/)?.[0] ?? "";
    // 2018 stands alone, 2020 and 2021 are joined.
    expect(strokes.match(/ m\n?/g)).toHaveLength(2);
    expect(strokes.match(/ l\n?/g)).toHaveLength(1);
  });

  it.each([
    [
      "facets",
      {
        data,
        facet: { field: "symbol", columns: 3 },
        columns: 3,
        spec: {
          height: 80,
          mark: "line",
          encoding: { x: { field: "date", type: "temporal" }, y: { field: "price", type: "quantitative" } },
        },
      },
    ],
    [
      "facets that want to fill a container",
      {
        data,
        facet: { field: "symbol" },
        columns: 3,
        spec: {
          width: "container",
          height: 80,
          mark: "line",
          encoding: { x: { field: "date", type: "temporal" }, y: { field: "price", type: "quantitative" } },
        },
      },
    ],
    [
      "facets without a stated width",
      {
        data,
        mark: "line",
        encoding: {
          facet: { field: "symbol", columns: 2 },
          x: { field: "date", type: "temporal" },
          y: { field: "price", type: "quantitative" },
        },
      },
    ],
    [
      "concatenations",
      {
        data,
        hconcat: [
          {
            width: 300,
            mark: "line",
            encoding: { x: { field: "date", type: "temporal" }, y: { field: "price", type: "quantitative" } },
          },
          {
            mark: "bar",
            encoding: { y: { field: "symbol" }, x: { aggregate: "mean", field: "price", type: "quantitative" } },
          },
        ],
      },
    ],
    [
      "repeats",
      {
        data,
        repeat: ["price"],
        columns: 2,
        spec: {
          mark: "point",
          encoding: {
            x: { field: "date", type: "temporal" },
            y: { field: { repeat: "repeat" }, type: "quantitative" },
          },
        },
      },
    ],
    [
      "columns",
      {
        data,
        mark: "bar",
        encoding: {
          column: { field: "symbol" },
          x: { timeUnit: "year", field: "date", type: "ordinal" },
          y: { aggregate: "mean", field: "price" },
        },
      },
    ],
  ])("sizes %s by their parts, at full scale", async (_kind, spec) => {
    const { chart, warnings } = await testChart(spec, stocks);
    expect(chart.width).toBe(480);
    expect(warnings.map(({ code }) => code)).not.toContain("scaled-figure");
  });

  it("makes a chart smaller that cannot be narrowed, and says so", async () => {
    const spec = {
      data,
      width: { step: 40 },
      mark: "bar",
      encoding: { x: { field: "Name" }, y: { field: "Horsepower", type: "quantitative" } },
    };
    const { chart, warnings } = await testChart(spec, cars);
    expect(chart.width).toBeLessThanOrEqual(480);
    expect(warnings).toContainEqual(expect.objectContaining({ code: "scaled-figure", allowed: 480 }));
  });

  it("keeps a step per category where it fits", async () => {
    const { chart } = await testChart(
      { data, width: { step: 30 }, mark: "bar", encoding: { x: { field: "Origin" }, y: { aggregate: "count" } } },
      cars,
    );
    expect(chart.width).toBeLessThan(200);
  });

  it("makes room for labels that stand beside the plot", async () => {
    const spec = {
      data,
      encoding: { x: { field: "year", type: "temporal" }, y: { field: "share", type: "quantitative" } },
      layer: [
        { mark: "line" },
        {
          transform: [{ filter: "year(datum.year) == 2021" }],
          mark: { type: "text", align: "left", dx: 8, text: "A long label at the end" },
        },
      ],
    };
    const typesetter = testTypesetter();
    const { chart } = await testChart(spec, share);
    expect(chart.width).toBe(480);
    const placed: number[] = [];
    const { content } = await chartPage(chart, typesetter);
    for (const [, x] of content.matchAll(/1 0 0 1 ([\d.]+) [\d.]+ Tm/g)) placed.push(Number(x));
    const width = typesetter.measure("A long label at the end", {
      family: "sans",
      weight: 400,
      size: 8.5,
      features: ["tnum"],
    });
    expect(Math.max(...placed) + width).toBeLessThanOrEqual(480 + 24 + 0.5);
  });

  it("slants labels of categories that would run into each other", async () => {
    const { content } = await chartPage(
      (
        await testChart(
          { data, mark: "bar", encoding: { x: { field: "industry" }, y: { field: "value", type: "quantitative" } } },
          byIndustry,
          { width: 240 },
        )
      ).chart,
    );
    expect(content).toMatch(/0\.7071 0\.7071 -0\.7071 0\.7071 [\d.]+ [\d.]+ Tm/);
  });

  it("never says the same year twice on a time axis", async () => {
    const encoding = { ...line.encoding, x: { field: "year", type: "temporal", axis: { format: "%Y" } } };
    const texts = await pageTexts((await chartPage((await testChart({ ...line, encoding }, share)).chart)).pdf);
    expect(texts.filter((text) => text === "2019")).toHaveLength(1);
  });

  it("breaks a legend into rows that is wider than the chart, uncut", async () => {
    const spec = {
      data,
      mark: "bar",
      encoding: { x: { field: "value", type: "quantitative" }, color: { field: "industry", title: null } },
    };
    const { chart, warnings } = await testChart(spec, byIndustry, { width: 230 });
    expect(chart.width).toBe(230);
    expect(await pageTexts((await chartPage(chart)).pdf)).toContain("Software and information technology services");
    expect(warnings.map(({ code }) => code)).not.toContain("overflow");
  });

  it("breaks a legend that is taller than the plot beside it into columns, if the spec or its config put it there", async () => {
    const entries = Array.from({ length: 14 }, (_, index) => ({ industry: `no. ${index}`, value: index }));
    const bars = {
      data,
      mark: "bar",
      height: 60,
      encoding: { x: { field: "value", type: "quantitative" }, color: { field: "industry" } },
    };
    const own = await testChart(
      { ...bars, encoding: { ...bars.encoding, color: { field: "industry", legend: { orient: "right" } } } },
      entries,
    );
    const { chart } = await testChart({ ...bars, config: { legend: { orient: "right" } } }, entries);
    expect(own.chart.height).toBeLessThan(100);
    expect(chart.height).toBe(own.chart.height);
  });

  it("warns of a label that it must cut", async () => {
    const spec = {
      data,
      mark: "bar",
      encoding: { x: { field: "value", type: "quantitative" }, y: { field: "industry", axis: { labelLimit: 60 } } },
    };
    expect((await testChart(spec, byIndustry)).warnings).toContainEqual(
      expect.objectContaining({
        code: "overflow",
        seen: expect.arrayContaining(["Software and information technology services"]),
      }),
    );
  });

  it("prints true minus signs, in formatted and in plain numbers", async () => {
    const spec = {
      data,
      mark: "text",
      encoding: {
        x: { field: "value", type: "quantitative", axis: { format: ".1f" } },
        y: { field: "industry" },
        text: { field: "value" },
      },
    };
    const texts = await pageTexts((await chartPage((await testChart(spec, byIndustry)).chart)).pdf);
    expect(texts).toContain("\u22126.5");
    expect(texts.join("")).not.toContain("-");
  });

  it("formats by the report's locale", async () => {
    const spec = {
      data,
      mark: "line",
      encoding: {
        x: { field: "year", type: "temporal", axis: { format: "%B", tickCount: "month" } },
        y: { field: "share", type: "quantitative" },
      },
    };
    const rows = share.map((row, i) => ({ ...row, year: `2021-0${i + 1}-01`, share: i }));
    const { chart } = await testChart(spec, rows, {
      locale: localeFor("zh"),
      language: "zh",
      measurer: testTypesetter("zh-Hans"),
    });
    expect((await pageTexts((await chartPage(chart, testTypesetter("zh-Hans"))).pdf)).join(" ")).toContain("二月");
  });

  it("hands the report's parameters to params and signals of the same names", async () => {
    const lite = { params: [{ name: "year", value: 1 }], data, mark: { type: "text", text: { expr: "'in ' + year" } } };
    expect(
      await pageTexts(
        (await chartPage((await testChart(lite, share.slice(0, 1), { parameters: { year: 2021, other: 1 } })).chart))
          .pdf,
      ),
    ).toContain("in 2021");
    const vega = {
      height: 40,
      signals: [{ name: "year", value: 1 }],
      marks: [
        { type: "text", encode: { update: { x: { value: 9 }, y: { value: 9 }, text: { signal: "'in ' + year" } } } },
      ],
    };
    const { chart } = await testChart(vega, [], { parameters: { year: 2021 } }, "vega");
    expect(chart.width).toBe(480);
    expect(await pageTexts((await chartPage(chart)).pdf)).toContain("in 2021");
  });

  it("draws the same again, and the same for random transforms", async () => {
    const spec = {
      data,
      transform: [{ sample: 50 }, { calculate: "random()", as: "jitter" }],
      mark: "point",
      encoding: { x: { field: "jitter", type: "quantitative" }, y: { field: "Horsepower", type: "quantitative" } },
    };
    const [first, second] = await Promise.all([testChart(spec, cars), testChart(spec, cars)]);
    expect(second.chart.csv).toBe(first.chart.csv);
    const page = await chartPage(first.chart);
    expect((await chartPage(second.chart)).content).toBe(page.content);
    expect((await chartPage(first.chart)).content).toBe(page.content);
  });

  it("draws synchronously and leaves nothing open", async () => {
    const { chart } = await testChart(line, share);
    const calls: string[] = [];
    const recorder = new Proxy(
      {},
      {
        get:
          (_, name) =>
          (...values: unknown[]) =>
            void calls.push(String(name), ...(name === "fillText" ? [String(values[0])] : [])),
        set: () => true,
      },
    );
    chart.draw(recorder as CanvasContext);
    expect(calls).toContain("2021");
    expect(calls.filter((call) => call === "save")).toHaveLength(calls.filter((call) => call === "restore").length);
  });

  it("passes Vega's warnings on", async () => {
    const spec = {
      data,
      mark: "bar",
      encoding: {
        x: { field: "Origin" },
        y: { aggregate: "mean", field: "Horsepower" },
        color: { field: "Cylinders", type: "ordinal" },
      },
    };
    expect((await testChart(spec, cars)).warnings).toContainEqual(
      expect.objectContaining({
        code: "chart-warning",
        message: expect.stringContaining("Stacking"),
        where: { file: "report.md", line: 7, name: "test" },
      }),
    );
  });

  it("warns of colours that come twice and of labels that leave no room", async () => {
    const crowd = {
      data,
      mark: "bar",
      encoding: {
        y: { field: "industry" },
        x: { field: "value", type: "quantitative" },
        color: { field: "n", type: "nominal" },
      },
    };
    const rows = Array.from({ length: 12 }, (_, n) => ({
      industry: `Gesundheitsdienstleistungswirtschaftszweig${n}`,
      value: n,
      n,
    }));
    const { warnings } = await testChart(crowd, rows, { width: 220 });
    const messages = warnings.filter(({ code }) => code !== "missing-alt").map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringContaining("labels take the rest"),
      expect.stringContaining("repeats 9 colours for 12 categories"),
    ]);
  });

  it("reports the link areas of marks", async () => {
    const spec = {
      data,
      mark: "bar",
      encoding: {
        y: { field: "industry" },
        x: { field: "value", type: "quantitative" },
        href: { value: "https://example.org/" },
      },
    };
    const { links } = await chartPage((await testChart(spec, byIndustry)).chart);
    expect(links).toHaveLength(3);
    expect(links[0]?.url).toBe("https://example.org/");
    const [left = 0, bottom = 0, right = 0, top = 0] = links[0]?.rectangle ?? [];
    expect(right - left).toBeGreaterThan(10);
    expect(top - bottom).toBeGreaterThan(10);
  });

  it("leaves out links that lead where those of a text may not, and names them", async () => {
    for (const url of [
      "https://user:pass@evil.example/",
      "https:\\evil.example",
      "javascript:alert(1)",
      "/reports",
      "https://exam\tple.org",
    ]) {
      const spec = {
        data,
        mark: "bar",
        encoding: { y: { field: "industry" }, x: { field: "value", type: "quantitative" }, href: { value: url } },
      };
      const { chart, warnings } = await testChart(spec, byIndustry);
      expect((await chartPage(chart)).links).toEqual([]);
      expect(
        warnings.filter(({ code }) => code === "unsafe-link"),
        url,
      ).toMatchObject([{ seen: [url], where: { file: "report.md", line: 7 } }]);
    }
  });

  it("says that a chart has no alternative text, and what to write, unless it is described in some way", async () => {
    const given = [
      [undefined, undefined],
      [" ", undefined],
      ["Spending by year", undefined],
      ["Spending by year", "Spending grows"],
    ] as const;
    const told = await Promise.all(
      given.map(async ([description, alt]) => {
        const { chart, warnings } = await testChart({ ...line, description }, share, { alt });
        return { alt: chart.alt, warnings };
      }),
    );
    const composed = told[0]!;
    expect(composed.warnings).toStrictEqual([
      {
        code: "missing-alt",
        message: 'Chart "test" has no alternative text; one was composed from its axes and data',
        where: { file: "report.md", line: 7, name: "test" },
        hint: 'say what the chart shows: ::chart{alt="..."}',
      },
    ]);
    expect(composed.alt).toMatch(/^Line chart of share of GDP, 2018 to 2021/);
    expect(told.slice(1)).toEqual([
      composed,
      { alt: "Spending by year", warnings: [] },
      { alt: "Spending grows", warnings: [] },
    ]);
  });
});
