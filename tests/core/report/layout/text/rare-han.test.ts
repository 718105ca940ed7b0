import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFontFiles } from "../../../../../functions/adapters/font-files.ts";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import { openTypesetter } from "../../../../../functions/core/report/fonts/open-typesetter.ts";
import { layoutPages } from "../../../../../functions/core/report/layout/layout-pages.ts";
import type { Layout } from "../../../../../functions/core/report/layout/page.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { pageGrid } from "../../../../../functions/core/report/template/page-grid.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { paragraph, testPage } from "../layout-fixture.ts";

const fonts = createFontFiles();

/** Lays text out with the bundled fonts. */
function layOut(
  blocks: readonly Block[],
  language: string,
  header = "",
): { layout: Layout; warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  const locale = localeFor(language);
  const layout = layoutPages(
    { title: "T", language, header: { left: header, right: "" }, footer: header, blocks, footnotes: [] },
    new Map(),
    {
      page: testPage,
      grid: pageGrid(testPage),
      theme: defaultTheme,
      locale,
      measurer: openTypesetter(fonts, locale.tag, (warning) => warnings.push(warning)),
      warn: () => undefined,
      limits: { pages: 99 },
    },
  );
  return { layout, warnings };
}

const textOf = ({ pages }: Layout): string =>
  pages
    .flatMap(({ boxes }) => boxes.flatMap((box) => (box.kind === "text" ? box.runs.map(({ text }) => text) : [])))
    .join("");

describe.each(["en", "zh"])("Han beyond the first plane, in %s", (language) => {
  test.each([
    ["between Han", paragraph("用𪚥野家")],
    ["alone", paragraph("𪚥")],
    ["beside Latin", paragraph("a 𪚥 b𪚥c")],
    ["beside a quotation mark", paragraph("“𪚥”，𪚥——𪚥")],
    ["over two lines of the source", paragraph("𪚥\n𪚥")],
    ["in code", { type: "code", text: "𪚥".repeat(200) } satisfies Block],
    ["too wide for its line", paragraph("x𪚥".repeat(200).replaceAll("x", "\u2060"))],
  ])("%s gives one square a character, and one warning", (_, block) => {
    const { layout, warnings } = layOut([block], language);
    const source = JSON.stringify(block).match(/𪚥/gu)!.length;
    expect(warnings).toEqual([
      expect.objectContaining({ code: "missing-glyph", where: { name: "U+2A6A5" }, seen: "𪚥" }),
    ]);
    expect(textOf(layout).match(/□/g)).toHaveLength(source);
  });

  test("is cut whole in a running header", () => {
    const { layout, warnings } = layOut(
      Array.from({ length: 80 }, () => paragraph("x")),
      language,
      "𪚥".repeat(400),
    );
    expect(warnings.map(({ where }) => where?.name)).toEqual(["U+2A6A5"]);
    expect(layout.pages.length).toBeGreaterThan(1);
  });
});

test("no text is cut inside a character", () => {
  const words = fc
    .array(
      fc.constantFrom(
        "𪚥",
        "😀",
        "中",
        "a",
        " ",
        "“",
        "”",
        "—",
        "，",
        "·",
        "\u0301",
        "𝒳",
        "葛\u{e0100}",
        "\n",
        "ש",
        "-",
        "/",
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(words, fc.constantFrom("en", "zh"), (text, language) => {
      const { layout, warnings } = layOut([paragraph(text), { type: "code", text }], language, text);
      expect(textOf(layout).isWellFormed()).toBe(true);
      expect(warnings.filter(({ where }) => /^U\+D[89A-F]..$/.test(where?.name ?? ""))).toEqual([]);
    }),
    { numRuns: 150, seed: 18 },
  );
});
