import { describe, expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import { KeptWords } from "../../../../functions/core/report/fonts/kept-words.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import type { TextStyle } from "../../../../functions/core/ports.ts";

const serif: TextStyle = { family: "serif", weight: 400, size: 9.5 };

describe("words kept between reports", () => {
  const fonts = createFontFiles();
  const open = (language: string) => {
    const warnings: Warning[] = [];
    return Object.assign(
      openTypesetter(fonts, language, (warning) => warnings.push(warning)),
      { warnings },
    );
  };

  test("are measured once", () => {
    expect(open("en").words(serif)("Ministry")).toBe(open("en").words({ ...serif })("Ministry"));
    expect(open("en").runs("Ministry", serif)).toBe(open("fr").words(serif)("Ministry").runs);
  });

  test("differ by everything that a width depends on", () => {
    const typesetter = open("en");
    const styles: TextStyle[] = [
      serif,
      { ...serif, size: 10 },
      { ...serif, weight: 700 },
      { ...serif, italic: true },
      { ...serif, family: "sans" },
      { ...serif, letterSpacing: 0.2 },
      { ...serif, features: ["smcp"] },
    ];
    expect(new Set(styles.map((style) => typesetter.words(style)("waf1").width)).size).toBe(styles.length);
    const [english, chinese] = ["en", "zh-Hans"].map((language) => open(language).runs("“中文”", serif)[0]!.face);
    expect([english, chinese]).toEqual(["serif-400", "chinese-400"]);
  });

  test("report characters that no face has to each report", () => {
    for (const report of [open("en"), open("en"), open("zh-Hans")]) {
      report.words(serif)("a\u{10fffd}");
      report.measure("a\u{10fffd}", serif);
      expect(report.warnings.map(({ where }) => where)).toEqual([{ name: "U+10FFFD" }]);
    }
  });

  test("are as wide when they have been forgotten", () => {
    const measure = open("en").words(serif);
    const { width } = measure("Ministry");
    const first = measure("Ministry");
    for (let i = 0; i < 20_000; i++) measure(`m${i}`);
    expect(measure("Ministry")).not.toBe(first);
    expect(measure("Ministry").width).toBe(width);
    expect(measure("Ministry")).toBe(measure("Ministry"));
  });

  test("are few and short", () => {
    const kept = new KeptWords();
    const word = { width: 1, runs: [], missing: undefined };
    let most = 0;
    for (let i = 0; i < 40_000; i++) {
      kept.keep(`style ${i % 3}`, String(i), word);
      most = Math.max(
        most,
        [0, 1, 2].reduce((sum, style) => sum + kept.of(`style ${style}`).size, 0),
      );
    }
    expect(most).toBeLessThanOrEqual(16_000);
    expect(kept.keep("long", "x".repeat(65), word).size).toBe(0);
  });
});
