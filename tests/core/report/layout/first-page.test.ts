import { describe, expect, it } from "vitest";
import type { Block } from "../../../../functions/core/report/document/document.ts";
import { boxesOf, elements, heading, layOut, linesOf, linesOn, paragraph, text, wordsOf } from "./layout-fixture.ts";

const opening: readonly Block[] = [
  { type: "paragraph", role: "kicker", children: text("Kicker") },
  heading(1, "t", "Title"),
  { type: "paragraph", role: "standfirst", children: text("Standfirst") },
];
const dateline: Block = { type: "paragraph", role: "dateline", children: text("30 June 2024") };
const logo = {
  width: 20,
  height: 10,
  shapes: [{ segments: [["M", 0, 0], ["L", 20, 10], ["Z"]], fill: "#aa0000", evenOdd: true }],
} as const;

describe("the first page", () => {
  it("has the logo in place of a running header, in the margin above the text", () => {
    const { pages } = layOut([...opening, linesOf(60)], { theme: { logo } });
    const [drawn] = boxesOf(pages[0], "path");
    expect(drawn).toMatchObject({
      means: "header",
      x: 402,
      y: 20,
      width: 48,
      height: 24,
      fill: "#aa0000",
      evenOdd: true,
      segments: [["M", 0, 0], ["L", 48, 24], ["Z"]],
    });
    expect(boxesOf(pages[1], "path")).toEqual([]);
  });

  it("may be a cover with the title, and publication and date at its foot", () => {
    const layout = layOut([...opening, dateline, linesOf(5)], {
      cover: true,
      theme: { logo },
    });
    expect(linesOn(layout.pages[0])).toEqual(["Kicker", "Title", "Standfirst", "Left", "30 June 2024"]);
    expect(linesOn(layout.pages[1])).toHaveLength(5);
    expect(layout.pages).toHaveLength(2);
    expect(boxesOf(layout.pages[0], "text").filter(({ means }) => typeof means === "string")).toEqual([]);
    expect(boxesOf(layout.pages[0], "text").at(-1)!.y).toBeGreaterThan(590);
    expect(boxesOf(layout.pages[0], "path")).toMatchObject([{ x: 50, y: 60 }]);
    expect(elements(layout, "H1")).toHaveLength(1);
    expect(layOut([linesOf(5)], { cover: true }).pages).toHaveLength(1);
  });

  it("prints no date on a cover whose report has no dateline", () => {
    const [page] = layOut([...opening, linesOf(5)], { cover: true }).pages;
    expect(linesOn(page)).toEqual(["Kicker", "Title", "Standfirst", "Left"]);
  });

  it("holds a long title of a cover by a smaller type and less space above", () => {
    const sizes = [1, 12, 24, 40].map((count) => {
      const { pages } = layOut([heading(1, "t", "Title ".repeat(count * 4).trim()), dateline, linesOf(5)], {
        cover: true,
      });
      expect(pages).toHaveLength(2);
      expect(linesOn(pages[0]).at(-1)).toBe("30 June 2024");
      expect(linesOn(pages[0]).slice(0, -2).join(" ").split(" ")).toHaveLength(count * 4);
      return boxesOf(pages[0], "text")[0]!.runs[0]!.size;
    });
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
    expect(sizes.at(-1)!).toBeLessThan(sizes[0]! / 1.3);
  });

  it("has the footnotes of a cover's title under the publication", () => {
    const title = {
      type: "heading",
      level: 1,
      id: "t",
      children: [...text("Title"), { type: "footnote", index: 0 }],
    } as const;
    const layout = layOut([title, linesOf(5)], {
      cover: true,
      footnotes: [{ label: "n", children: [paragraph("A note")] }],
    });
    expect(linesOn(layout.pages[0])).toEqual(["Title1", "Left", "1A note"]);
    expect(layout.pages).toHaveLength(2);
  });

  it("cuts a running title to the space, however long it is", () => {
    const { pages } = layOut([heading(1, "t", "T"), linesOf(60)], {
      document: { header: { left: "Left", right: "word ".repeat(20_000) } },
    });
    const [left, right] = boxesOf(pages[1], "text");
    expect(wordsOf(left!)).toBe("Left");
    expect(wordsOf(right!)).toMatch(/^(word )+word…$|^(word )+w\w*…$/);
    expect(right!.runs.reduce((sum, { width }) => sum + width, 0)).toBeGreaterThan(220);
    expect(right!.runs.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(240);
  });

  it("may have a logo made of pixels", () => {
    const { pages } = layOut([...opening, linesOf(5)], { theme: { logo: { width: 400, height: 100, png: "AAAA" } } });
    expect(boxesOf(pages[0], "image")).toEqual([
      {
        kind: "image",
        means: "header",
        x: 354,
        y: 20,
        width: 96,
        height: 24,
        png: "AAAA",
        pixels: { width: 400, height: 100 },
      },
    ]);
  });
});

describe("header and footer", () => {
  it("fill in the page and the number of pages", () => {
    const { pages } = layOut([linesOf(60)], {
      document: { header: { left: "p. {page}", right: "of {pages}" }, footer: "{page}", folio: "{page}/{pages}" },
    });
    const words = (page: number): string[] =>
      boxesOf(pages[page], "text")
        .filter(({ means }) => typeof means === "string")
        .map(wordsOf);
    expect(words(1)).toEqual(["p. 2", "of 2", "2", "2/2"]);
    expect(words(0)).toEqual(["1", "1/2"]);
  });
});
