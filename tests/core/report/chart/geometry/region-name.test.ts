import { expect, test } from "vitest";
import { regionName } from "../../../../../functions/core/report/chart/geometry/region-name.ts";

const feature = (more: object): Record<string, unknown> => ({ type: "Feature", geometry: {}, ...more });

test.each<[string, Record<string, unknown>, string | undefined]>([
  ["its name", feature({ properties: { name: "Bern" }, id: "CH-BE" }), "Bern"],
  ["its name in capitals, as Natural Earth writes it", feature({ properties: { NAME: "Bern" } }), "Bern"],
  ["its name with a capital", feature({ properties: { Name: "Bern" } }), "Bern"],
  ["its code", feature({ id: "CH-BE" }), "CH-BE"],
  ["a code that is a number", feature({ properties: {}, id: 76 }), "76"],
  ["a name that is a number", feature({ properties: { name: 3 } }), "3"],
  ["its code, if its name is not a text", feature({ properties: { name: null, NAME: {} }, id: "x" }), "x"],
  ["nothing", feature({ properties: { name: true }, id: { odd: 1 } }), undefined],
  ["nothing, without properties", feature({ properties: "none" }), undefined],
  ["nothing, if it is a row", { type: "Feature", name: "Bern" }, undefined],
  ["nothing, if it is another shape", { type: "Polygon", geometry: {}, id: "x" }, undefined],
])("a shape is called by %s", (_, datum, name) => {
  expect(regionName(datum)).toBe(name);
});
