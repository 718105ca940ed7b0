import { describe, expect, it } from "vitest";
import { boxesOf, elements, figure, layOut, linesOf, linesOn, paragraph, text, wordsOf } from "../layout-fixture.ts";

const item = (value: string, label = "Label") => ({ value: text(value), label: text(label), note: text("note") });

function valueSize(value: string): number {
  return boxesOf(layOut([{ type: "key-figures", items: [item(value), item("2")] }]).pages[0], "text")[0]!.runs[0]!.size;
}

const rightOf = ({ runs }: { readonly runs: readonly { readonly x: number; readonly width: number }[] }): number =>
  Math.max(...runs.map(({ x, width }) => x + width));
const listOf = (ordered: boolean, words: string, language = "he") =>
  layOut([{ type: "list", ordered, start: 1, tight: true, items: [[paragraph(words)], [paragraph("b")]] }], {
    language,
  });

describe("list", () => {
  it("hangs its labels and nests", () => {
    const layout = layOut([
      {
        type: "list",
        ordered: true,
        start: 9,
        tight: true,
        items: [
          [paragraph("nine")],
          [paragraph("ten"), { type: "list", ordered: false, start: 1, tight: true, items: [[paragraph("in")]] }],
        ],
      },
    ]);
    expect(linesOn(layout.pages[0])).toEqual(["9.nine", "10.ten", "–in"]);
    const boxes = boxesOf(layout.pages[0], "text");
    const right = (words: string) =>
      boxes.filter((box) => wordsOf(box) === words).map(({ runs }) => runs[0]!.x + runs[0]!.width)[0];
    expect(right("9.")).toBe(right("10."));
    expect(elements(layout, "L")).toMatchObject([{ listNumbering: "Decimal" }, { listNumbering: "Disc" }]);
    const [, inner] = elements(layout, "L");
    expect(layout.structure[inner!.parent!]?.role).toBe("LBody");
  });
});

describe("right-to-left blocks", () => {
  it("have the labels of lists on the right, a number's full stop on its left", () => {
    const [label, words] = boxesOf(listOf(false, "אב ג").pages[0], "text");
    expect(wordsOf(label!)).toBe("•");
    expect(label!.runs[0]!.x).toBeGreaterThan(rightOf(words!));
    expect(rightOf(label!)).toBeLessThanOrEqual(450);
    const [number] = boxesOf(listOf(true, "אב").pages[0], "text");
    expect(number!.runs.map(({ text: part }) => part)).toEqual(["1", "."]);
    expect(number!.runs[1]!.x).toBeLessThan(number!.runs[0]!.x);
    expect(boxesOf(listOf(true, "a אב").pages[0], "text")[0]!.runs.map(({ text: part }) => part)).toEqual(["1", "."]);
    expect(boxesOf(listOf(true, "\u200ea אב").pages[0], "text")[0]!.runs.map(({ text: part }) => part)).toEqual(["1."]);
  });

  it("have the bar of a quotation, and the number of a footnote, on the right", () => {
    const { pages } = layOut([{ type: "quote", children: [paragraph("אב")] }], { language: "he" });
    expect(boxesOf(pages[0], "rectangle").map(({ x }) => x)).toEqual([448]);
    const noted = layOut([paragraph("a", { type: "footnote", index: 0 })], {
      footnotes: [{ label: "n", children: [paragraph("אב")] }],
      language: "he",
    });
    const note = boxesOf(noted.pages[0], "text")
      .filter((box) => wordsOf(box) === "1")
      .at(-1);
    expect(rightOf(note!)).toBeCloseTo(450, 1);
  });
});

describe("columns", () => {
  it("stand side by side with their tops aligned, read one after the other", () => {
    const { pages } = layOut([
      {
        type: "columns",
        spans: [6, 6],
        columns: [[paragraph("left one"), paragraph("left two")], [paragraph("right")]],
      },
    ]);
    const [one, two, right] = boxesOf(pages[0], "text");
    expect([one, two, right].map((box) => wordsOf(box!))).toEqual(["left one", "left two", "right"]);
    expect(right!.y).toBe(one!.y);
    expect(right!.runs[0]!.x).toBe(50 + 194 + 12);
  });

  it("align charts whose captions differ in height", () => {
    const long = { ...figure("b", 2), title: text("word ".repeat(40)) };
    const layout = layOut([{ type: "columns", spans: [6, 6], columns: [[figure("a", 1)], [long]] }], {
      charts: { a: [190, 100], b: [190, 100] },
    });
    const [a, b] = boxesOf(layout.pages[0], "chart");
    expect(a!.y).toBe(b!.y);
    expect(elements(layout, "Figure")).toHaveLength(2);
  });

  it("go on on the next page when they are too tall, each in its place", () => {
    const { pages } = layOut([
      linesOf(10),
      { type: "columns", spans: [6, 6], columns: [[linesOf(25, "left")], [linesOf(10, "here")]] },
      paragraph("after"),
    ]);
    const left = pages.map((page) => linesOn(page).filter((line) => line.includes("left")).length);
    expect(left[0]).toBeGreaterThan(10);
    expect(left[1]).toBeGreaterThan(1);
    expect(linesOn(pages[1]).at(-1)).toBe("after");
    expect(
      boxesOf(pages[1], "text")
        .filter((box) => wordsOf(box).includes("left"))
        .every(({ runs }) => runs[0]!.x === 50),
    ).toBe(true);
  });
});

