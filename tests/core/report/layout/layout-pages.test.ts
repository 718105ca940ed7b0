import { describe, expect, it } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import {
  boxesOf,
  elements,
  figure,
  footnote,
  heading,
  layOut,
  linesOf,
  linesOn,
  paragraph,
  testPage,
  text,
  wordsOf,
} from "./layout-fixture.ts";

describe("layoutPages", () => {
  it("is plain JSON, the same every time, with two decimals", () => {
    const blocks = [heading(1, "t", "Title"), linesOf(50), figure("f", 1)];
    const first = layOut(blocks, { charts: { f: [400, 100.12345] }, align: "justify" });
    expect(JSON.stringify(layOut(blocks, { charts: { f: [400, 100.12345] }, align: "justify" }))).toBe(
      JSON.stringify(first),
    );
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    for (const page of first.pages) {
      for (const box of page.boxes) if ("y" in box) expect(Math.round(box.y * 100) / 100).toBe(box.y);
    }
  });

  it("sets an empty document as one page with its footer", () => {
    const { pages, structure } = layOut([]);
    expect(pages).toHaveLength(1);
    expect(structure).toEqual([{ index: 0, role: "Document", lang: "en" }]);
    expect(boxesOf(pages[0], "text").map(wordsOf)).toEqual(["Foot", "Page 1 of 1"]);
  });

  it("prints the running header from the second page on, and page x of y on all", () => {
    const { pages } = layOut([linesOf(60)]);
    const furniture = pages.map((page) =>
      boxesOf(page, "text")
        .filter(({ means }) => typeof means === "string")
        .map(wordsOf),
    );
    expect(furniture).toEqual([
      ["Foot", "Page 1 of 2"],
      ["Left", "Right", "Foot", "Page 2 of 2"],
    ]);
  });

  it("keeps everything inside the text area", () => {
    const { pages } = layOut([heading(1, "t"), linesOf(30), figure("f", 1), linesOf(90)], {
      charts: { f: [400, 300] },
      align: "justify",
    });
    for (const page of pages) {
      for (const box of boxesOf(page, "text").filter(({ means }) => typeof means === "number")) {
        expect(box.y).toBeGreaterThan(testPage.margins.top);
        expect(box.y).toBeLessThan(testPage.height - testPage.margins.bottom);
        for (const run of box.runs) expect(run.x).toBeGreaterThanOrEqual(testPage.margins.left - 0.25);
      }
    }
  });

  it("stops at the limit of pages", () => {
    const error = (() => {
      try {
        layOut([linesOf(200)], { maximum: 3 });
      } catch (thrown) {
        return thrown;
      }
      return undefined;
    })();
    expect(error).toBeInstanceOf(BroadsheetError);
    expect(error).toMatchObject({ kind: "limit-exceeded", problems: [{ allowed: 3 }] });
  });

  it("says every text in an element or an artifact, and numbers elements in reading order", () => {
    const { pages, structure } = layOut(
      [
        heading(1, "t"),
        paragraph("One", { type: "footnote", index: 0 }),
        { type: "list", ordered: true, start: 3, tight: true, items: [[paragraph("a")], [paragraph("b")]] },
      ],
      { footnotes: [footnote("Note")] },
    );
    structure.forEach((element, index) => {
      expect(element.index).toBe(index);
      if (index > 0) expect(element.parent).toBeLessThan(index);
    });
    const seen = pages
      .flatMap((page) => boxesOf(page, "text").map(({ means }) => means))
      .filter((means) => typeof means === "number");
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(structure.map(({ role }) => role)).toEqual([
      "Document",
      "H1",
      "P",
      "Reference",
      "Link",
      "L",
      "LI",
      "Lbl",
      "LBody",
      "P",
      "LI",
      "Lbl",
      "LBody",
      "P",
      "Note",
      "Lbl",
      "Link",
      "P",
    ]);
  });

  it("makes an outline of headings, the one title left out, and destinations for all", () => {
    const { outline, pages } = layOut([
      heading(1, "t"),
      heading(2, "a", "First"),
      linesOf(2),
      heading(3, "b"),
      linesOf(2),
      heading(2, "c"),
      linesOf(2),
    ]);
    expect(outline).toEqual([
      { title: "First", destination: "a", children: [{ title: "b", destination: "b", children: [] }] },
      { title: "c", destination: "c", children: [] },
    ]);
    expect(boxesOf(pages[0], "destination").map(({ name }) => name)).toEqual(["t", "a", "b", "c"]);
  });

  it("skips no level of heading in the structure", () => {
    const layout = layOut([heading(1, "a"), heading(3, "b"), heading(3, "c"), heading(2, "d"), linesOf(1)]);
    expect(layout.structure.filter(({ role }) => /^H\d/.test(role)).map(({ role }) => role)).toEqual([
      "H1",
      "H2",
      "H2",
      "H2",
    ]);
  });

  it("fills in the table of contents with live page numbers", () => {
    const { pages, structure } = layOut([
      { type: "toc", depth: 3 },
      heading(2, "a", "Alpha"),
      linesOf(50),
      heading(3, "b", "Beta"),
      linesOf(2),
    ]);
    expect(linesOn(pages[0]).slice(0, 3)).toEqual(["Contents", "Alpha1", "Beta2"]);
    expect(boxesOf(pages[0], "link").map(({ target }) => target)).toEqual([
      { destination: "a" },
      { destination: "a" },
      { destination: "b" },
      { destination: "b" },
    ]);
    expect(structure.slice(1, 12).map(({ role }) => role)).toEqual([
      "P",
      "TOC",
      "TOCI",
      "Reference",
      "Link",
      "TOC",
      "TOCI",
      "Reference",
      "Link",
      "H1",
      "P",
    ]);
  });

  it("mirrors the entries that run from right to left: page number, hairline, words", () => {
    const { pages } = layOut(
      [{ type: "toc", depth: 3 }, heading(2, "a", "שלום עולם"), heading(3, "b", "מבוא"), linesOf(2)],
      { language: "he" },
    );
    const [rule, inner] = boxesOf(pages[0], "line");
    const numbers = boxesOf(pages[0], "text").filter((box) => wordsOf(box) === "1");
    expect(numbers.slice(0, 2).map(({ runs }) => runs[0]!.x)).toEqual([50, 50]);
    const words = boxesOf(pages[0], "text").filter((box) => wordsOf(box).includes("עולם"))[0]!;
    const left = Math.min(...words.runs.map(({ x }) => x));
    expect(Math.max(...words.runs.map(({ x, width }) => x + width))).toBeCloseTo(450);
    expect(rule!.x1).toBeGreaterThan(numbers[0]!.runs[0]!.x + numbers[0]!.runs[0]!.width);
    expect(rule!.x2).toBeLessThan(left);
    expect(inner!.x1).toBe(rule!.x1);
  });

  it("lists figures and tables by number, with live page numbers", () => {
    const { pages, structure } = layOut(
      [
        { type: "toc", of: "figures", depth: 2 },
        { type: "toc", of: "tables", depth: 2 },
        linesOf(30),
        figure("f", 1),
        { type: "callout", title: [], children: [figure("g", 2)] },
      ],
      {
        charts: { f: [400, 300], g: [300, 100] },
      },
    );
    expect(linesOn(pages[0]).slice(0, 3)).toEqual([
      "Figures",
      "Figure 1\u2002Title of f1",
      "Figure 2\u2002Title of g2",
    ]);
    expect(structure.slice(1, 6).map(({ role }) => role)).toEqual(["P", "TOC", "TOCI", "Reference", "Link"]);
  });

  it("turns pages for a landscape section, and back", () => {
    const { pages, structure } = layOut([
      linesOf(3),
      { type: "landscape", children: [heading(2, "wide"), linesOf(30)] },
      linesOf(3, "next"),
    ]);
    expect(pages.map(({ width, height }) => [width, height])).toEqual([
      [500, 680],
      [680, 500],
      [500, 680],
    ]);
    expect(
      Math.max(...boxesOf(pages[1], "text").flatMap(({ runs }) => runs.map(({ x, width }) => x + width))),
    ).toBeGreaterThan(600);
    expect(linesOn(pages[2])).toHaveLength(3);
    expect(structure.map(({ role }) => role)).toContain("Sect");
    expect(layOut([{ type: "landscape", children: [linesOf(2)] }]).pages).toHaveLength(1);
  });

  it("makes links with contents, and drops those that lead nowhere", () => {
    const { pages, structure } = layOut([
      paragraph(
        "See ",
        { type: "link", url: "https://a.org", children: text("the source") },
        " and ",
        { type: "reference", target: "gone", children: text("Figure 9") },
        ".",
      ),
    ]);
    const [link, ...others] = boxesOf(pages[0], "link");
    expect(others).toEqual([]);
    expect(link).toMatchObject({ target: { url: "https://a.org" }, contents: "the source", x: 70, width: 50 });
    expect(structure[link?.means ?? 0]?.role).toBe("Link");
    expect(boxesOf(pages[0], "text").slice(0, 5).map(wordsOf)).toEqual([
      "See ",
      "the source",
      " and ",
      "Figure 9",
      ".",
    ]);
  });

  it("links every line of a link that breaks", () => {
    const { pages } = layOut([paragraph({ type: "link", url: "https://a.org", children: text("word ".repeat(20)) })]);
    expect(boxesOf(pages[0], "link").map(({ width }) => width)).toEqual([395, 95]);
    expect(elements(layOut([]), "Link")).toEqual([]);
  });
});
