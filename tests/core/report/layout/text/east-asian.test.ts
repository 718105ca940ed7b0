import { expect, test } from "vitest";
import { hasEastAsian, isEastAsian } from "../../../../../functions/core/report/layout/text/east-asian.ts";

test("East Asian code units are those of radicals to Han, compatibility and full-width forms and of Han beyond the first plane", () => {
  const pattern = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\ud840-\udbff]/;
  const different: string[] = [];
  for (let unit = 0; unit <= 0xffff; unit++)
    if (isEastAsian(unit) !== pattern.test(String.fromCharCode(unit))) different.push(unit.toString(16));
  expect(different).toEqual([]);
  expect([hasEastAsian("GDP of 北京"), hasEastAsian("𠮷"), hasEastAsian("한국 € “”"), hasEastAsian("")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
