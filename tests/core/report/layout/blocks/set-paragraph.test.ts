import { expect, test } from "vitest";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import { boxesOf, layOut, linesOf, linesOn, text, wordsOf } from "../layout-fixture.ts";

const kicker = (words = "Kicker"): Block => ({ type: "paragraph", role: "kicker", children: text(words) });
const standfirst = (words = "Standfirst"): Block => ({ type: "paragraph", role: "standfirst", children: text(words) });
const many = "word ".repeat(60).trim();

test("one bar of the accent, a column wide, stands a line above the kicker, however long that is", () => {
  for (const words of ["Kicker", many]) {
    const [page] = layOut([kicker(words), linesOf(1)]).pages;
    expect(boxesOf(page, "rectangle")).toEqual([
      { kind: "rectangle", means: "layout", x: 50, y: 60, width: 22.33, height: 4, fill: "#a3142e" },
    ]);
    const lines = boxesOf(page, "text")
      .filter((box) => /^(?:Kicker|word )/.test(wordsOf(box)))
      .slice(0, -1)
      .map(({ y }) => y);
    expect(lines).toEqual(lines.map((_, index) => expect.closeTo(83.98 + 14 * index, 2) as number));
  }
  expect(boxesOf(layOut([standfirst(), linesOf(1)]).pages[0], "rectangle")).toEqual([]);
});

test("the kicker adds no space; half a line stands above the standfirst and one and a half below", () => {
  const [page] = layOut([kicker(), standfirst(), kicker("Another"), linesOf(1)]).pages;
  const [first, standing, another, paragraph] = boxesOf(page, "text").map(({ y }) => y);
  // Lines are 14 points high, the standfirst's 21. Baselines lie 9.98, 15.4 and 10.5 below the tops of their lines;
  // each kicker's bar takes a line.
  expect(first).toBeCloseTo(60 + 14 + 9.98);
  expect(standing).toBeCloseTo(60 + 28 + 7 + 15.4);
  expect(another).toBeCloseTo(60 + 28 + 7 + 21 + 21 + 14 + 9.98);
  expect(paragraph).toBeCloseTo(60 + 28 + 7 + 21 + 21 + 28 + 7 + 10.5);
});

test("a standfirst and a kicker are never divided between pages", () => {
  for (const block of [standfirst(many), kicker(many)]) {
    const { pages } = layOut([linesOf(36), block, linesOf(1)]);
    expect(linesOn(pages[0])).toHaveLength(36);
    expect(linesOn(pages[1]).length).toBeGreaterThan(4);
  }
});
