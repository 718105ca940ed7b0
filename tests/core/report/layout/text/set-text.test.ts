import { describe, expect, it } from "vitest";
import { findRivers } from "../../../../../functions/core/report/layout/text/find-rivers.ts";
import { loadLanguage } from "../../../../../functions/core/report/layout/text/load-language.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { seededNumbers } from "../seeded/seeded-numbers.ts";
import { boxesOf, elements, layOut, linesOf, linesOn, paragraph, text, wordsOf } from "../layout-fixture.ts";

const lines = (words: string, options: Parameters<typeof layOut>[1] = {}) =>
  linesOn(layOut([paragraph(words)], options).pages[0]);

describe("text", () => {
  it("breaks at the right edge and keeps the space for copying", () => {
    const { pages } = layOut([linesOf(2)]);
    const [first] = boxesOf(pages[0], "text");
    expect(linesOn(pages[0])).toHaveLength(2);
    expect(wordsOf(first!)).toBe(`${"word ".repeat(16)}`);
  });

  it("justifies with word spacing on runs that keep their spaces", () => {
    const { pages } = layOut([paragraph("abcdefg ".repeat(15))], { align: "justify" });
    const [first, last] = boxesOf(pages[0], "text").filter(({ means }) => typeof means === "number");
    const [run] = first!.runs;
    const spaces = run!.text.trimEnd().split(" ").length - 1;
    const natural = run!.text.trimEnd().length * 5;
    expect(natural + spaces * run!.wordSpacing!).toBeCloseTo(400, 1);
    expect(last!.runs[0]!.wordSpacing).toBeUndefined();
  });

  it("justifies Chinese by letter spacing, and hangs punctuation by half", () => {
    const { pages } = layOut([paragraph("一二三四五六七八九，".repeat(12))], { align: "justify", language: "zh" });
    const rows = boxesOf(pages[0], "text").filter(({ means }) => typeof means === "number");
    expect(rows.map((row) => wordsOf(row))).toEqual([
      "一二三四五六七八九，".repeat(4),
      "一二三四五六七八九，".repeat(4),
      "一二三四五六七八九，".repeat(4),
    ]);
    expect(rows[0]!.runs[0]!.letterSpacing).toBeGreaterThan(0);
    expect(rows[0]!.runs[0]!.letterSpacing).toBeLessThan(0.5);
  });

  it("divides English words only where lines would be loose", () => {
    const long = "internationalization representation characteristically ".repeat(4);
    const hyphens = (options: Parameters<typeof layOut>[1]) =>
      layOut([paragraph(long)], options)
        .pages.flatMap((page) => boxesOf(page, "text"))
        .filter(({ actualText }) => actualText === "\u00ad");
    expect(hyphens({ align: "justify" }).length).toBeGreaterThan(0);
    expect(hyphens({ align: "justify" }).map(wordsOf)).toContain("-");
    expect(hyphens({ align: "left" })).toEqual([]);
    expect(hyphens({ align: "justify", language: "ko" })).toEqual([]);
  });

  it("draws a soft hyphen only where a line ends at it", () => {
    const twelve = "word ".repeat(12);
    expect(lines(`${twelve}abcdefghijkl\u00admnopqrstuvwx`)).toEqual([`${twelve}abcdefghijkl-`, "mnopqrstuvwx"]);
    expect(lines("syl\u00adlable")).toEqual(["syllable"]);
  });

  it("breaks a word wider than its line, and warns", () => {
    const layout = layOut([paragraph("x".repeat(200))]);
    expect(linesOn(layout.pages[0]).map((line) => line.length)).toEqual([80, 80, 40]);
    expect(layout.warnings.map(({ code }) => code)).toEqual(["overflow"]);
  });

  it("joins lines of the source with a space, Chinese ones with nothing", () => {
    expect(lines("one\ntwo")).toEqual(["one two"]);
    expect(lines("一二\n三四")).toEqual(["一二三四"]);
  });

  it("splits a line where the face or the element changes", () => {
    const { pages } = layOut([paragraph("B 中 ", { type: "strong", children: text("b") })]);
    const runs = boxesOf(pages[0], "text")
      .filter(({ means }) => typeof means === "number")
      .flatMap((box) => box.runs);
    expect(runs.map(({ text: words, face, x }) => [words, face, x])).toEqual([
      ["B ", "latin", 50],
      ["中", "wide", 60],
      [" ", "latin", 70],
      ["b", "latin", 75],
    ]);
  });

  it("places right-to-left text from the right, and says it as it is meant", () => {
    const { pages } = layOut([paragraph("אבג 12 דה")], { language: "he" });
    const [box] = boxesOf(pages[0], "text");
    expect(box!.actualText).toBe("אבג 12 דה");
    expect(box!.runs.map((run) => run.text.trim())).toEqual(["אבג", "12", "דה"]);
    expect(box!.runs.map(({ x }) => x)).toEqual(box!.runs.map(({ x }) => x).toSorted((a, b) => b - a));
    expect(box!.runs.map((run) => run.rightToLeft === true)).toEqual([true, false, true]);
    const last = box!.runs[0]!;
    expect(last.x + last.width).toBeCloseTo(450, 6);
  });

  it("marks another language", () => {
    const layout = layOut([paragraph("In ", { type: "text", text: "北京", language: "zh" })]);
    expect(elements(layout, "Span")).toMatchObject([{ lang: "zh" }]);
  });

  it("raises and lowers", () => {
    const { pages } = layOut([
      paragraph("CO", { type: "subscript", children: text("2") }, { type: "delete", children: text("x") }),
    ]);
    const runs = boxesOf(pages[0], "text").flatMap((box) => box.runs);
    expect(runs[1]).toMatchObject({ text: "2", size: 6.6, rise: -1.4 });
    expect(runs[2]).toMatchObject({ text: "x", strike: true });
  });

  it("marks raised and struck-through text, and the ends of lines", () => {
    const layout = layOut([
      paragraph(
        "10",
        { type: "superscript", children: text("−15") },
        " 1",
        { type: "superscript", children: text("st") },
        { type: "delete", children: text("x") },
      ),
      paragraph("one", { type: "break" }, "hard", { type: "break" }),
      { type: "code", text: "a\n\nb" },
    ]);
    expect(elements(layout, "Span")).toMatchObject([{ actualText: "⁻¹⁵" }, { lineThrough: true }]);
    expect(boxesOf(layout.pages[0], "text").find(({ actualText }) => actualText === "⁻¹⁵")?.runs).toMatchObject([
      { text: "−15" },
    ]);
    const shown = boxesOf(layout.pages[0], "text").filter(({ means }) => typeof means === "number");
    expect(shown.slice(-4).map(({ runs }) => runs.map((run) => run.text).join(""))).toEqual([
      "one ",
      "hard",
      "a ",
      "b",
    ]);
  });

  it("asks for small capitals, and for old-style digits where the theme does", () => {
    const { pages } = layOut([paragraph("of ", { type: "smallcaps", children: text("nato") }, " in 1949")], {
      theme: { numerals: "oldstyle" },
    });
    expect(boxesOf(pages[0], "text")[0]!.runs.map(({ text: words, features }) => [words, features])).toEqual([
      ["of ", ["onum"]],
      ["nato", ["onum", "smcp"]],
      [" in 1949", ["onum"]],
    ]);
  });
});

