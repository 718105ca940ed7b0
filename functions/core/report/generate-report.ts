import { checkDeclared } from "./check-declared.ts";
import { warnOfStale } from "./find-stale.ts";
import type { Chart } from "./chart/chart.ts";
import type { ChartSettings } from "./chart/chart-settings.ts";
import { compileChart } from "./chart/compile-chart.ts";
import { loadVega } from "./chart/load-vega.ts";
import { composeReport } from "./compose/compose-report.ts";
import { drawPictures } from "./draw-pictures.ts";
import { loadMathSyntax } from "./compose/markdown/math-syntax.ts";
import { figuresOf } from "./document/figures-of.ts";
import { plainText } from "./document/plain-text.ts";
import { checkDataset } from "./dataset/check-dataset.ts";
import type { Dataset } from "./dataset/dataset.ts";
import { openDataset } from "./dataset/open-dataset.ts";
import type { Document, Figure } from "./document/document.ts";
import { createOriginTrace, type Trace } from "./document/trace.ts";
import type { Warn, Warning } from "../errors.ts";
import type { MeasuredLayout } from "./layout/page.ts";
import { layOutDocument } from "./layout/lay-out-document.ts";
import type { KeptTexts } from "./layout/text/kept-texts.ts";
import { sizeFigures } from "./layout/size-figures.ts";
import { numbersAttachments } from "./attach-numbers.ts";
import { chartAttachments } from "./pdf/chart-attachments.ts";
import { withOwnFonts } from "./fonts/own-fonts.ts";
import { formulaAttachments } from "./pdf/formula-attachments.ts";
import { openTypesetter } from "./fonts/open-typesetter.ts";
import type { Typesetter } from "./fonts/typesetter.ts";
import { type Provenance, provenanceOf } from "./pdf/provenance.ts";
import { writePdf } from "./pdf/write-pdf.ts";
import type { Clock, FontSource, ObjectStore, ScratchSpace, Shelf } from "../ports.ts";
import { publishReport } from "./publish/publish-report.ts";
import { recordContent } from "./publish/record-content.ts";
import { startStopwatch } from "./publish/start-stopwatch.ts";
import type { Report, Stage } from "./publish/report.ts";
import type { QueryPage } from "./query/page/keep-pages.ts";
import type { KeptSessions } from "./query/session/keep-sessions.ts";
import { runQueries } from "./query/run-queries.ts";
import type { Tables } from "./query/table.ts";
import { checkAccepted } from "./request/check-accepted.ts";
import type { AcceptedRequest } from "./request/report-request.ts";
import { checkTheme } from "./template/theme/check-theme.ts";
import { placeThemeWarnings } from "./template/theme/place-warnings.ts";
import { storedFiles } from "./template/stored-files.ts";
import type { Locale } from "./locale/locale.ts";
import { localeFor } from "./locale/locale-for.ts";
import { outlineLogo } from "./outline-logo.ts";
import { openTemplate } from "./template/open-template.ts";
import { stretchCharts } from "./stretch-charts.ts";
import type { Template } from "./template/template.ts";
import { pageGrid } from "./template/page-grid.ts";

/** The limits of a render. */
export interface Limits {
  readonly pages: number;
  /** Rows of one query's result. */
  readonly rows: number;
  /** Marks of one chart. */
  readonly marks: number;
  /** Size of the PDF. */
  readonly bytes: number;
  /** Time of one query. */
  readonly queryMs: number;
}

export const defaultLimits: Limits = {
  pages: 2_000,
  rows: 100_000,
  marks: 120_000,
  bytes: 100_000_000,
  queryMs: 30_000,
};

/** The pipeline's access to the outside world. */
export interface World {
  readonly store: ObjectStore;
  readonly fonts: FontSource;
  readonly clock: Clock;
  /** Opens a private folder; the pipeline disposes of it. */
  openScratch(): Promise<ScratchSpace>;
  /** Digest of this engine: the PDF, its manifest and the outcome name it. */
  readonly engine: string;
  /** Digest of the code that makes renditions: their manifests name it. @default they name the engine alone */
  readonly maker?: string | undefined;
  readonly limits?: Partial<Limits>;
  /** Keeps compiled specs and queries beyond this process. @default nowhere */
  readonly shelf?: Shelf;
  /** Keeps the loaded datasets from one report to the next. @default each report loads its own */
  readonly sessions?: KeptSessions;
  /** The letters of a batch of which this is one, so that queries can run once for all. @default it is made alone */
  readonly page?: QueryPage | undefined;
  /** Replaces the query stage where DuckDB cannot be loaded, or results are kept. @default runQueries */
  readonly runQueries?: typeof runQueries;
  /** Replaces the compilation of charts where they are kept. @default compileChart */
  readonly compileChart?: typeof compileChart;
  /** Replaces the reading of pictures where they are kept. @default drawPictures */
  readonly drawPictures?: typeof drawPictures;
  /** Keeps the lines of texts, for reports of the same theme, fonts and language. @default nowhere */
  readonly texts?: KeptTexts;
  /** Gets the places of blocks in the template's files and on the pages. */
  readonly trace?: Trace;
  /** Called with each stage as it begins. */
  progress?(stage: Stage): void;
}

