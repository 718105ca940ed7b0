import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import type { Chart } from "../chart/chart.ts";
import type { ChartSettings } from "../chart/chart-settings.ts";
import { compileChart } from "../chart/compile-chart.ts";
import type { ChartRequest } from "../document/document.ts";
import type { Warn, Warning } from "../../errors.ts";
import type { Typesetter } from "../fonts/typesetter.ts";
import type { Tables } from "../query/table.ts";
import { digestOfFile } from "./digest-of-file.ts";
import type { Kept } from "./kept.ts";

/** Chart by key; undefined for one that gives warnings, which is compiled every time. */
export type KeptCharts = Kept<string, Chart | undefined>;

/** The fonts of a report. */
export interface ReportFonts {
  /** Opens a typesetter with them, and with the report's language. */
  open(warn: Warn): Typesetter;
  /** Of the template's own fonts. */
  readonly digest: string;
}

/**
 * `compileChart` that compiles a chart only if its spec, its data or its settings have changed.
 *
 * Only a chart without any warning is kept: warnings name lines of the text, which move, and each report warns of a
 * missing character only once. So that neither the text nor another chart hides such a warning, a chart that may be
 * kept is measured with a typesetter of its own.
 *
 * @param digests gets a digest of what each chart draws
 * @param pause called before a chart is compiled
 */
export function keepCharts(
  kept: KeptCharts,
  fonts: ReportFonts,
  digests: WeakMap<Chart, string>,
  pause: () => Promise<void>,
): typeof compileChart {
  return async (request, tables, settings) => {
    const key = keyOf(request, tables, settings, fonts.digest);
    const found = kept.get(key);
    if (found !== undefined) return noted(digests, { ...found }, key);
    await pause();
    const known = kept.has(key);
    if (!known) {
      const warnings: Warning[] = [];
      const chart = await compileChart(request, tables, {
        ...settings,
        measurer: fonts.open((warning) => warnings.push(warning)),
        warn: (warning) => warnings.push(warning),
      });
      kept.set(key, warnings.length === 0 ? chart : undefined);
      if (warnings.length === 0) return noted(digests, { ...chart }, key);
    }
    return noted(digests, await compileChart(request, tables, settings), key);
  };
}

function noted(digests: WeakMap<Chart, string>, chart: Chart, key: string): Chart {
  digests.set(chart, key);
  return chart;
}

/** Everything on which a chart depends but its place in the text. */
function keyOf(
  { name, dialect, spec, data, geometry = {}, picked, params, source }: ChartRequest,
  tables: Tables,
  settings: ChartSettings,
  fonts: string,
): string {
  const { width, stretch, theme, locale, language, date, parameters, attach, alt, says, limits } = settings;
  const written = JSON.stringify(spec);
  // A Vega spec may name a query itself.
  const queries = [...tables].filter(
    ([query]) => Object.values(data).includes(query) || written.includes(JSON.stringify(query)),
  );
  const rows = queries.map(([query, { hash, columns }]) => [query, hash, columns]);
  const shapes = Object.entries(geometry).map(([alias, { body, ...about }]) => [alias, about, digestOfFile(body)]);
  return sha256(
    JSON.stringify([
      name,
      dialect,
      written,
      data,
      rows,
      shapes,
      picked && canonicalJson(picked),
      params,
      source,
      width,
      stretch,
      theme,
      fonts,
      locale.tag,
      language,
      date,
      parameters,
      attach,
      alt,
      says,
      limits,
    ]),
  );
}
