import { expect, it } from "vitest";
import type { Block, Heading } from "../../../../functions/core/report/document/document.ts";
import { boxesOf, elements, figure, heading, layOut, linesOf, linesOn, text, wordsOf } from "./layout-fixture.ts";

const appendix = (words: string): Heading => ({
  type: "heading",
  level: 2,
  id: "sources",
  number: "Appendix A",
  children: text(words),
});

it("numbers stand before headings, in contents, outline and running lines", () => {
  const blocks: Block[] = [
    heading(1, "t", "T"),
    { type: "toc", depth: 2 },
    { type: "page-break" },
    appendix("Sources"),
    { ...figure("f", 7), label: "A1" },
    linesOf(60),
  ];
  const layout = layOut(blocks, { charts: { f: [200, 100] }, document: { header: { left: "", right: "{chapter}" } } });
  expect(linesOn(layout.pages[0])).toContain("Appendix A\u2002Sources2");
  expect(linesOn(layout.pages[1]).slice(0, 2)).toEqual(["Appendix A\u2002Sources", "Figure A1"]);
  expect(layout.outline).toMatchObject([{ title: "Appendix A Sources", destination: "sources" }]);
  expect(
    boxesOf(layout.pages[2], "text")
      .filter(({ means }) => means === "header")
      .map(wordsOf),
  ).toEqual(["Appendix A Sources"]);
  expect(elements(layout, "H2")).toHaveLength(1);
});

it("the list of figures has their numbers as printed, in the order of the report", () => {
  const blocks: Block[] = [
    { type: "toc", of: "figures", depth: 2 },
    figure("f", 1),
    { ...figure("g", 2), label: "A1" },
  ];
  expect(linesOn(layOut(blocks, { charts: { f: [200, 100], g: [200, 100] } }).pages[0]).slice(1, 3)).toEqual([
    "Figure 1\u2002Title of f1",
    "Figure A1\u2002Title of g1",
  ]);
});

it("a number in front of words that run from right to left stands on their right", () => {
  const { pages } = layOut([appendix("מקורות")], { language: "he" });
  const [box] = boxesOf(pages[0], "text");
  const right = Math.max(...box!.runs.map(({ x, width }) => x + width));
  expect(right).toBeCloseTo(450, 0);
  const letter = box!.runs.find((run) => run.text.includes("Appendix"))!;
  expect(letter.x + letter.width).toBeCloseTo(450, 0);
});
