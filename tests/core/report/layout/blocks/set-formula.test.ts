import { expect, test } from "vitest";
import { boxesOf, elements, layOut, linesOn, paragraph } from "../layout-fixture.ts";

const formula = { type: "formula", id: "f", tex: "x^2" } as const;

test("a formula between paragraphs is centred, and smaller where it has no room", () => {
  const layout = layOut([paragraph("a"), formula, paragraph("b")], { charts: { f: [100, 30] } });
  const [box] = boxesOf(layout.pages[0], "chart");
  expect(box!.x + box!.width / 2).toBeCloseTo(250, 1);
  expect(box!.height / box!.width).toBeCloseTo(0.3, 2);
  expect(elements(layout, "Formula")).toMatchObject([{ alt: "It rises.", parent: 0 }]);
  const wide = layOut([formula], { charts: { f: [1000, 30] } });
  expect(boxesOf(wide.pages[0], "chart")[0]).toMatchObject({ x: 50, width: 400 });
  expect(wide.warnings.map(({ code }) => code)).toEqual(["scaled-figure"]);
});

test("a formula in a line stands between its words, and makes its line as tall as it is", () => {
  const layout = layOut([paragraph("before ", formula, " behind ", "word ".repeat(40))], { charts: { f: [20, 60] } });
  const [page] = layout.pages;
  const [box] = boxesOf(page, "chart");
  const [first, behind, second] = boxesOf(page, "text");
  expect(linesOn(page)[0]).toMatch(/^before +behind word/);
  expect(box!.x).toBeGreaterThan(first!.runs[0]!.x + first!.runs[0]!.width - 0.01);
  expect(behind!.runs[0]!.x).toBeGreaterThanOrEqual(box!.x + box!.width - 0.01);
  expect(box!.y).toBeGreaterThanOrEqual(60);
  expect(first!.y).toBeGreaterThanOrEqual(box!.y + box!.height - 0.01);
  expect(first!.y).toBeGreaterThan(60 + box!.height);
  expect(second!.y - first!.y).toBe(14);
  expect(
    layout.structure.filter(({ role }) => role === "Formula" || role === "P").map(({ role, parent }) => [role, parent]),
  ).toEqual([
    ["P", 0],
    ["Formula", 1],
  ]);
  expect(box!.scale * 10).toBeCloseTo(boxesOf(page, "text")[0]!.runs[0]!.size, 3);
});

test("the words of a formula are marked where they are in another language than the report", () => {
  const blocks = [formula, paragraph("before ", formula, " behind")];
  const plain = layOut(blocks, { charts: { f: [20, 30] } });
  expect(elements(plain, "Formula").map(({ lang }) => lang)).toEqual([undefined, undefined]);
  const marked = layOut(blocks, { charts: { f: [20, 30, 1, "en"] } });
  expect(elements(marked, "Formula").map(({ lang }) => lang)).toEqual(["en", "en"]);
});
