import { expect, it } from "vitest";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import { boxesOf, figure, footnote, layOut, linesOf, linesOn, paragraph, wordsOf } from "../layout-fixture.ts";

const mark = (index: number) => ({ type: "footnote", index }) as const;
const noted = (id: string, index: number): Block => ({
  ...figure(id, 1),
  title: [{ type: "text", text: "Title" }, mark(index)],
});
/** Lists the marks in the text and the labels of the notes, page by page. */
const numbers = (pages: ReturnType<typeof layOut>["pages"]) =>
  pages.map((page) =>
    boxesOf(page, "text")
      .filter((box) => typeof box.means === "number" && /^\d+$/.test(wordsOf(box)))
      .map(wordsOf)
      .join(" "),
  );

it("numbers footnotes in the order in which they are met, where a figure waits", () => {
  const blocks: Block[] = [linesOf(30), noted("f", 0), paragraph("behind", mark(1)), linesOf(5)];
  const footnotes = [footnote("of the figure"), footnote("of the text")];
  const layout = layOut(blocks, { charts: { f: [400, 250] }, footnotes });
  expect(numbers(layout.pages)).toEqual(["1 1", "2 2"]);
  expect(linesOn(layout.pages[0]).at(-1)).toBe("1of the text");
  expect(linesOn(layout.pages[1]).at(-1)).toBe("2of the figure");
  expect(
    boxesOf(layout.pages[0], "link").find(({ target }) => "destination" in target && target.destination === "note-2"),
  ).toMatchObject({ contents: "Note 1" });
  const atEnd = layOut(blocks, { charts: { f: [400, 250] }, footnotes, notes: "end" });
  expect(linesOn(atEnd.pages[1]).slice(-2)).toEqual(["1of the text", "2of the figure"]);
});

it("leaves them as the text has them where that is the order", () => {
  const layout = layOut([linesOf(2), noted("f", 0), paragraph("behind", mark(1), " again", mark(0))], {
    charts: { f: [400, 100] },
    footnotes: [footnote("a"), footnote("b")],
  });
  expect(numbers(layout.pages)).toEqual(["1 2 1 1 2"]);
});