/** A composed and laid-out report, before any file is written: the start of a preview or another rendition. */
export interface LaidOutReport {
  readonly template: Template;
  readonly locale: Locale;
  readonly datasets: readonly Dataset[];
  readonly tables: Tables;
  readonly document: Document;
  /** The document's figures in reading order. */
  readonly figures: readonly Figure[];
  /** Figure id → chart, and id → picture; each can draw itself. */
  readonly charts: ReadonlyMap<string, Chart>;
  readonly layout: MeasuredLayout;
  /** The fonts with which everything was measured. */
  readonly typesetter: Typesetter;
  /** The world's, or its own where the template attaches its lineage. */
  readonly trace?: Trace | undefined;
}

/**
 * Renders a report, through the whole pipeline. The same request gives the same bytes.
 *
 *     request ──► template ──► dataset ──► query ──► compose ──► chart ──► layout ──► pdf ──► publish
 *     (who asks    (what the    (stored     (SQL →    (Liquid →   (Vega →   (blocks →  (pages   (policy,
 *      for what)    report is)   versions)   tables)   Markdown    scene)    pages)     → bytes)  hash)
 *                                                      → blocks)
 *     └───────────────────────────── layOutReport ─────────────────────────────────┘
 *
 * `acceptReport` has pinned the request; `lifecycle/` receives this function and stores the result.
 *
 * @throws BroadsheetError of every kind; only `unavailable` may succeed when tried again
 */
export async function generateReport(accepted: AcceptedRequest, world: World): Promise<Report> {
  const { report } = await makeReport(accepted, world);
  return report;
}

/**
 * Like `generateReport`, for code that also inspects what it composed and laid out.
 *
 * @throws BroadsheetError of every kind
 */
export async function makeReport(
  accepted: AcceptedRequest,
  world: World,
): Promise<{ readonly report: Report; readonly laidOut: LaidOutReport }> {
  const warnings: Warning[] = [];
  const warn = (warning: Warning): void => void warnings.push(warning);
  const stopwatch = startStopwatch(world.clock, world.progress);

  // 1 to 7: request, template, dataset, query, compose, chart, layout
  const laidOut = await layOutReport(accepted, world, warn, stopwatch);
  const { template, locale, datasets, tables, document, figures, charts, layout, typesetter } = laidOut;

  // 8 pdf
  stopwatch.begin("pdf");
  const producer = `Broadsheet (engine ${world.engine.slice(0, 12)})`;
  const info = {
    title: document.title,
    reportId: accepted.id,
    date: accepted.date,
    language: locale.tag,
    producer,
    conformance: template.conformance,
  };
  const attachments = [
    ...chartAttachments(figures, charts),
    ...formulaAttachments(document, charts),
    ...numbersAttachments(laidOut, warn),
  ];
  const provenance = provenanceOf(accepted, world.engine, tables, originsOf(datasets));
  const { bytes, pages } = await writePdf(layout, charts, {
    typesetter,
    info,
    attachments,
    provenance,
    warnings,
    warn,
    // In a batch the other cores have their own reports.
    threads: world.page === undefined,
  });

  // 9 publish
  stopwatch.begin("publish");
  const made = {
    id: accepted.id,
    engine: world.engine,
    title: document.title,
    pdf: bytes,
    pages,
    warnings,
    quality: layout.quality,
    content: recordContent({ document, layout, tables, locale, template: accepted.template.version }),
  };
  const report = publishReport(made, template.warnings, world.limits?.bytes ?? defaultLimits.bytes);
  return { report: { ...report, timings: stopwatch.end() }, laidOut };
}

/**
 * The first half: composes a report and lays it out. Code that writes another kind of file, or only inspects a report,
 * uses this half alone.
 *
 * @param warn receives every warning of the stages up to layout; keep it open, since the typesetter also warns of
 *   missing glyphs in later drawing
 * @throws BroadsheetError of every kind but those of writing and publishing
 */
