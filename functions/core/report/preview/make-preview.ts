import { sha256 } from "../../json/canonical-json.ts";
import type { compileChart } from "../chart/compile-chart.ts";
import { type AskedPicture, drawPictures, picturesOf } from "../draw-pictures.ts";
import { openDataset } from "../dataset/open-dataset.ts";
import { createTrace, type ShownChoice, type ShownValue } from "../document/trace.ts";
import type { Warn, Warning } from "../../errors.ts";
import { openTypesetter } from "../fonts/open-typesetter.ts";
import { withOwnFonts } from "../fonts/own-fonts.ts";
import { type LaidOutReport, layOutReport, makeReport, type World } from "../generate-report.ts";
import { localeFor } from "../locale/locale-for.ts";
import { writePdf } from "../pdf/write-pdf.ts";
import { drawBoxes, type DrawnPage } from "../rendition/drawn/draw-boxes.ts";
import type { Report } from "../publish/report.ts";
import { startStopwatch } from "../publish/start-stopwatch.ts";
import { runQueries } from "../query/run-queries.ts";
import type { AcceptedRequest } from "../request/report-request.ts";
import type { Template } from "../template/template.ts";
import { digestOfFile } from "./digest-of-file.ts";
import { keepCharts } from "./keep-charts.ts";
import type { KeptWork } from "./keep-work.ts";
import { pageAlone } from "./page-alone.ts";
import { pageDigests } from "./page-digests.ts";
import { placeBlocks } from "./place-blocks.ts";
import type { PlacedBlock, Preview } from "./preview.ts";

/** A report that was laid out to be looked at. */
export interface PreparedPreview {
  readonly accepted: AcceptedRequest;
  readonly laidOut: LaidOutReport;
  readonly warnings: readonly Warning[];
  /** Of each page. */
  readonly digests: readonly string[];
  /** Figure id → digest of what it draws, with the fonts in which it does. */
  readonly drawings: ReadonlyMap<string, string>;
  readonly blocks: readonly PlacedBlock[];
  readonly values: readonly ShownValue[];
  readonly choices: readonly ShownChoice[];
  /** Alias of a dataset → its columns. */
  readonly columns: Preview["columns"];
  /** The queries that ran; the results of the others were kept. */
  readonly ran: ReadonlySet<string>;
  /** How many charts were compiled; the others were kept. */
  readonly compiled: number;
  readonly timings: Readonly<Record<string, number>>;
}

/**
 * Lays out a report as `generateReport` does, and keeps what later previews of the same session can use: a chart is
 * compiled again only if its spec, its data or its width have changed, a picture only if its content has. No file is
 * written; `writePreviewPage` writes the pages that somebody looks at.
 *
 * @param template the one that the request names, which the world's store gives
 * @param pause called between two steps; throws if the preview is no longer wanted
 * @throws BroadsheetError as `layOutReport`
 */
export async function makePreview(
  accepted: AcceptedRequest,
  template: Template,
  world: World,
  kept: KeptWork,
  pause: () => Promise<void>,
): Promise<PreparedPreview> {
  const warnings: Warning[] = [];
  const printed = { values: [] as ShownValue[], choices: [] as ShownChoice[] };
  const trace = { ...createTrace(), ...printed };
  const ran = new Set<string>();
  let compiled = 0;
  const stopwatch = startStopwatch(world.clock, world.progress);
  const laidOut = await layOutReport(
    accepted,
    {
      ...keepingWorld(accepted, template, world, kept, pause, {
        ran: (query) => void ran.add(query),
        compiled: () => void (compiled += 1),
      }),
      trace,
    },
    (warning) => void warnings.push(warning),
    stopwatch,
  );
  const drawings = drawingsOf(laidOut, kept);
  const fonts = fontsOf(template);
  const digests = pageDigests(laidOut.layout, drawings, fonts);
  const blocks = placeBlocks(laidOut.layout, trace);
  return {
    accepted,
    laidOut,
    warnings: [...warnings],
    digests,
    drawings: fonts === "" ? drawings : new Map([...drawings].map(([id, digest]) => [id, `${digest} ${fonts}`])),
    blocks,
    ...printed,
    columns: await columnsOf(accepted, world),
    ran,
    compiled,
    timings: stopwatch.end(),
  };
}

