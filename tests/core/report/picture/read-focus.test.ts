import { expect, test } from "vitest";
import { readFocus } from "../../../../functions/core/report/picture/read-focus.ts";

test("a focus is given in words or shares", () => {
  expect(readFocus("left top")).toEqual({ x: 0, y: 0 });
  expect(readFocus("bottom")).toEqual({ x: 0.5, y: 1 });
  expect(readFocus("30% 40.5%")).toEqual({ x: 0.3, y: 0.405 });
  expect(readFocus("center")).toEqual({ x: 0.5, y: 0.5 });
  for (const wrong of ["left right", "30%", "101% 0%", "middle", "", "top left bottom"])
    expect(readFocus(wrong)).toBeUndefined();
});
