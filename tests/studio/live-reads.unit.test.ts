import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * Reads of a live page that do not wait: what they see may be what stood there a moment before. A test says what it
 * waits for: by `expect.poll`, or by a locator with `hasText` and `waitFor`.
 */
const readOnce =
  /expect\(\s*\(?\s*await (?:(?!;\n)[\s\S])*?\.(?:textContent|allTextContents|innerText|allInnerTexts|count|isVisible|isHidden|inputValue|getAttribute|isChecked|isDisabled|isEnabled)\([^()]*\)\)/g;

const found = (text: string): number[] =>
  [...text.matchAll(readOnce)].map(({ index }) => text.slice(0, index).split("\n").length);

test("no browser test asserts what it read from the page only once", () => {
  expect(found('x;\nexpect(await page.locator("a").count()).toBe(1);\nexpect((await a.innerText()).trim())')).toEqual([
    2, 3,
  ]);
  expect(found("await expect.poll(() => a.count()).toBe(1);\nexpect(await b(page)).toEqual([]);\n")).toEqual([]);
  expect(
    globSync("tests/studio/**/*.test.ts")
      .filter((file) => !file.endsWith("unit.test.ts"))
      .flatMap((file) => found(readFileSync(file, "utf8")).map((line) => `${file}:${line}`)),
  ).toEqual([]);
});
