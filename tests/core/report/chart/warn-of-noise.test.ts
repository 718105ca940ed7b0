import { expect, test } from "vitest";
import { Decimal } from "../../../../functions/core/decimal.ts";
import { formatsOf } from "../../../../functions/core/report/compose/formats/formats.ts";
import { printChange } from "../../../../functions/core/report/compose/formats/print-change.ts";
import { languages } from "../../../../functions/core/report/locale/languages.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import type { Row } from "../../../../functions/core/report/query/table.ts";
import { testChart } from "./chart-fixtures.ts";

const noisy = [50, 53, 49, 52, 50, 48, 51, 49, 52, 51];
const rising = noisy.map((value, at) => value + 4 * at);
const seriesOf = (values: readonly number[], name = "North"): Row[] =>
  values.map((value, at) => ({ year: `${2010 + at}-01-01`, value, name }));

const x = { field: "year", type: "temporal" };
const y = { field: "value", type: "quantitative" };
const color = { field: "name", type: "nominal" };
const lineSpec = { data: { name: "data" }, mark: "line", encoding: { x, y } };

async function noiseIn(says: string, rows: readonly Row[], language = "en", spec: object = lineSpec) {
  const settings = { says: [says], locale: localeFor(language), language };
  const { warnings } = await testChart(spec as never, rows, settings);
  return warnings.filter(({ code }) => code === "noise-as-news");
}

test.each([
  ["en", "Sales rose by 2% in 2019", "rose"],
  ["en", "Sales have increased again", "increased"],
  ["en", "Orders declined", "declined"],
  ["de", "Der Umsatz stieg auf 51", "stieg"],
  ["de", "Die Umsätze nahmen 2019 erneut zu", "nahmen 2019 erneut zu"],
  ["de", "Der Umsatz ist gesunken", "gesunken"],
  ["de", "Der Umsatz legte 2019 leicht zu", "legte 2019 leicht zu"],
  ["de", "Der Umsatz hat zugelegt", "zugelegt"],
  ["de", "Der Umsatz erhöhte sich auf 51", "erhöhte sich"],
  ["de", "Der Umsatz hat sich 2019 erhöht", "sich 2019 erhöht"],
  ["de", "Der Umsatz ist auf 51 gefallen", "gefallen"],
  ["de", "Der Umsatz verringerte sich", "verringerte sich"],
  ["zh", "2019年销售额增长2%", "增长"],
  ["zh", "销售额不断增加", "增加"],
  ["zh", "销售额有所回升", "回升"],
  ["zh", "2019年销售额走低", "走低"],
  ["zh", "销售额降至51", "降至"],
])("%s: “%s” is noise told as news", async (language, says, seen) => {
  expect(await noiseIn(says, seriesOf(noisy), language)).toMatchObject([
    { code: "noise-as-news", seen, where: { file: "report.md", line: 7, name: "test" } },
  ]);
});

test.each([
  ["en", "Sales did not rise"],
  ["en", "Sales have not risen"],
  ["en", "Sales stayed near 50, and the prices"],
  ["en", "Sales rose, then fell"],
  ["de", "Der Umsatz ist nicht gestiegen"],
  ["de", "Der Umsatz nahm 2019 nicht zu"],
  ["de", "Der Umsatz legte kaum zu"],
  ["de", "Der Umsatz ist nicht mehr gestiegen"],
  ["de", "Der Umsatz ist weder gestiegen noch gefallen"],
  ["de", "Der Umsatz ging im Mai nicht zurück"],
  ["zh", "销售额没有增长"],
  ["zh", "销售额未明显增长"],
  ["zh", "销售额没有继续下降"],
  ["zh", "工业增加值为51"],
  ["zh", "销售额零增长"],
  ["zh", "销售额增长率为2%"],
  ["zh", "销售额增长乏力"],
  ["zh", "销售额停止下滑"],
])("%s: “%s” claims nothing that can be judged", async (language, says) => {
  expect(await noiseIn(says, seriesOf(noisy), language)).toEqual([]);
});

test("what rises may be said to rise, but not to fall", async () => {
  expect(await noiseIn("Sales rose", seriesOf(rising))).toEqual([]);
  const [warning, ...others] = await noiseIn("Sales fell", seriesOf(rising));
  expect(others).toEqual([]);
  // It is no lie to call it more than usual.
  expect(warning?.message).toContain("its last value, 87, is above usual variation, ");
  expect(warning?.hint).toContain("above the usual");
});

test.each(Object.keys(languages))(
  "what the filter prints is recognised in the language %s",
  async (language) => {
    const locale = localeFor(language);
    const tell = (now: number, before: number, as: "percent" | "points", plural: boolean): string =>
      printChange(Decimal.from(now)!, Decimal.from(before)!, { as, plural }, locale, formatsOf(locale));
    for (const plural of [false, true])
      for (const as of ["percent", "points"] as const) {
        const up = [
          tell(1234.5, 1200, as, plural),
          ...(as === "percent" ? [tell(7, 1, as, plural), tell(7, 0, as, plural)] : []),
        ];
        const down = [tell(1200, 1234.5, as, plural), ...(as === "percent" ? [tell(-7, 0, as, plural)] : [])];
        const flat = [tell(7, 7, as, plural), tell(1000.01, 1000, as, plural)];
        for (const text of up) {
          expect(await noiseIn(text, seriesOf(noisy), language), text).toHaveLength(1);
          expect(await noiseIn(text, seriesOf(rising), language), text).toEqual([]);
        }
        for (const text of down) expect(await noiseIn(text, seriesOf(rising), language), text).toHaveLength(1);
        for (const text of flat) expect(await noiseIn(text, seriesOf(noisy), language), text).toEqual([]);
      }
  },
  60_000,
);

test("of several series, only the one that the words name is judged", async () => {
  const rows = [...seriesOf(noisy, "North"), ...seriesOf(rising, "South")];
  const spec = { ...lineSpec, encoding: { x, y, color } };
  expect(await noiseIn("The North rose", rows, "en", spec)).toHaveLength(1);
  expect(await noiseIn("The South rose", rows, "en", spec)).toEqual([]);
  expect(await noiseIn("Sales rose", rows, "en", spec)).toEqual([]);
  expect(await noiseIn("North and South rose", rows, "en", spec)).toEqual([]);
});

test("a series in any order of rows, with bars, labels and gaps, is read in the order of time", async () => {
  const rows = seriesOf(noisy)
    .toReversed()
    .concat([{ year: "2030-01-01", value: null, name: "North" }]);
  const layered = {
    data: { name: "data" },
    encoding: { x, y },
    layer: [{ mark: "bar" }, { mark: "text", encoding: { text: { field: "value" } } }],
  };
  expect(await noiseIn("Sales rose", rows, "en", layered)).toHaveLength(1);
  expect(await noiseIn("Sales rose", seriesOf(rising).toReversed(), "en", layered)).toEqual([]);
});

test("categories, panels and short series are not judged", async () => {
  const bars = { data: { name: "data" }, mark: "bar", encoding: { x: { field: "name", type: "nominal" }, y } };
  const rows = noisy.map((value, at) => ({ name: `Shop ${at}`, value }));
  expect(await noiseIn("Sales rose", rows, "en", bars)).toEqual([]);
  expect(await noiseIn("Sales rose", seriesOf(noisy.slice(0, 7)))).toEqual([]);
  const panels = { ...lineSpec, encoding: { x, y, row: color } };
  expect(await noiseIn("Sales rose", [...seriesOf(noisy, "A"), ...seriesOf(noisy, "B")], "en", panels)).toEqual([]);
});
