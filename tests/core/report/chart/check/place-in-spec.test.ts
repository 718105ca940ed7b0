import { expect, it } from "vitest";
import { pointerTo, stepsOf } from "../../../../../functions/core/json/json-pointer.ts";
import { placeInSpec } from "../../../../../functions/core/report/chart/check/place-in-spec.ts";

const text = `{
  "a": [1, {"b": "x, \\"]}", "c~/d": null}, [-2.5e3, true]],
  "twice": 1, "e": {},
  "twice": {"f": false}
}`;

it.each([
  ["", "value", 1, 1],
  ["/a", "key", 2, 3],
  ["/a", "value", 2, 8],
  ["/a/0", "value", 2, 9],
  ["/a/1/b", "key", 2, 13],
  ["/a/1/b", "value", 2, 18],
  ["/a/1/c~0~1d", "value", 2, 37],
  ["/a/2/1", "value", 2, 53],
  ["/e", "value", 3, 20],
  // The last of several counts, as in JSON.parse.
  ["/twice/f", "value", 4, 18],
  // For a missing member, the place is that of the innermost existing one.
  ["/a/1/none", "value", 2, 12],
  ["/e/none/deeper", "key", 3, 20],
] as const)("%s, its %s, is at %i:%i", (pointer, part, line, column) => {
  expect(placeInSpec("charts/x.vl.json", text, pointer, part)).toEqual({ file: "charts/x.vl.json", line, column });
});

it("makes and takes apart pointers", () => {
  expect(stepsOf(pointerTo(pointerTo("", "c~/d"), 3))).toEqual(["c~/d", "3"]);
});
