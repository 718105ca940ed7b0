import type { Chart } from "./chart/chart.ts";
import { compileChart } from "./chart/compile-chart.ts";
import { BroadsheetError, type Warning } from "../errors.ts";
import { defaultLimits, type LaidOutReport, originsOf, type World } from "./generate-report.ts";
import { openTypesetter } from "./fonts/open-typesetter.ts";
import { withOwnFonts } from "./fonts/own-fonts.ts";
import { provenanceOf } from "./pdf/provenance.ts";
import type { AcceptedRequest } from "./request/report-request.ts";
import type { NarrowChart } from "./rendition/html/html-context.ts";
import { writeHtml } from "./rendition/html/write-html.ts";
import { manifestText, renditionManifest } from "./rendition/rendition-manifest.ts";

/** Width of a narrow chart, points: on a screen of 320 pixels its labels are as large as on paper. */
const narrowWidth = 256;
/** Charts up to this width are shown as they are. */
const narrowEnough = 300;
/** Narrowest plot that still shows its data, points, unless the wide chart's is as narrow. */
const leastPlot = 72;

/** A report as a page of HTML. */
export interface HtmlRendition {
  readonly html: string;
  /** Figure id → what is shown where there is little room. */
  readonly narrow: ReadonlyMap<string, NarrowChart>;
}

/**
 * Makes the HTML of a report from what its PDF was made from. Each chart is compiled a second time, for small screens.
 * The same report gives the same bytes.
 *
 * @param pdf SHA-256 of the report's PDF, which the page names
 * @param pdfEngine digest of the engine that made the PDF @default the world's
 * @throws BroadsheetError as the compilation of charts, of which the report's own has shown that it succeeds
 */
export async function makeHtml(
  accepted: AcceptedRequest,
  laidOut: LaidOutReport,
  world: Pick<World, "fonts" | "engine" | "compileChart" | "limits" | "shelf">,
  pdf: string,
  pdfEngine?: string,
): Promise<HtmlRendition> {
  const { document, locale, template, charts, layout, typesetter, tables, datasets } = laidOut;
  const narrow = await compileNarrow(accepted, laidOut, world);
  const manifest = renditionManifest(
    provenanceOf(accepted, world.engine, tables, originsOf(datasets)),
    "html",
    pdf,
    pdfEngine,
  );
  const html = writeHtml(
    { document, locale, theme: template.theme, charts, narrow, layout, measurer: typesetter },
    {
      generator: `Broadsheet (engine ${world.engine.slice(0, 12)})`,
      "broadsheet-manifest": manifestText(manifest),
    },
  );
  return { html, narrow };
}

async function compileNarrow(
  { parameters, language, date }: AcceptedRequest,
  { template, locale, tables, figures, charts }: LaidOutReport,
  world: Pick<World, "fonts" | "compileChart" | "limits" | "shelf">,
): Promise<Map<string, NarrowChart>> {
  const { theme } = template;
  const compile = world.compileChart ?? compileChart;
  const limits = { ...defaultLimits, ...world.limits };
  const narrow = new Map<string, NarrowChart>();
  // What a chart says about missing characters, its report has heard already.
  const measurer = openTypesetter(withOwnFonts(world.fonts, theme.fonts, template.files), locale.tag, () => {});
  for (const figure of figures) {
    const wide = charts.get(figure.id)!;
    if (wide.width <= narrowEnough) continue;
    const warnings: Warning[] = [];
    const warn = (warning: Warning): void => void warnings.push(warning);
    const chart = await compile(figure.chart, tables, {
      ...(world.shelf === undefined ? {} : { shelf: world.shelf }),
      theme,
      locale,
      language,
      date,
      measurer,
      parameters,
      warn,
      limits,
      width: narrowWidth,
      attach: false,
      alt: figure.alt ?? wide.alt,
      where: figure.where,
    }).catch(scrollWhatFails);
    narrow.set(
      figure.id,
      chart === undefined || isCrushed(wide, chart, warnings) ? { kind: "scrolled" } : { kind: "compiled", chart },
    );
  }
  return narrow;
}

/** A chart that cannot be drawn so narrow is shown as it is; other faults are no matter of width. */
function scrollWhatFails(error: unknown): undefined {
  if (error instanceof BroadsheetError && !error.transient) return undefined;
  throw error;
}

/** Whether a narrow chart shows its data badly: made smaller, or with hardly any plot beside its labels. */
function isCrushed(wide: Chart, chart: Chart, warnings: readonly Warning[]): boolean {
  if (warnings.some(({ code }) => code === "scaled-figure")) return true;
  const [plot, own] = [chart.plot ?? Infinity, wide.plot ?? Infinity];
  return plot < leastPlot && plot < own * 0.8;
}