describe("key figures", () => {
  it("stand in equal columns, five in two rows", () => {
    const { pages } = layOut([{ type: "key-figures", items: [item("1"), item("2"), item("3"), item("4"), item("5")] }]);
    const values = boxesOf(pages[0], "text").filter((box) => /^\d$/.test(wordsOf(box)));
    expect(values.map(({ runs }) => runs[0]!.x)).toEqual([50, 187.33, 324.67, 50, 187.33]);
    expect(new Set(values.map(({ y }) => y)).size).toBe(2);
  });

  it("stand on the right above labels that run from right to left", () => {
    const [value, label] = boxesOf(
      layOut([{ type: "key-figures", items: [{ value: text("12"), label: text("\u200fשלום"), note: [] }] }]).pages[0],
      "text",
    );
    expect([rightOf(value!), rightOf(label!)]).toEqual([450, 450]);
  });

  it("all take the smaller size when one is too long", () => {
    expect(valueSize("12%")).toBe(26);
    expect(valueSize("12 hundred billion")).toBe(14);
  });
});

describe("callout", () => {
  it("has one tinted box behind its text", () => {
    const { pages } = layOut([{ type: "callout", title: text("Method"), children: [paragraph("Body")] }]);
    const [box, ...others] = boxesOf(pages[0], "rectangle");
    expect(others).toEqual([]);
    for (const line of boxesOf(pages[0], "text").filter(({ means }) => typeof means === "number")) {
      expect(line.y).toBeGreaterThan(box!.y);
      expect(line.y).toBeLessThan(box!.y + box!.height);
    }
    expect(pages[0]!.boxes.findIndex(({ kind }) => kind === "rectangle")).toBeLessThan(
      pages[0]!.boxes.findIndex(({ kind }) => kind === "text"),
    );
  });

  it("continues over pages with a box on each, inside the text area", () => {
    const { pages } = layOut([linesOf(20), { type: "callout", title: text("Method"), children: [linesOf(30)] }]);
    const boxes = pages.map((page) => boxesOf(page, "rectangle"));
    expect(boxes.map((each) => each.length)).toEqual([1, 1]);
    for (const [box] of boxes) {
      expect(box!.y).toBeGreaterThanOrEqual(60);
      expect(box!.y + box!.height).toBeLessThanOrEqual(620);
    }
  });
});

describe("code and quotations", () => {
  it("print code as written, tabs as spaces, long lines broken", () => {
    const { pages, structure } = layOut([{ type: "code", text: `a\n\tb\n${"x".repeat(100)}` }]);
    expect(linesOn(pages[0])).toEqual(["a", "    b", "x".repeat(89), "x".repeat(11)]);
    expect(structure.map(({ role }) => role)).toEqual(["Document", "P", "Code"]);
  });

  it("indent a quotation beside a bar", () => {
    const layout = layOut([{ type: "quote", children: [paragraph("Said")] }]);
    expect(boxesOf(layout.pages[0], "rectangle")).toMatchObject([{ x: 50, width: 2 }]);
    expect(boxesOf(layout.pages[0], "text")[0]!.runs[0]!.x).toBe(64);
    expect(elements(layout, "BlockQuote")).toHaveLength(1);
  });
});

describe("figure", () => {
  it("has accent rule, number, title, deck, chart, source, in this order", () => {
    const layout = layOut([figure("f", 1)], { charts: { f: [400, 100] } });
    expect(linesOn(layout.pages[0])).toEqual(["Figure 1", "Title of f", "Deck", "Source: Office"]);
    const [chart] = boxesOf(layout.pages[0], "chart");
    expect(chart).toMatchObject({ figure: "f", scale: 1, x: 50, width: 400, height: 100 });
    expect(layout.structure[Number(chart!.means)]).toMatchObject({ role: "Figure", alt: "It rises." });
    expect(layout.structure.map(({ role }) => role)).toEqual(["Document", "Figure", "Caption", "P", "P", "P", "P"]);
  });

  it("must have a chart", () => {
    expect(() => layOut([figure("f", 1)])).toThrow(/no chart for figure "f"/);
  });
});
