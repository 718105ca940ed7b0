import { describe, expect, it } from "vitest";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import type { PageNumbering } from "../../../../../functions/core/report/document/page-numbering.ts";
import { boxesOf, heading, layOut, linesOf, wordsOf, type Options } from "../layout-fixture.ts";

const onward = (numbering?: PageNumbering): Block => ({ type: "page-break", numbering });

/** Lists the texts of header and footer on each page. */
function running(blocks: readonly Block[], options: Options = {}): string[][] {
  return layOut(blocks, options).pages.map((page) =>
    boxesOf(page, "text")
      .filter(({ means }) => means === "header" || means === "footer")
      .map(wordsOf),
  );
}

const feet = (blocks: readonly Block[], options: Options = {}): string[] =>
  running(blocks, options).map((lines) => lines.at(-1)!);

describe("page numbers", () => {
  it("go from 1 to the last", () => {
    expect(feet([linesOf(100)])).toEqual(["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]);
    expect(layOut([linesOf(100)]).numbering).toBeUndefined();
  });

  it("begin again after a page break, each counted to its own last", () => {
    const blocks = [
      linesOf(50),
      onward({ style: "decimal", start: 1 }),
      linesOf(90),
      onward(),
      linesOf(5),
      onward({ start: 17 }),
      linesOf(5),
    ];
    const options = { page: { numbering: { style: "lower-roman", start: 3 } } } as const;
    expect(feet(blocks, options)).toEqual([
      "Page iii of iv",
      "Page iv of iv",
      "Page 1 of 4",
      "Page 2 of 4",
      "Page 3 of 4",
      "Page 4 of 4",
      "Page 17 of 17",
    ]);
    expect(layOut(blocks, options).numbering).toEqual([
      { first: 0, style: "lower-roman", start: 3 },
      { first: 2, style: "decimal", start: 1 },
      { first: 6, style: "decimal", start: 17 },
    ]);
  });

  it("begin on an empty page: after a cover, at the start", () => {
    expect(feet([onward({ start: 5 }), linesOf(2)])).toEqual(["Page 5 of 5"]);
    expect(
      layOut([heading(1, "t", "T"), onward({ style: "upper-roman", start: 1 }), linesOf(2)], { cover: true }).numbering,
    ).toEqual([
      { first: 0, style: "decimal", start: 1 },
      { first: 1, style: "upper-roman", start: 1 },
    ]);
  });

  it("stand in the table of contents as they are printed, with room for the widest", () => {
    const blocks: Block[] = [
      heading(1, "t", "T"),
      { type: "toc", depth: 2 },
      heading(2, "front"),
      onward({ style: "decimal", start: 1 }),
      heading(2, "one"),
      linesOf(45),
      heading(2, "two"),
    ];
    const layout = layOut(blocks, { page: { numbering: { style: "lower-roman", start: 38 } } });
    const numbers = boxesOf(layout.pages[0], "link").filter(({ contents }) => /^[\divxl]+$/.test(contents));
    expect(numbers.map(({ contents }) => contents)).toEqual(["xxxviii", "1", "2"]);
    const [printed] = boxesOf(layout.pages[0], "text")
      .flatMap(({ runs }) => runs)
      .filter(({ text }) => text === "xxxviii");
    expect(printed!.x + printed!.width).toBeCloseTo(450);
  });
});

describe("the running chapter", () => {
  const document = { header: { left: "Report · {chapter}", right: "{chapter}" }, folio: "{page}/{pages}" };
  const chapters: Block[] = [
    heading(1, "t", "T"),
    linesOf(50),
    heading(2, "a", "Alpha"),
    linesOf(60),
    heading(3, "x", "Deep"),
    linesOf(30),
    heading(2, "b", "Beta {page}"),
    linesOf(2),
    heading(2, "c", "Gamma"),
    linesOf(48),
  ];

  it("is the first that begins on the page, or the one in force", () => {
    expect(
      running(chapters, { document })
        .slice(1)
        .map(([, right]) => right),
    ).toEqual(["Alpha", "Alpha", "Beta {page}", "Gamma", "Gamma"]);
  });

  it("drops the words that join it if there is no chapter", () => {
    const [, second, , , last] = running([heading(1, "t", "T"), linesOf(85), heading(2, "a", "Alpha"), linesOf(80)], {
      document,
    });
    expect(second).toEqual(["Report", "Foot", "2/5"]);
    expect(last).toEqual(["Report · Alpha", "Alpha", "Foot", "5/5"]);
  });

  it("is a heading of level 1 where there are several", () => {
    const blocks = [
      heading(1, "t", "T"),
      linesOf(39),
      heading(1, "a", "Part"),
      linesOf(5),
      heading(2, "s", "Section"),
      linesOf(40),
    ];
    expect(
      running(blocks, { document })
        .slice(1)
        .map(([, right]) => right),
    ).toEqual(["Part", "Part"]);
  });
});

/** Returns where the words of the second page's header begin. */
function headerPlaces(language: string): number[] {
  const { pages } = layOut([linesOf(50)], { language });
  return boxesOf(pages[1], "text")
    .filter(({ means }) => means === "header")
    .map(({ runs }) => runs[0]!.x);
}

it("header and footer are mirrored in languages that are read from the right", () => {
  expect(headerPlaces("en")[0]).toBe(50);
  expect(headerPlaces("en")[1]).toBeGreaterThan(400);
  expect(headerPlaces("he")[1]).toBe(50);
  expect(headerPlaces("he")[0]).toBeGreaterThan(400);
});