/** Codes of the warnings about Chinese characters before a word that does not fit their line. */
const chinese = (characters: number) =>
  layOut([paragraph(`${"一".repeat(characters)}${"x".repeat(24)}一二三`)], {
    align: "justify",
    language: "zh",
  }).warnings.map(({ code }) => code);

describe("word spaces", () => {
  it("wider than twice their width are a warning that names the line", () => {
    const wide = paragraph(Array.from({ length: 9 }, () => "x".repeat(38)).join(" "));
    const { warnings } = layOut([wide], { align: "justify" });
    expect(warnings).toMatchObject([{ code: "loose-line", seen: "4 of 5 lines" }]);
    expect(warnings[0]!.message).toContain(`"${"x".repeat(38)} `);
    expect(layOut([wide], { align: "left" }).warnings).toEqual([]);
    expect(layOut([linesOf(9)], { align: "justify" }).warnings).toEqual([]);
  });

  it("between Chinese characters may be a quarter of an em", () => {
    expect(chinese(34)).toEqual([]);
    expect(chinese(30)).toEqual(["loose-line"]);
  });

  it("in rivers are avoided where a paragraph can be broken otherwise", () => {
    const next = seededNumbers(5);
    const paragraphs = Array.from({ length: 60 }, () =>
      Array.from({ length: 120 }, () => "abcdefghijklm".slice(0, 1 + Math.floor(next() * 11))).join(" "),
    );
    const rivers = paragraphs.map((words) => {
      const boxes = boxesOf(layOut([paragraph(words)], { align: "justify" }).pages[0], "text").filter(
        ({ means }) => typeof means === "number",
      );
      return findRivers(
        boxes.map(({ runs: [run] }) => {
          const { wordSpacing = 0 } = run!;
          return {
            centres: [...run!.text.trimEnd().matchAll(/ /g)].map(
              ({ index }, k) => run!.x + (index + 0.5) * 5 + k * wordSpacing,
            ),
            width: 5 + wordSpacing,
          };
        }),
      ).length;
    });
    // Without the second try there would be 6.
    expect(rivers.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(1);
  });

  it("are narrow in Russian and German, whose words are divided, too", async () => {
    for (const [language, words] of [
      ["ru", "промышленность государственного регулирования высокотехнологичных"],
      ["de", "Wettbewerbsfähigkeit überdurchschnittlicher Veröffentlichungen"],
    ] as const) {
      await loadLanguage({ ...defaultTheme, align: "justify" }, localeFor(language));
      const boxes = boxesOf(
        layOut([paragraph(`${words} `.repeat(9))], {
          align: "justify",
          language,
          page: { margins: { top: 60, right: 110, bottom: 60, left: 110 } },
        }).pages[0],
        "text",
      );
      expect(boxes.filter(({ actualText }) => actualText === "\u00ad").length).toBeGreaterThan(0);
    }
  });
});
