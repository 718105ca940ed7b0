import { beforeAll, describe, expect, it } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import type { Block } from "../../../../functions/core/report/document/document.ts";
import { layoutPages } from "../../../../functions/core/report/layout/layout-pages.ts";
import type { Layout, PlacedRun } from "../../../../functions/core/report/layout/page.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import type { Typesetter } from "../../../../functions/core/report/fonts/typesetter.ts";
import { defaultTheme } from "../../../../functions/core/report/template/theme/default-theme.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import { pageGrid } from "../../../../functions/core/report/template/page-grid.ts";
import { boxesOf, paragraph, testPage } from "./layout-fixture.ts";

const english =
  "Beijing’s ten high-tech industries produced a little more than 30.1% of the city’s gross domestic product in 2021, five percentage points more than in 2018. The rise was not even: most of it came in the two years in which spending on research was growing fastest, and in which electronic information, the largest of the ten, grew by more than a fifth.";
const chinese =
  "评价指标体系显示，研究与试验发展（R&D）经费投入强度由6.2%上升到6.5%；为中小企业减税降费300亿元。需要说明的是，这些数字本身不能说明因果关系：“推算”与“公布”的数据在方法说明中分别标注，没有任何插值，也没有沿用上一年的数值。";

describe.each([
  ["en", english],
  ["zh", chinese],
])("with the bundled fonts, in %s", (language, words) => {
  let layout: Layout;
  let typesetter: Typesetter;

  beforeAll(() => {
    const locale = localeFor(language);
    typesetter = openTypesetter(createFontFiles(), locale.tag, () => undefined);
    const blocks: Block[] = [paragraph(words), paragraph(words)];
    layout = layoutPages(
      { title: "T", language, header: { left: "", right: "" }, footer: "", blocks, footnotes: [] },
      new Map(),
      {
        page: testPage,
        grid: pageGrid(testPage),
        theme: { ...defaultTheme, align: "justify" },
        locale,
        measurer: typesetter,
        warn: () => undefined,
        limits: { pages: 9 },
      },
    );
  });

  /** Returns the width of a run as the PDF writer draws it, without the space at its end. */
  const drawn = (run: PlacedRun): number => {
    const text = run.text.trimEnd();
    const shaped = typesetter.shape(text, run.face, run.letterSpacing === undefined ? {} : { spaced: true });
    return (
      (shaped.width * run.size) / 1000 +
      (run.letterSpacing ?? 0) * ([...text].length - 1) +
      (run.wordSpacing ?? 0) * (text.split(" ").length - 1)
    );
  };

  it("ends every justified line at the right edge", () => {
    const lines = boxesOf(layout.pages[0], "text").filter(({ means }) => typeof means === "number");
    const byLine = new Map<number, PlacedRun[]>();
    for (const { y, runs } of lines) byLine.set(y, [...(byLine.get(y) ?? []), ...runs]);
    const rows = [...byLine.values()];
    expect(rows.length).toBeGreaterThan(5);
    const perParagraph = rows.length / 2;
    rows.forEach((runs, index) => {
      const last = runs.at(-1)!;
      const end = last.x + drawn(last);
      if ((index + 1) % perParagraph === 0) expect(end).toBeLessThan(450.6);
      // Full-width punctuation at a line's end hangs by its empty half.
      else
        expect(Math.abs(end - 450) < 0.6 || (/[，。：；”）]$/.test(last.text) && Math.abs(end - 455) < 0.6)).toBe(true);
    });
  });

  it("sets each paragraph like the other", () => {
    const texts = boxesOf(layout.pages[0], "text")
      .filter(({ means }) => typeof means === "number")
      .map(({ runs }) => runs.map(({ text, x }) => [text, x]));
    expect(texts.slice(texts.length / 2)).toEqual(texts.slice(0, texts.length / 2));
  });
});
