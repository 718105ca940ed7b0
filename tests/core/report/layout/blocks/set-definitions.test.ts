import { describe, expect, it } from "vitest";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import { boxesOf, elements, footnote, layOut, linesOf, linesOn, paragraph, text, wordsOf } from "../layout-fixture.ts";

const define = (...pairs: readonly (readonly [string, string])[]): Block => ({
  type: "definitions",
  items: pairs.map(([term, meaning]) => ({ terms: [text(term)], meanings: [text(meaning)] })),
});
const long = "word ".repeat(30).trim();
/** Returns x of the text box that begins with the given words. */
const placeOf = (layout: ReturnType<typeof layOut>, words: string) =>
  boxesOf(layout.pages[0], "text").find((box) => wordsOf(box).startsWith(words))!.runs[0]!.x;

describe("definitions", () => {
  const layout = layOut([define(["GDP", long], ["Gross output", "more"])]);

  it("have short terms beside their meanings, in one column", () => {
    expect(placeOf(layout, "GDP")).toBe(50);
    expect(placeOf(layout, "Gross output")).toBe(50);
    expect(placeOf(layout, "word")).toBeGreaterThan(100);
    expect(placeOf(layout, "more")).toBeCloseTo(placeOf(layout, "word"), 0);
    expect(boxesOf(layout.pages[0], "text").filter((box) => wordsOf(box) === "GDP")[0]!.y).toBe(
      boxesOf(layout.pages[0], "text").find((box) => wordsOf(box).startsWith("word"))!.y,
    );
  });

  it("are a list whose terms are its labels", () => {
    expect(elements(layout, "L")).toMatchObject([{ listNumbering: "None" }]);
    expect(elements(layout, "LI")).toHaveLength(2);
    const [term] = elements(layout, "Lbl");
    expect(
      boxesOf(layout.pages[0], "text")
        .filter(({ means }) => means === term!.index)
        .map(wordsOf),
    ).toEqual(["GDP"]);
    expect(elements(layout, "P").map(({ parent }) => layout.structure[parent!]!.role)).toEqual(["LBody", "LBody"]);
  });

  it("have their terms above where one is long, where it is narrow, or as the theme has it", () => {
    for (const above of [
      layOut([define(["A term that is far too long to stand beside", "means"], ["b", "c"])]),
      layOut([define(["b", "means"])], { theme: { definitions: "above" } }),
    ]) {
      const [term, meaning] = boxesOf(above.pages[0], "text");
      expect(meaning!.y).toBeGreaterThan(term!.y);
      expect(placeOf(above, "means")).toBe(64);
    }
  });

  it("keep a term with the beginning of its meaning, and several terms with one line", () => {
    for (let lines = 34; lines <= 39; lines++) {
      const { pages } = layOut([linesOf(lines), define(["term", long])], { theme: { definitions: "above" } });
      for (const page of pages) expect(linesOn(page).at(-1)).not.toBe("term");
    }
    const three: Block = {
      type: "definitions",
      items: [{ terms: [text("a"), text("b"), text("c")], meanings: [text("one line")] }],
    };
    expect(linesOn(layOut([three, paragraph("next")]).pages[0])).toEqual(["aone line", "b", "c", "next"]);
  });

  it("bring their footnotes", () => {
    const noted: Block = {
      type: "definitions",
      items: [{ terms: [[...text("a"), { type: "footnote", index: 0 }]], meanings: [text("b")] }],
    };
    expect(linesOn(layOut([noted], { footnotes: [footnote("said")] }).pages[0]).at(-1)).toBe("1said");
  });

  it("stand mirrored in text that runs from right to left", () => {
    const turned = layOut([define(["תוצר", "מה שהמשק מייצר"])], { language: "he" });
    const right = (words: string): number => {
      const [run] = boxesOf(turned.pages[0], "text").find((box) => wordsOf(box).startsWith(words))!.runs;
      return run!.x + run!.width;
    };
    expect(right("תוצר")).toBeCloseTo(450, 0);
    expect(Math.max(...boxesOf(turned.pages[0], "text")[1]!.runs.map(({ x, width }) => x + width))).toBeLessThan(420);
  });
});

describe("a pull quote", () => {
  const quote: Block = {
    type: "pull-quote",
    children: [paragraph("Innovate, and measure it.")],
    by: text("Mu Rongping"),
  };

  it("stands in one piece under its bar, large, with its speaker", () => {
    const layout = layOut([linesOf(37), quote]);
    expect(linesOn(layout.pages[1])).toEqual(["Innovate, and measure it.", "Mu Rongping"]);
    expect(boxesOf(layout.pages[1], "rectangle")).toMatchObject([{ x: 50, y: 60, width: 36, fill: "#a3142e" }]);
    const [words, by] = boxesOf(layout.pages[1], "text").filter(({ means }) => typeof means === "number");
    expect(words!.runs[0]).toMatchObject({ size: 14, color: "#a3142e" });
    expect(by!.runs[0]).toMatchObject({ size: 8.5 });
    expect(elements(layout, "BlockQuote")).toHaveLength(1);
  });

  it("looks as the theme has it, and turns with its text", () => {
    const centred = layOut([quote], { theme: { pullquote: { color: "#004488", align: "center" } } });
    const [box] = boxesOf(centred.pages[0], "rectangle");
    expect(box!.x + box!.width / 2).toBeCloseTo(250, 0);
    expect(boxesOf(centred.pages[0], "text")[0]!.runs[0]!.color).toBe("#004488");
    const turned = layOut([{ type: "pull-quote", children: [paragraph("שלום לכולם")], by: text("Mu") }], {
      language: "he",
    });
    const bar = boxesOf(turned.pages[0], "rectangle")[0]!;
    expect(bar.x + bar.width).toBeCloseTo(450, 0);
    expect(
      boxesOf(turned.pages[0], "text")
        .filter(({ means }) => typeof means === "number")
        .map(({ runs }) => Math.round(Math.max(...runs.map(({ x, width }) => x + width)))),
    ).toEqual([450, 450]);
  });
});
