import type { Chart } from "../chart/chart.ts";
import type { Document } from "../document/document.ts";
import type { LayoutSettings } from "./layout-context.ts";
import { layoutPages } from "./layout-pages.ts";
import type { MeasuredLayout } from "./page.ts";
import { loadLanguage, loadSyllables, SyllablesNeeded } from "./text/load-language.ts";

/**
 * Sets a document's blocks into pages, as `layoutPages` does, and loads what its language needs: the patterns for
 * dividing words, which take up to a third of a second, only if a word must be divided.
 *
 * @param charts figure id → compiled chart
 * @throws BroadsheetError those of `layoutPages`
 */
export async function layOutDocument(
  document: Document,
  charts: ReadonlyMap<string, Chart>,
  settings: LayoutSettings,
): Promise<MeasuredLayout> {
  const { theme, locale } = settings;
  await loadLanguage(theme, locale);
  try {
    return layoutPages(document, charts, settings);
  } catch (error) {
    if (!(error instanceof SyllablesNeeded)) throw error;
    await loadSyllables(locale);
    return layoutPages(document, charts, settings);
  }
}
