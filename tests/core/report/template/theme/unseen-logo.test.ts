import { describe, expect, test } from "vitest";
import { contrastRatio } from "../../../../../functions/core/contrast-ratio.ts";
import { checkTheme } from "../../../../../functions/core/report/template/theme/check-theme.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import type { Logo, LogoShape } from "../../../../../functions/core/report/template/theme.ts";

const square = (from: number, to: number, look: Partial<LogoShape>): LogoShape => ({
  segments: [["M", from, from], ["L", to, from], ["L", to, to], ["L", from, to], ["Z"]],
  ...look,
});
const logoOf = (...shapes: readonly LogoShape[]): Logo => ({ width: 40, height: 40, shapes });
/** What is said of the logo; the cover's own ink may be faint, too. */
const faults = (logo: Logo, cover?: string) =>
  checkTheme({ ...defaultTheme, logo, ...(cover !== undefined && { cover: { color: cover } }) }).flatMap(
    ({ code, seen, message }) => {
      const place = /the logo on the (paper|cover)/.exec(message)?.[1];
      return place === undefined ? [] : [[code, seen, place]];
    },
  );

const colors = ["#0b2545", "#ffffff", "#a3142e", "#f2c14e", "#777777", "#f5f5f5"];

describe.each(colors)("a logo in %s", (ink) => {
  test.each(colors)("on a cover in %s is warned of if it cannot be seen on it, or on the paper", (cover) => {
    const expected = [
      ...(contrastRatio(ink, defaultTheme.paper) < 1.5 ? [["low-contrast", ink, "paper"]] : []),
      ...(contrastRatio(ink, cover) < 1.5 ? [["low-contrast", ink, "cover"]] : []),
    ];
    expect(faults(logoOf(square(0, 40, { fill: ink })), cover)).toEqual(expected);
    expect(faults(logoOf(square(0, 40, { stroke: lineIn(ink) })), cover)).toEqual(expected);
  });
});

function lineIn(color: string): NonNullable<LogoShape["stroke"]> {
  return { color, width: 1, cap: "butt", join: "miter", miter: 4, dashes: [], dashOffset: 0 };
}

test("letters on a plate are judged on it, and those beside it on the cover", () => {
  const plate = square(0, 20, { fill: "#ffffff", stroke: lineIn("#0b2545") });
  expect(faults(logoOf(plate, square(5, 15, { fill: "#0b2545" })), "#0b2545")).toEqual([]);
  expect(faults(logoOf(plate, square(15, 25, { fill: "#0b2545" })), "#0b2545")).toEqual([
    ["low-contrast", "#0b2545", "cover"],
  ]);
});

test("a colour is named once, however many shapes have it, and a line around a shape shows it", () => {
  const letter = square(0, 5, { fill: "#0b2545" });
  expect(faults(logoOf(letter, square(10, 15, { fill: "#0b2545" })), "#0b2545")).toHaveLength(1);
  expect(faults(logoOf(square(0, 5, { fill: "#0b2545", stroke: lineIn("#f2c14e") })), "#0b2545")).toEqual([]);
});

test("of a picture made of pixels nothing is said", () => {
  expect(faults({ width: 1, height: 1, png: "" }, "#0b2545")).toEqual([]);
});