export async function layOutReport(
  accepted: AcceptedRequest,
  world: World,
  warn: Warn,
  stopwatch = startStopwatch(world.clock, world.progress),
): Promise<LaidOutReport> {
  const limits = { ...defaultLimits, ...world.limits };
  const shelf = world.shelf === undefined ? {} : { shelf: world.shelf };

  // 1 request
  const { parameters, language, date } = checkAccepted(accepted);

  // 2 template
  stopwatch.begin("template");
  const template = await openTemplate(world.store, accepted.template);
  const { page, theme } = template;
  const trace = world.trace ?? (template.lineage === "attach" ? createOriginTrace() : undefined);
  const locale = localeFor(language);
  const grid = pageGrid(page);
  for (const problem of placeThemeWarnings(checkTheme(theme), storedFiles(template))) warn(problem);

  // 3 dataset
  stopwatch.begin("dataset");
  const datasets = await openDatasets(template, accepted, world, warn);

  // 4 query
  stopwatch.begin("query");
  const running = (world.runQueries ?? runQueries)(
    template,
    datasets,
    { ...parameters, language, report_date: date },
    {
      openScratch: () => world.openScratch(),
      rows: limits.rows,
      deadlineMs: limits.queryMs,
      ...shelf,
      ...(world.sessions && { sessions: world.sessions }),
      ...(world.page && { page: world.page }),
      warn,
    },
  );
  // DuckDB runs off the main thread, so a cold start loads Vega meanwhile.
  const [tables] = await Promise.all([running, template.charts.size > 0 ? loadVega() : undefined]);

  // 5 compose
  stopwatch.begin("compose");
  if (template.math) await loadMathSyntax();
  const document = composeReport(template, tables, accepted, locale, warn, trace);
  const figures = figuresOf(document);
  const widths = sizeFigures(document, { page, grid, theme });

  // 6 chart
  stopwatch.begin("chart");
  const typesetter = openTypesetter(withOwnFonts(world.fonts, theme.fonts, template.files), locale.tag, warn);
  const charts = new Map<string, Chart>(await (world.drawPictures ?? drawPictures)(document, theme.ink));
  const rows = trace?.origins?.rows;
  const told = { warn: warnOnce(warn), rows, limits };
  const common = { ...shelf, ...told, theme, locale, language, date, measurer: typesetter, parameters };
  const compileFigure = (figure: Figure, stretch?: number): Promise<Chart> =>
    (world.compileChart ?? compileChart)(figure.chart, tables, { ...common, ...settingsOf(figure, widths), stretch });
  for (const figure of figures) charts.set(figure.id, await compileFigure(figure));

  // 7 layout
  stopwatch.begin("layout");
  const { texts } = world;
  const printed = outlineLogo(template, world.fonts, warn);
  const settings = { page, grid, theme: printed.theme, locale, measurer: typesetter, warn, limits, texts, trace };
  const set = await layOutDocument(document, charts, settings);
  const layout = await stretchCharts(set, figures, charts, compileFigure, warn);

  return { template: printed, locale, datasets, tables, document, figures, charts, layout, typesetter, trace };
}

/** The hashes of the rows of datasets whose tables a recipe made, and where those came from that a source fetched. */
export function originsOf(datasets: readonly Dataset[]): Required<Pick<Provenance, "rows" | "sources">> {
  return {
    rows: Object.fromEntries(
      datasets.flatMap(({ alias, profile: { rowsHash } }) => (rowsHash === undefined ? [] : [[alias, rowsHash]])),
    ),
    sources: Object.fromEntries(
      datasets.flatMap(({ alias, profile: { source } }) => (source === undefined ? [] : [[alias, source]])),
    ),
  };
}

/** Passes on a warning only once, since a chart that is made taller gives its own again. */
function warnOnce(warn: Warn): Warn {
  const told = new Set<string>();
  return (warning) => {
    const text = JSON.stringify(warning);
    if (!told.has(text)) warn(warning);
    told.add(text);
  };
}

/** What a chart is compiled with that belongs to its figure. */
function settingsOf(
  { id, attach, alt, where, title, deck, note }: Figure,
  widths: ReadonlyMap<string, number>,
): Pick<ChartSettings, "width" | "attach" | "alt" | "where" | "says"> {
  return { width: widths.get(id)!, attach, alt, where, says: [title, deck, note].map(plainText) };
}

/** Opens the pinned version of each dataset that the template declares, and checks it against the declaration. */
async function openDatasets(
  template: Template,
  accepted: AcceptedRequest,
  world: World,
  warn: Warn,
): Promise<Dataset[]> {
  const datasets = await Promise.all(
    template.datasets.map(async (declaration) => {
      const reference = accepted.datasets[declaration.alias]!;
      return checkDataset(await openDataset(world.store, declaration.alias, reference), declaration);
    }),
  );
  await checkDeclared(template, datasets, () => world.openScratch(), warn);
  warnOfStale(accepted, warn);
  return datasets;
}
