import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { numberAt, numbersIn, type PageNumber, readPageNumbers } from "../../../studio/src/pages/page-numbers.ts";
import { coarseReason, coarseReasons } from "../../../studio/src/reports/ask/coarse-words.ts";
import { findNumbers } from "../../../functions/core/report/explain/find-numbers.ts";

/** A page of 400 points whose origin is at its lower left corner. */
const toPage = (x: number, y: number): readonly number[] => [x, 400 - y];
const piece = (str: string, transform = [10, 0, 0, 10, 50, 100], dir = "ltr") => ({ str, dir, transform, width: 100 });

test.each([
  ["grew by 30.1%, not −2"],
  ["2018-2021"],
  ["2018–2021"],
  ["a-7 and -7"],
  ["1 234,5 and 1’234"],
  ["€+3.5 (±0.2)"],
  ["GDP2"],
  ["同比增长30.1%"],
  ["no number"],
])("the numbers in “%s” are those that the server knows", (text) => {
  expect(numbersIn(piece(text), toPage).map((found) => found.text)).toEqual(
    findNumbers(text).map((found) => found.text),
  );
});

function rounded(found: Omit<PageNumber, "page" | "sheet">[]): number[][] {
  return found.map(({ x, y, width, height }) => [x, y, width, height].map(Math.round));
}

test("a number has its share of the line, a turned one that of the turned line, one from right to left the whole", () => {
  expect(rounded(numbersIn(piece("ab 12 cd 3"), toPage))).toEqual([
    [80, 292, 20, 10],
    [140, 292, 10, 10],
  ]);
  expect(rounded(numbersIn(piece("ab 12 cd 3", [0, 10, -10, 0, 50, 100]), toPage))[0]).toEqual([42, 250, 10, 20]);
  expect(rounded(numbersIn(piece("12 ab", undefined, "rtl"), toPage))).toEqual([[50, 292, 100, 10]]);
});

test("a click means the nearest number within 3 points, and none beyond", () => {
  const sheet = { width: 300, height: 400 };
  const numbers = numbersIn(piece("10 20"), toPage).map((found) => ({ page: 1, sheet, ...found }));
  expect(numberAt(numbers, { x: 60, y: 297 })?.text).toBe("10");
  expect(numberAt(numbers, { x: 92, y: 297 })?.text).toBe("10");
  expect(numberAt(numbers, { x: 108, y: 297 })?.text).toBe("20");
  expect(numberAt(numbers, { x: 60, y: 280 })).toBeUndefined();
  expect(numberAt([], { x: 60, y: 297 })).toBeUndefined();
});

test("each reason for which all rows are named has Chinese words, or is SQL", () => {
  const folder = "functions/core/report/lineage";
  const sources = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  const given = sources.flatMap((source) => [
    ...source.matchAll(/(?:new Gap\(|why: |readCoarsely\(reading, [^"]*|\? |: )"([a-zA-Z][^"]*)"/g),
    ...source.matchAll(/everything\([^`]*`\$\{[a-z.]+\.name\}: ([^`$]+)`/g),
    ...source.matchAll(/return "((?:a|an|two) [^"]*)"/g),
  ]);
  const reasons = [...new Set(given.map(([, reason]) => reason!))].filter(
    (reason) => / .*[a-z]{2}|[a-z]{2}.* /.test(reason) && !/^[A-Z][a-z]/.test(reason),
  );
  expect(reasons.length).toBeGreaterThan(8);
  expect(
    reasons.filter((reason) => coarseReasons[reason] === undefined && !reason.startsWith("a column by its number")),
  ).toEqual([]);
  for (const reason of Object.keys(coarseReasons))
    expect(
      sources.some((source) => source.includes(reason)),
      reason,
    ).toBe(true);
  expect(coarseReason("share: PIVOT", "zh")).toBe("share：PIVOT");
  expect(coarseReason("share: a subquery without rows", "zh")).toBe("share：没有结果行的子查询");
  expect(coarseReason("a: b: a column by its number, #2", "zh")).toBe("a: b：以序号 #2 引用的列");
  expect(coarseReason("share: a subquery without rows", "en")).toBe("share: a subquery without rows");
});

test("the numbers of a page that could not be read are read again", async () => {
  let asked = 0;
  const page = {
    getViewport: () => ({ width: 100, height: 100, convertToViewportPoint: (x: number, y: number) => [x, y] }),
    getTextContent: () => Promise.resolve({ items: [] }),
  };
  const document = {
    getPage: () => ((asked += 1) === 1 ? Promise.reject(new Error("cut short")) : Promise.resolve(page)),
  } as unknown as Parameters<typeof readPageNumbers>[0];
  await expect(readPageNumbers(document, 1)).rejects.toThrow("cut short");
  expect(await readPageNumbers(document, 1)).toEqual([]);
});
