import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { figureBlocks } from "../../../functions/proof/figures/figure-blocks.ts";
import { readPackage } from "../../../functions/proof/xlsx/read-package.ts";

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const wide = Uint8Array.from([...png, ...Array.from({ length: 16 }, () => 1)]);

test.each([
  ["a picture that is cut off", zipSync({ "a.svg": strToU8("<svg/>"), "a.png": png })],
  ["a name that is no address", zipSync({ "%E0.svg": strToU8("<svg/>"), "%E0.png": wide })],
])("%s is refused in words", (_, file) => {
  expect(() => figureBlocks(file)).toThrow("not as Broadsheet writes it");
});

test("a part is unpacked when it is asked for, and all together only up to a bound", () => {
  const zeros = new Uint8Array(1_000);
  const parts = readPackage(zipSync({ a: zeros, b: zeros, c: zeros }), 2_500);
  expect(parts.paths).toEqual(["a", "b", "c"]);
  for (const path of ["c", "a", "c"]) expect(parts.bytes(path)).toHaveLength(1_000);
  expect(() => parts.bytes("b")).toThrow("cannot be unpacked");
});
