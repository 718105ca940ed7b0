import { createFontFiles } from "../../../../../functions/adapters/font-files.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import { openTypesetter } from "../../../../../functions/core/report/fonts/open-typesetter.ts";
import { layoutPages } from "../../../../../functions/core/report/layout/layout-pages.ts";
import type { MeasuredLayout } from "../../../../../functions/core/report/layout/page.ts";
import { loadLanguage } from "../../../../../functions/core/report/layout/text/load-language.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { pageGrid } from "../../../../../functions/core/report/template/page-grid.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import type { SeededDocument } from "./make-document.ts";

const locale = localeFor("en");
const page = {
  width: 595.28,
  height: 841.89,
  margins: { top: 64, right: 56, bottom: 64, left: 56 },
  footnotes: "page",
} as const;

/** The typesetter of the bundled fonts, by which seeded documents are set. */
export const seededTypesetter = openTypesetter(createFontFiles(), locale.tag, () => undefined);
await loadLanguage({ ...defaultTheme, align: "justify" }, locale);

/** Sets a seeded document on A4 pages in the bundled fonts, with charts that draw nothing. */
export function setSeeded({
  blocks,
  footnotes,
  charts,
  align,
}: SeededDocument): MeasuredLayout & { readonly warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  const compiled = new Map(
    [...charts].map(([id, [width, height]]) => {
      const axes = 30;
      // Every third is like a map, whose height has a meaning.
      const plots = height % 3 === 0 ? {} : { plots: height - axes };
      return [id, { name: id, width, height, ...plots, alt: "A chart.", draw: () => undefined }] as const;
    }),
  );
  const document = { title: "Seeded", language: "en", header: { left: "", right: "" }, footer: "", blocks, footnotes };
  const settings = {
    page,
    grid: pageGrid(page),
    theme: { ...defaultTheme, align },
    locale,
    measurer: seededTypesetter,
    warn: (warning: Warning) => warnings.push(warning),
    limits: { pages: 100 },
  };
  return { ...layoutPages(document, compiled, settings), warnings };
}
