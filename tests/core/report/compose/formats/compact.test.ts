import { describe, expect, test } from "vitest";
import { formatsOf } from "../../../../../functions/core/report/compose/formats/formats.ts";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";
import { seededNumbers } from "../../layout/seeded/seeded-numbers.ts";

/** Without marks of direction, and with one kind of space. */
const plain = (text: string): string => text.replace(/[\u200e\u200f\u061c]/g, "").replace(/[\u00a0\u202f\u2009]/g, " ");

describe.each(Object.entries(languages))("compact numbers in %s", (_language, locale) => {
  const formats = formatsOf(locale);
  const units = locale.compact.toSorted((a, b) => a.power - b.power);
  const { decimal, minus = "\u2212" } = locale.number as { readonly decimal: string; readonly minus?: string };

  test("have the largest unit that fits, its word, and as many decimals as asked: 600 random numbers", () => {
    const next = seededNumbers(24);
    for (let round = 0; round < 600; round++) {
      const power = next() * 14;
      const number = Number((10 ** power * (1 + next() * 9)).toPrecision(1 + Math.floor(next() * 14)));
      const value = round % 3 === 0 ? -number : number;
      const asked = round % 4 === 3 ? undefined : round % 4;
      const printed = plain(formats.compact(value, asked)!);
      const unit = units.findLast(({ word }) => printed.endsWith(plain(word)) && word !== "");
      const shown = unit === undefined ? printed : printed.slice(0, -plain(unit.word).length);
      const digits = shown.replaceAll(/[^\d]/g, (sign) => (sign === decimal ? "." : ""));
      const [, after = ""] = digits.split(".");
      const context = `${value} in ${asked} decimals: ${printed}`;
      if (asked === undefined) expect(after.length, context).toBeLessThanOrEqual(1);
      else expect(after, context).toHaveLength(asked);
      expect(shown.includes(minus) || shown.includes("-"), context).toBe(value < 0);
      const scale = 10 ** (unit?.power ?? 0);
      const step = 10 ** -(asked ?? 1);
      expect(Math.abs(Number(digits) - number / scale), context).toBeLessThanOrEqual(step * 0.5 * (1 + 1e-9));
      // Rounded to that many decimals, it does not reach the next unit, and reaches its own.
      const larger = units.find((each) => each.power > (unit?.power ?? 0));
      if (larger !== undefined) expect(Number(digits) * scale, context).toBeLessThan(10 ** larger.power);
      if (unit !== undefined) expect(Number(digits), context).toBeGreaterThanOrEqual(1);
    }
  });
});
