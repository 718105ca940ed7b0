import { describe, expect, it } from "vitest";
import type { Block, Inline } from "../../../../../functions/core/report/document/document.ts";
import { boxesOf, elements, heading, layOut, linesOf, linesOn, paragraph } from "../layout-fixture.ts";

const page = (target: string, words = "page {page}"): Inline => ({ type: "page-reference", target, words });

describe("a page referred to", () => {
  it("is the one on which its target stands, and is linked", () => {
    const layout = layOut([
      paragraph("See ", page("far"), " and ", page("near"), "."),
      heading(2, "near"),
      linesOf(90),
      heading(2, "far"),
    ]);
    expect(linesOn(layout.pages[0])[0]).toBe("See page\u00a03 and page\u00a01.");
    expect(boxesOf(layout.pages[0], "link").slice(0, 2)).toMatchObject([
      { target: { destination: "far" }, contents: "page 3" },
      { target: { destination: "near" }, contents: "page 1" },
    ]);
    expect(elements(layout, "Link")).toHaveLength(2);
  });

  it("stands inside the words of a reference as one link", () => {
    const layout = layOut([
      paragraph({
        type: "reference",
        target: "far",
        children: [{ type: "text", text: "the end, p. " }, page("far", "{page}")],
      }),
      linesOf(90),
      heading(2, "far"),
    ]);
    expect(linesOn(layout.pages[0])[0]).toBe("the end, p. 3");
    expect(new Set(boxesOf(layout.pages[0], "link").map(({ contents }) => contents))).toEqual(
      new Set(["the end, p. 3"]),
    );
    expect(elements(layout, "Link")).toHaveLength(1);
  });

  it("is printed as its page's number is, whatever that moves", () => {
    const blocks: Block[] = [
      paragraph("word ".repeat(15), "a", page("end", "{page}"), " ", page("end", "{page}")),
      linesOf(39),
      { type: "page-break", numbering: { style: "lower-roman", start: 88 } },
      heading(2, "end"),
    ];
    const { pages } = layOut(blocks);
    expect(linesOn(pages[0]).slice(0, 2).join(" ")).toMatch(/alxxxviii lxxxviii$/);
  });

  it("comes again with a table's header, and is right there", () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({
      kind: "body" as const,
      cells: [{ children: [{ type: "text" as const, text: `row ${index}` }] }],
    }));
    const table: Block = {
      type: "table",
      id: "t",
      number: 1,
      title: [],
      deck: [],
      source: [],
      note: [],
      columns: [{ label: [{ type: "text", text: "See " }, page("end")], align: "left" }],
      rows,
    };
    const { pages } = layOut([table, heading(2, "end")]);
    const last = pages.length;
    expect(pages.map((each) => linesOn(each).find((line) => line.startsWith("See")))).toEqual(
      pages.map(() => `See page\u00a0${last}`),
    );
  });
});

it("never ends in a circle: where no numbers fit the pages, the right ones are printed all the same", () => {
  // The target moves to page i if its number is long, and to page 1000 if it is short.
  const line = paragraph("word ".repeat(15) + "abc", page("end", "{page}"), "d e");
  const moving: Block[] = [
    line,
    linesOf(38),
    heading(3, "end"),
    linesOf(1),
    { type: "page-break", numbering: { start: 2000 } },
    linesOf(3),
  ];
  for (const start of [8, 9, 98, 99, 998, 999]) {
    const { pages } = layOut(moving, { page: { numbering: { start } } });
    const at = pages.findIndex((each) => boxesOf(each, "destination").some(({ name }) => name === "end"));
    const printed = /abc(\d+)d/.exec(linesOn(pages[0]).join(""))?.[1];
    expect(printed).toBe(String(start + at));
    expect(boxesOf(pages[0], "link").every(({ contents }) => contents === printed)).toBe(true);
  }
});
