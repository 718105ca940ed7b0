import { expect, test } from "vitest";
import { heading, layOut, linesOn } from "../layout-fixture.ts";
import { seededNumbers } from "../seeded/seeded-numbers.ts";

/** How the lines of a title are divided. */
const linesOfTitle = (title: string, language: string): readonly string[] =>
  linesOn(layOut([heading(2, "title", title)], { language }).pages[0]);
/** The most characters that a line of a title holds. */
const most = (() => {
  let count = 10;
  while (linesOfTitle("一".repeat(count + 1), "zh").length === 1) count += 1;
  return count;
})();

const next = seededNumbers(28);
const pick = (from: string): string => from[Math.floor(next() * from.length)]!;
const words = (length: number, from = "年中国北京地区生产总值企业研发经费增长高校科研机构产业"): string =>
  Array.from({ length }, () => pick(from)).join("");

/** Titles of two clauses that do not differ much in length, and fill more than a line together. */
const clauses = Array.from({ length: 400 }, () => {
  const first = Math.ceil(most * (0.56 + next() * 0.4));
  const second = Math.min(Math.ceil(most * 0.97), Math.max(most - first + 3, first - Math.floor(next() * most * 0.4)));
  return [words(first - 1), pick("，；：。"), words(second)] as const;
});

test.each(["zh", "ja", "zh-Hant"])("a title in %s is divided between its clauses", (language) => {
  const torn = clauses
    .map(
      ([first, mark, second]) =>
        [`${first}${mark}${second}`, linesOfTitle(`${first}${mark}${second}`, language)] as const,
    )
    .filter(([title, [line = ""]]) => line !== title.slice(0, title.search(/[，；：。]/) + 1));
  expect(torn).toEqual([]);
});

test("without a mark, no line begins with a particle", () => {
  const titles = Array.from({ length: 400 }, () => {
    const half = Math.ceil(most * (0.55 + next() * 0.35));
    return `${words(half + Math.floor(next() * 3))}的${words(half)}`;
  });
  const torn = titles
    .map((title) => linesOfTitle(title, "zh"))
    .filter((lines) => lines.some((line) => /^[的了]/.test(line)));
  expect(torn).toEqual([]);
});

test("a mark near an end does not leave a stub", () => {
  const lines = linesOfTitle(`一二，${words(Math.ceil(most * 1.3))}`, "zh");
  expect(lines).toHaveLength(2);
  expect(lines[0]!.length).toBeGreaterThan(most / 3);
});
