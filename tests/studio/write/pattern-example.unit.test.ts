import { format } from "d3-format";
import { utcFormat } from "d3-time-format";
import { expect, test } from "vitest";
import { patternExample } from "../../../studio/src/write/page-edit/chart/pattern-example.ts";

const signs = ["", "+"].flatMap((sign) => ["", ","].map((grouped) => sign + grouped));
const places = ["", ".0", ".1", ".2", ".6", ".10"];
const numbers = signs.flatMap((sign) =>
  places.flatMap((place) =>
    ["", "~"].flatMap((trim) => ["d", "f", "g", "%"].map((type) => sign + place + trim + type)),
  ),
);

test.each(numbers)("%s prints an example as d3 does, or none", (pattern) => {
  const example = patternExample(pattern, "quantitative", "en");
  const value = pattern.endsWith("%") ? 12.345678 / 100 : 12_345.678;
  if (example !== undefined) expect(example).toBe(format(pattern)(value).replace("−", "-"));
});

test.each(["%Y", "%b %Y", "%B", "%e %b", "%Y-%m-%d", "%Y年%-m月"])("%s prints a time as d3 does", (pattern) => {
  const printed = utcFormat(pattern)(new Date("2026-01-31")).trim();
  expect(patternExample(pattern, "temporal", "en")?.trim()).toBe(printed);
});

test("a pattern that has more has no example", () => {
  for (const pattern of ["$,.2f", ".3~s", "e", ""])
    expect(patternExample(pattern, "quantitative", "en")).toBe(undefined);
  expect(patternExample("%U", "temporal", "en")).toBe(undefined);
  expect(patternExample("%B %Y", "temporal", "zh")).toBe("一月 2026");
});
