import { beforeAll, expect, test } from "vitest";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import { measureTextWith } from "../../../../../functions/core/report/chart/scene/text-metrics.ts";
import type { Vega } from "../../../../../functions/core/report/chart/vega.ts";
import type { TextStyle } from "../../../../../functions/core/ports.ts";
import { fakeMeasurer } from "../../layout/fake-measurer.ts";

let vega: Vega;
beforeAll(async () => ({ vega } = await loadVega()));

/** Returns the style by which an item of a scene is measured. */
function styleOf(item: object): TextStyle | undefined {
  let style: TextStyle | undefined;
  measureTextWith(
    vega,
    { ...fakeMeasurer, words: (asked) => ((style = asked), fakeMeasurer.words(asked)) },
    (text) => text,
  ).width({ fontSize: 10, ...item }, "x");
  return style;
}

const widthOf = (item: object, text: unknown, rewrite = (line: string): string => line): number =>
  measureTextWith(vega, fakeMeasurer, rewrite).width(item, text);

test.each([
  [undefined, 400],
  ["normal", 400],
  ["bold", 700],
  ["bolder", 700],
  [499, 400],
  [500, 600],
  ["600", 600],
  [601, 700],
  ["900", 700],
])("the weight %s is printed as %i", (fontWeight, weight) => {
  expect(styleOf({ fontWeight })?.weight).toBe(weight);
});

test.each([
  [undefined, "sans"],
  ["Inter", "sans"],
  ["Georgia", "serif"],
  ["Courier New, Times", "mono"],
  ["Unheard Of, 'DejaVu Sans Mono'", "mono"],
  ["Unheard Of", "sans"],
])("the font %s is printed as %s", (font, family) => {
  expect(styleOf({ font })?.family).toBe(family);
});

test("italics and slanted letters are printed as italics, with figures of one width", () => {
  expect(["italic", "oblique", "normal", undefined].map((fontStyle) => styleOf({ fontStyle })?.italic)).toEqual([
    true,
    true,
    undefined,
    undefined,
  ]);
  expect(styleOf({})).toEqual({ family: "sans", weight: 400, size: 10, features: ["tnum"] });
});

test("a text is measured without the spaces around it, as it will be drawn, and up to its limit", () => {
  expect(widthOf({ fontSize: 10 }, " abcd ")).toBe(20);
  expect(widthOf({ fontSize: 10 }, 1234)).toBe(20);
  expect(widthOf({}, "abcd")).toBe(22);
  expect(widthOf({ fontSize: 10 }, "ab", (line) => line.repeat(3))).toBe(30);
  expect([12, 20, 28, 0].map((limit) => widthOf({ fontSize: 10, limit }, "abcd"))).toEqual([12, 20, 20, 20]);
});

test("a missing text, and one of no size, has no width", () => {
  expect([null, undefined, ""].map((text) => widthOf({ fontSize: 10 }, text))).toEqual([0, 0, 0]);
  expect([0, -1, Number.NaN].map((fontSize) => widthOf({ fontSize }, "abcd"))).toEqual([0, 0, 0]);
});

test("texts of different styles in one chart are each measured in their own", () => {
  const { width } = measureTextWith(
    vega,
    {
      ...fakeMeasurer,
      words:
        ({ size, weight, italic = false, family }) =>
        () => ({ width: size + weight + (italic ? 1 : 0) + family.length / 10, runs: [] }),
    },
    (text) => text,
  );
  const items = [
    { fontSize: 10 },
    { fontSize: 20 },
    { fontSize: 10, fontWeight: "bold" },
    { fontSize: 10, fontStyle: "italic" },
    { fontSize: 10, font: "Georgia" },
  ];
  const once = items.map((item) => width(item, "x"));
  expect(once).toEqual([410.4, 420.4, 710.4, 411.4, 410.5]);
  expect(items.map((item) => width(item, "x"))).toEqual(once);
});
