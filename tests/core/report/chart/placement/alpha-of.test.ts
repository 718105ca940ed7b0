import { expect, it } from "vitest";
import { alphaOf } from "../../../../../functions/core/report/chart/placement/alpha-of.ts";

it.each([
  ["red", 1],
  ["transparent", 0],
  [" Transparent ", 0],
  ["#123", 1],
  ["#1230", 0],
  ["#123f", 1],
  ["#11223380", 128 / 255],
  ["#112233", 1],
  ["rgb(1, 2, 3)", 1],
  ["rgba(1, 2, 3, 0.25)", 0.25],
  ["rgba(1,2,3,0)", 0],
  ["hsla(120, 60%, 40%, 40%)", 0.4],
  ["rgb(1 2 3 / 0.5)", 0.5],
  ["rgb(1 2 3)", 1],
  ["lab(60 40 20 / 0)", 0],
  ["rgba(1, 2, 3, 7)", 1],
  [{ gradient: "linear" }, 1],
  [undefined, 1],
])("reads the opacity of %j", (paint, alpha) => {
  expect(alphaOf(paint)).toBeCloseTo(alpha, 10);
});
