import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const program = `
import { chartPage, testChart } from ${JSON.stringify(new URL("chart-fixtures.ts", import.meta.url).href)};
const rows = ["2020-12-31", "2021-01-01T03:30:00Z", "2021-06-30 22:00", "2021-07-01T00:00:00", "Mar 3 2022"].map((at, i) => ({ at, i }));
const data = { name: "data" };
const y = { field: "i", type: "quantitative" };
const specs = [
  { data, mark: "line", encoding: { x: { field: "at", type: "temporal" }, y } },
  { data, mark: "bar", encoding: { x: { field: "at", timeUnit: "yearmonthdatehours", type: "ordinal" }, y } },
  { data, mark: "text", transform: [{ calculate: "timeFormat(datum.at, '%d %b %Y %H:%M') + hours(datum.at) + '/' + day(datum.at)", as: "label" }],
    encoding: { x: { field: "at", type: "temporal", axis: { format: "%d %H:%M" } }, y, text: { field: "label" } } },
  { data, mark: "rule", encoding: { x: { datum: { year: 2021, month: 1, date: 1 }, type: "temporal", scale: { domain: [{ year: 2020 }, { year: 2022 }] } } } },
  { data: { values: [{ d: "2021-01-01 00:30" }], format: { parse: { d: "date" } } }, mark: "tick", encoding: { x: { field: "d", type: "temporal", timeUnit: "yearmonthdate" } } },
];
for (const spec of specs) {
  const { chart } = await testChart(spec, rows);
  console.log(chart.alt, chart.csv, (await chartPage(chart)).content);
}
`;

function run(zone: string): string {
  const node = process.execPath;
  const cwd = fileURLToPath(new URL("../../../..", import.meta.url));
  return execFileSync(node, ["--input-type=module", "--eval", program], {
    cwd,
    env: { ...process.env, TZ: zone, LANG: "zh_CN.UTF-8" },
    encoding: "utf8",
  });
}

describe("time zones", () => {
  it("gives the same charts under every TZ", () => {
    const utc = run("UTC");
    expect(utc).toContain("2021-01-01T03:30:00.000Z");
    // Half hours and daylight saving.
    expect(run("America/St_Johns")).toBe(utc);
    expect(run("Asia/Shanghai")).toBe(utc);
  });
});
