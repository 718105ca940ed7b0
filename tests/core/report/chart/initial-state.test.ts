import { describe, expect, it } from "vitest";
import type { Spec } from "../../../../functions/core/report/chart/spec.ts";
import { pageTexts } from "../pdf/canvas-page.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import { letTurn } from "../../../let-turn.ts";
import { chartPage, dataset, testChart } from "./chart-fixtures.ts";

async function textsOf(
  spec: Spec,
  dialect: "vega-lite" | "vega" = "vega-lite",
  settings: object = {},
): Promise<readonly string[]> {
  return pageTexts((await chartPage((await testChart(spec, [], settings, dialect)).chart)).pdf);
}

const textOf = (expression: string): Spec => ({
  data: { values: [{}] },
  transform: [{ calculate: expression, as: "text" }],
  mark: "text",
  encoding: { text: { field: "text" } },
});

async function readLate(): Promise<Uint8Array> {
  await letTurn();
  return new TextEncoder().encode('[{ "a": "late" }]');
}

describe("the surroundings of a printed chart", () => {
  it("is the report's date for now()", async () => {
    expect(await textsOf(textOf("utcFormat(now(), '%Y-%m-%d %H:%M')"), "vega-lite", { date: "2026-03-09" })).toContain(
      "2026-03-09 00:00",
    );
    await expect(textsOf(textOf("now()"))).rejects.toThrow(/depend on the clock/);
  });

  it("is the report's language for country() and language()", async () => {
    const names = "[country('KOR'), country('kr'), country(410) + country(null), language('ko')]";
    expect(await textsOf(textOf(`join(${names}, ' ')`), "vega-lite", { locale: localeFor("de") })).toContain(
      "Südkorea Südkorea Südkorea Koreanisch",
    );
    expect(await textsOf(textOf("country('DEU')"))).toContain("Germany");
    await expect(textsOf(textOf("country('XXX')"))).rejects.toThrow(/needs a code of ISO 3166-1.*XXX/);
  });

  it("is no timer: an animated chart shows its first frame", async () => {
    const ticking = {
      width: 100,
      height: 20,
      signals: [{ name: "ticks", init: "0", on: [{ events: "timer{1}", update: "ticks + 1" }] }],
      marks: [{ type: "text", encode: { update: { y: { value: 10 }, text: { signal: "'ticks ' + ticks" } } } }],
    };
    expect(await textsOf(ticking, "vega")).toEqual(["ticks 0"]);
    const frames = {
      data: { values: dataset("gapminder.json") },
      transform: [{ filter: { param: "frame" } }],
      mark: "text",
      params: [{ name: "frame", select: { type: "point", fields: ["year"], on: "timer" } }],
      encoding: {
        text: { field: "year" },
        x: { field: "fertility", type: "quantitative", axis: null },
        y: { field: "life_expect", type: "quantitative", axis: null },
        time: { field: "year" },
      },
    };
    const { chart } = await testChart(frames, [], { date: "2026-01-01" });
    expect(new Set(await pageTexts((await chartPage(chart)).pdf))).toEqual(new Set(["1955"]));
  });

  it("is all data, also those that a page would not wait for", async () => {
    const spec = {
      width: 100,
      height: 20,
      signals: [{ name: "file", value: "rows.json" }],
      data: [{ name: "rows", url: { signal: "file" }, format: { type: "json" }, async: true }],
      marks: [{ type: "text", from: { data: "rows" }, encode: { enter: { y: { value: 10 }, text: { field: "a" } } } }],
    };
    expect(await textsOf(spec, "vega", { authored: { read: readLate } })).toEqual(["late"]);
  });

  it("is no listener: nothing is warned of that only a page could do", async () => {
    const spec = {
      data: { values: [{ a: 1 }] },
      params: [{ name: "brush", select: "interval" }],
      mark: "point",
      encoding: { x: { field: "a", type: "quantitative" }, y: { field: "a", type: "quantitative" } },
    };
    expect((await testChart(spec)).warnings.map(({ message }) => message)).not.toContainEqual(
      expect.stringContaining("event source"),
    );
  });

  it("is a brush on a map, applied to the places inside", async () => {
    const places = [
      { name: "inside", lon: 10, lat: 10 },
      { name: "outside", lon: 60, lat: 40 },
    ];
    const spec = {
      data: { values: places },
      projection: { type: "equirectangular" },
      width: 400,
      height: 200,
      mark: { type: "circle", size: 100, opacity: 1 },
      params: [{ name: "brush", select: "interval", value: { longitude: [0, 20], latitude: [0, 20] } }],
      encoding: {
        longitude: { field: "lon", type: "quantitative" },
        latitude: { field: "lat", type: "quantitative" },
        color: { condition: { param: "brush", empty: false, value: "#00ff00" }, value: "#ff0000" },
      },
    };
    const { content } = await chartPage((await testChart(spec)).chart);
    expect(content.match(/^[01] [01] 0 rg$/gm)?.toSorted()).toEqual(["0 1 0 rg", "1 0 0 rg"]);
  });
});

describe("numbers of expressions", () => {
  it("has a single number for datetime() be a time, as in Vega", async () => {
    expect(await textsOf(textOf("utcFormat(datetime(1500000000000), '%Y-%m-%d')"))).toContain("2017-07-14");
  });

  it("falls into the bin where it belongs after rounding", async () => {
    const spec = {
      data: { values: [{ x: 0.01 }, { x: 1000 }] },
      transform: [
        { calculate: "log(datum.x) / log(10)", as: "log" },
        { calculate: "'floor ' + floor(datum.log)", as: "text" },
      ],
      mark: "text",
      encoding: { y: { field: "x", axis: null }, text: { field: "text" } },
    };
    expect((await textsOf(spec)).toSorted()).toEqual(["floor 3", "floor \u22122"]);
  });
});
