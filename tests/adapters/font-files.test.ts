import { expect, test } from "vitest";
import { createFontFiles } from "../../functions/adapters/font-files.ts";
import { faceChain, faceFile } from "../../functions/core/report/fonts/font-faces.ts";

test("finds the file of every face, each opened once", () => {
  const fonts = createFontFiles();
  for (const family of ["serif", "sans", "mono"] as const) {
    for (const weight of [400, 600, 700] as const) {
      for (const italic of [false, true]) {
        for (const face of faceChain(family, weight, italic)) {
          const file = fonts.open(faceFile(face));
          file.load(0, 4);
          expect(Buffer.from(file.bytes.subarray(0, 4)).toString("hex"), face).toBe("00010000");
          expect(createFontFiles().open(faceFile(face))).toBe(file);
        }
      }
    }
  }
});

test("names a file that is not there", () => {
  expect(() => createFontFiles().open("inter/100None/None.ttf")).toThrow(
    expect.objectContaining({
      kind: "unavailable",
      message: "the font file inter/100None/None.ttf cannot be read",
    }) as Error,
  );
});
