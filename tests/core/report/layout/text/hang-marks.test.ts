import { describe, expect, it } from "vitest";
import { boxesOf, layOut, linesOn, paragraph, text, wordsOf, type Options } from "../layout-fixture.ts";

/** Where each line of body text begins and ends, from the margins (50 and 450), points: negative is inside. */
const edges = (words: string, options: Options = {}) =>
  boxesOf(layOut([paragraph(words)], options).pages[0], "text")
    .filter(({ means }) => typeof means === "number")
    .map(({ runs }) => {
      const last = runs.at(-1)!;
      const spaces = last.text.length - last.text.trimEnd().length;
      return { before: 50 - runs[0]!.x, after: last.x + last.width - spaces * (5 + (last.wordSpacing ?? 0)) - 450 };
    });

const column = (label: string) => ({ label: text(label), align: "left" }) as const;
const cell = (words: string) => ({ children: text(words) });

describe("marks at the edges of a paragraph", () => {
  it("hang by their share of their width: 0.7 of a full stop at the end, 0.3 of a quotation mark at the start", () => {
    const [first] = edges(`“${"abcd ".repeat(15)}abc” ${"abcd ".repeat(9)}`, { align: "justify" });
    expect(first!.before).toBeCloseTo(5 * 0.3, 5);
    expect(first!.after).toBeCloseTo(5 * 0.3, 1);
    const [stopped] = edges(`${"abcd ".repeat(15)}abcde. ${"abcd ".repeat(9)}`, { align: "justify" });
    expect(stopped!.before).toBe(0);
    expect(stopped!.after).toBeCloseTo(5 * 0.7, 1);
  });

  it("count in breaking: a line holds one word more if its full stop hangs", () => {
    const line = `${"abcd ".repeat(15)}abcde. `;
    expect(layOut([paragraph(line.repeat(2))], { align: "justify" }).warnings).toEqual([]);
    const { pages } = layOut([paragraph(line.repeat(2))], { align: "justify" });
    expect(linesOn(pages[0])).toEqual([line.trim(), line.trim()]);
  });

  it("hang only at the start of lines that end raggedly", () => {
    const found = edges(`“${"abcd ".repeat(15)}abc, ${"abcd ".repeat(9)}`, { align: "left" });
    expect(found[0]!.before).toBeCloseTo(1.5, 5);
    expect(found[0]!.after).toBeLessThanOrEqual(0);
  });

  it("hang by a hyphen's half where a word is divided", () => {
    const { pages } = layOut([paragraph("incomprehensibilities characteristically ".repeat(30))], {
      align: "justify",
      page: { margins: { top: 60, right: 110, bottom: 60, left: 110 } },
    });
    const hyphen = boxesOf(pages[0], "text").find((box) => box.actualText === "\u00ad")!;
    expect(hyphen.runs[0]!.x + hyphen.runs[0]!.width - 390).toBeCloseTo(2.5, 1);
  });

  it("are Chinese ones too: an opening mark by its empty half", () => {
    const [first] = edges(`《${"一二三四五六七八九十".repeat(5)}》`, { align: "justify", language: "zh" });
    expect(first!.before).toBe(5);
    const [bare] = edges("一二三四五六七八九十".repeat(5), { align: "justify", language: "zh" });
    expect(bare!.before).toBe(0);
  });

  it("hang on the left at the end of right-to-left lines", () => {
    const boxes = boxesOf(
      layOut([paragraph(`${"אבגד ".repeat(15)}אבגד. ${"אבגד ".repeat(6)}`)], { align: "justify", language: "he" })
        .pages[0],
      "text",
    ).filter(({ means }) => typeof means === "number");
    const left = Math.min(...boxes[0]!.runs.filter((run) => run.text.trim() !== "").map(({ x }) => x));
    expect(50 - left).toBeCloseTo(3.5, 1);
  });

  it("stay inside the line in cells, in code and in text of the other direction", () => {
    const { pages } = layOut([
      {
        type: "table",
        id: "t",
        number: 0,
        title: [],
        deck: [],
        source: [],
        note: [],
        columns: [column("Head"), column("More")],
        rows: [{ kind: "body", cells: [cell("“Word”"), cell("x")] }],
      },
    ]);
    expect(boxesOf(pages[0], "text").find((box) => wordsOf(box).includes("Word"))!.runs[0]!.x).toBe(50);
    const code = layOut([paragraph({ type: "code", text: "Very" })]);
    expect(boxesOf(code.pages[0], "text")[0]!.runs[0]!.x).toBe(50);
  });
});
