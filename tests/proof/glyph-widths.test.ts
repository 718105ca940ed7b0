import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCff } from "../../functions/proof/reader/read-cff.ts";
import { readType1 } from "../../functions/proof/reader/read-type1.ts";
import { cffProgram, cidProgram, type1Program } from "./sample-programs.ts";

test("the widths of a CFF program are those of the metrics that it was made for", () => {
  const metrics = readFileSync(
    join(import.meta.dirname, "../../node_modules/pdfkit/js/data/Times-Roman.afm"),
    "latin1",
  );
  const cff = readCff(cffProgram())!;
  const compared = [...metrics.matchAll(/^C -?\d+ ; WX (\d+) ; N (\w+) ;/gm)].flatMap(([, width, name]) => {
    const glyph = cff.names.indexOf(name!);
    // The euro of this program, younger than the metrics, is as wide as a capital.
    return glyph < 0 || name === "Euro"
      ? []
      : [[name, Math.round(cff.width(glyph) ?? Number.NaN), Number(width)] as const];
  });
  expect(compared.length).toBeGreaterThan(200);
  expect(compared.filter(([, seen, wanted]) => Math.abs(seen - wanted) > 1)).toEqual([]);
});

test("the widths of a CID-keyed program: usual, nominal, through a subroutine of the glyph's font", () => {
  const cff = readCff(cidProgram([1, 7], [499, 1_000]))!;
  expect([0, 1, 2, 3].map((glyph) => cff.width(glyph))).toEqual([250, 499, 1_000, undefined]);
});

test.each<[string, readonly number[], number | undefined]>([
  ["a number of two bytes", [247 + 1, 0xeb], 599],
  ["a number of one byte", [239], 100],
  ["a number of five bytes", [255, 0, 0, 2, 88], 600],
  ["a quotient", [255, 0, 0, 4, 176, 141, 12, 12], 600],
  ["no number that is plain", [10], undefined],
])("the width of a Type 1 glyph: %s", (_what, operands, width) => {
  const { bytes, clear } = type1Program([".notdef", "A"], operands);
  expect(readType1(bytes, clear)?.width("A")).toBe(width);
});