async function columnsOf({ datasets }: AcceptedRequest, { store }: World): Promise<Preview["columns"]> {
  const entries = Object.entries(datasets).map(async ([alias, reference]) => {
    const { profile } = await openDataset(store, alias, reference);
    return [alias, profile.columns.map(({ name, type }) => ({ name, type }))] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Renders the whole report with what is kept: the same bytes as without. */
export async function renderPreview(
  accepted: AcceptedRequest,
  template: Template,
  world: World,
  kept: KeptWork,
): Promise<Report> {
  const { report } = await makeReport(
    accepted,
    keepingWorld(accepted, template, world, kept, async () => {}),
  );
  return report;
}

/**
 * Writes one page as a PDF of its own.
 *
 * @param number from 1, of an existing page
 */
export async function writePreviewPage({ accepted, laidOut }: PreparedPreview, number: number): Promise<Uint8Array> {
  const { layout, charts, typesetter, document, locale } = laidOut;
  const info = {
    title: document.title,
    reportId: accepted.id,
    date: accepted.date,
    language: locale.tag,
    producer: "Broadsheet preview",
  };
  // Links to other pages lead nowhere, which a preview need not mention.
  const { bytes } = await writePdf(pageAlone(layout, layout.pages[number - 1]!), charts, {
    typesetter,
    info,
    attachments: [],
    compressed: false,
    warn: () => {},
  });
  return bytes;
}

/**
 * Lists what one page shows, for an editor that draws it itself.
 *
 * @param number from 1, of an existing page
 */
export function drawPreviewPage(
  { laidOut: { layout, charts, typesetter }, drawings }: PreparedPreview,
  number: number,
  { drawings: figures }: KeptWork,
): DrawnPage {
  return drawBoxes(layout.pages[number - 1]!, { typesetter, charts, digests: drawings, figures });
}

/** Called with what is made rather than kept. */
interface Noted {
  readonly ran?: (query: string) => void;
  readonly compiled?: () => void;
}

function keepingWorld(
  { language }: AcceptedRequest,
  template: Template,
  world: World,
  kept: KeptWork,
  pause: () => Promise<void>,
  { ran, compiled = () => {} }: Noted = {},
): World {
  const { theme, files } = template;
  kept.charts.turn();
  kept.choices.turn();
  kept.results.turn();
  kept.drawings.turn();
  const { pictures, texts } = kept;
  if (pictures.ink !== theme.ink || pictures.language !== language) pictures.drawings.clear();
  Object.assign(pictures, { ink: theme.ink, language });
  pictures.drawings.turn();
  // A theme stays the same object while its settings and all fonts do.
  if (texts.theme !== theme || texts.language !== language) texts.lines.clear();
  Object.assign(texts, { theme, language });
  texts.lines.turn();
  const { tag } = localeFor(language);
  const open = (warn: Warn): ReturnType<typeof openTypesetter> =>
    openTypesetter(withOwnFonts(world.fonts, theme.fonts, files), tag, warn);
  const compile: typeof compileChart = keepCharts(
    kept.charts,
    { open, digest: fontsOf(template) },
    kept.digests,
    async () => {
      compiled();
      await pause();
    },
  );
  return {
    ...world,
    texts: texts.lines,
    runQueries: (source, datasets, parameters, options) =>
      runQueries(source, datasets, parameters, {
        ...options,
        results: kept.results,
        ...(ran === undefined ? {} : { ran }),
      }),
    compileChart: compile,
    drawPictures: (document, ink) => drawPictures(document, ink, pictures.drawings),
  };
}

/** Figure id → digest of what it draws. */
function drawingsOf({ document, charts, template }: LaidOutReport, { digests }: KeptWork): Map<string, string> {
  const drawings = new Map(
    [...charts].flatMap(([id, chart]) => (digests.has(chart) ? [[id, digests.get(chart)!] as const] : [])),
  );
  for (const picture of picturesOf(document)) drawings.set(picture.id, digestOf(picture, template.theme.ink));
  return drawings;
}

function digestOf({ content }: AskedPicture, ink: string): string {
  return content.kind === "image" ? digestOfFile(content.bytes) : sha256(JSON.stringify([content, ink]));
}

/** Digest of the template's own fonts; empty without any. */
function fontsOf({ theme, files }: Template): string {
  const paths = Object.values(theme.fonts ?? {}).flatMap((cuts) => Object.values(cuts));
  return paths.map((path) => `${path} ${digestOfFile(files.get(path)!)}`).join();
}
