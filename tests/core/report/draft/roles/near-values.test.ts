import { expect, test } from "vitest";
import type { ColumnLook } from "../../../../../functions/core/report/draft/look/look-at-columns.ts";
import { measureOf } from "../../../../../functions/core/report/draft/roles/measures/measure-of.ts";

const named = ["fill_ml", "uptime_share", "ph", "weight", "price_index", "Füllmenge", "血压"];
const centres = [0.4, 0.97, 7.2, 98.6, 501, 1013, 25_400];
const widths = [0.01, 0.06, 0.9, 4, 70];
const written = [0, 1, 2, 4];

const looks = named.flatMap((name) =>
  centres.flatMap((middle) =>
    widths.flatMap((width) =>
      written
        .filter((places) => width >= 4 * 10 ** -places && width < middle)
        .map((places): ColumnLook => {
          const [low, high] = [middle - width / 2, middle + width / 2];
          const numbers = { low, high, middle, least: low, whole: places === 0, places };
          const others = { sinks: false, negative: false, texts: [], totals: [], length: 0, nulls: 0 };
          return { name, type: "number", values: 300, distinct: 200, ...numbers, ...others };
        }),
    ),
  ),
);

test("values a quarter of their range apart are printed apart, with no more decimals than the table and one", () => {
  expect(looks.length).toBeGreaterThan(300);
  const faults = looks.flatMap((look) => {
    const { adds, decimals, scale } = measureOf(look, { context: "", isAlone: true, isMean: true, keys: new Set() });
    if (adds) return [];
    const apart = (look.high - look.low) / 4;
    const [one, other] = [look.middle, look.middle + apart].map((value) => (value / scale).toFixed(decimals));
    const said = `${look.name} ${look.low} to ${look.high}, ${look.places} places: ${decimals}`;
    const most = look.places + 1 + Math.log10(scale);
    return one === other || decimals > Math.max(most, 2 - Math.floor(Math.log10(look.middle / scale))) ? [said] : [];
  });
  expect(faults).toEqual([]);
});
