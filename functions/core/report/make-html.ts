import type { Chart } from "./chart/chart.ts";
import { narrowCompiler } from "./compile-narrow.ts";
import type { Warning } from "../errors.ts";
import type { SubsetFont } from "../ports.ts";
import { embedFonts } from "./embed-fonts.ts";
import { type LaidOutReport, originsOf, type World } from "./generate-report.ts";
import { provenanceOf } from "./pdf/provenance.ts";
import { sourcesOfQueries } from "./query/sources-of-queries.ts";
import type { AcceptedRequest } from "./request/report-request.ts";
import type { NarrowChart } from "./rendition/html/html-context.ts";
import { type EmbeddedFonts, noFonts, styleSheet } from "./rendition/html/style-sheet.ts";
import { writeHtml, writePage, type WrittenPage } from "./rendition/html/write-html.ts";
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
 * @param subset makes the fonts that the page brings along @default it has those of the reader
 * @throws BroadsheetError as `embedFonts`, and as the compilation of charts, of which the report's own has shown that
 *   it succeeds
 */
export async function makeHtml(
  accepted: AcceptedRequest,
  laidOut: LaidOutReport,
  world: Pick<World, "fonts" | "engine" | "maker" | "compileChart" | "limits" | "shelf">,
  pdf: string,
  pdfEngine?: string,
  subset?: SubsetFont,
): Promise<HtmlRendition> {
  const { document, locale, template, charts, layout, typesetter, tables, datasets } = laidOut;
  const narrow = await compileNarrow(accepted, laidOut, world);
  const manifest = renditionManifest(
    provenanceOf(accepted, world.engine, tables, originsOf(datasets)),
    subset === undefined ? "html" : "html-fonts",
    { pdf, pdfEngine, maker: world.maker },
  );
  const page = writePage({
    document,
    locale,
    theme: template.theme,
    charts,
    narrow,
    layout,
    measurer: typesetter,
    ...(template.lineage === "attach" && {
      sources: sourcesOfQueries(
        template.queries,
        template.datasets.map(({ alias }) => alias),
      ),
    }),
  });
  const html = writeHtml(
    page,
    {
      generator: `Broadsheet (engine ${world.engine.slice(0, 12)})`,
      "broadsheet-manifest": manifestText(manifest),
    },
    subset && (await fontsOf(page, laidOut, subset)),
  );
  return { html, narrow };
}

function fontsOf({ body, styles }: WrittenPage, laidOut: LaidOutReport, subset: SubsetFont): Promise<EmbeddedFonts> {
  const { template, typesetter } = laidOut;
  const sheet = styleSheet({ ...styles, fonts: noFonts });
  return embedFonts({ body: body.markup, sheet }, template.theme, typesetter, subset);
}

async function compileNarrow(
  accepted: AcceptedRequest,
  laidOut: LaidOutReport,
  world: Parameters<typeof narrowCompiler>[2],
): Promise<Map<string, NarrowChart>> {
  const narrow = new Map<string, NarrowChart>();
  const compile = narrowCompiler(accepted, laidOut, world);
  for (const figure of laidOut.figures) {
    const wide = laidOut.charts.get(figure.id)!;
    if (wide.width <= narrowEnough) continue;
    const made = await compile(figure, narrowWidth);
    narrow.set(
      figure.id,
      made === undefined || isCrushed(wide, made.chart, made.warnings)
        ? { kind: "scrolled" }
        : { kind: "compiled", chart: made.chart },
    );
  }
  return narrow;
}

/** Whether a narrow chart shows its data badly: made smaller, or with hardly any plot beside its labels. */
function isCrushed(wide: Chart, chart: Chart, warnings: readonly Warning[]): boolean {
  if (warnings.some(({ code }) => code === "scaled-figure")) return true;
  const [plot, own] = [chart.plot ?? Infinity, wide.plot ?? Infinity];
  return plot < leastPlot && plot < own * 0.8;
}
