import { spawn } from "node:child_process";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import { generateChart } from "../../../../functions/core/report/generate-chart.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import { readContained } from "../../../../functions/local/inputs/read-contained.ts";
import { corpusData, type CorpusSpec } from "../../../chart-corpus/corpus.ts";
import { comparePixels, type Raster } from "./compare-pixels.ts";
import { compareTexts } from "./compare-texts.ts";
import { rasterisePdf } from "./rasterise-pdf.ts";
import { rasteriseSvgs } from "./rasterise-svgs.ts";
import { readPdfTexts } from "./read-pdf-texts.ts";
import { needsCanvas, renderWithCanvas } from "./render-with-canvas.ts";
import { readSvgTexts, type TextPlace } from "./read-svg-texts.ts";
import type { Reference } from "./render-reference.ts";

export interface Comparison {
  readonly name: string;
  /** Share of the pixels outside text that differ. */
  readonly pixels: number;
  readonly texts: readonly string[];
  /** Reason why one of the two could not draw it. */
  readonly error?: string;
  /** Places of text in either picture. */
  readonly shown?: readonly TextPlace[];
  readonly pictures?: { readonly reference: Raster; readonly ours: Raster };
  readonly pdf?: Uint8Array;
  readonly warnings: readonly Warning[];
}

/** Share of the pixels outside text that may differ. */
export const pixelTolerance = 0.005;

const fonts = createFontFiles();

/**
 * Renders each spec twice, with Vega to SVG and with Broadsheet to PDF, and compares the pictures.
 *
 * @param folder for pictures
 */
export async function compareCorpus(specs: readonly CorpusSpec[], folder: string): Promise<readonly Comparison[]> {
  const references = await renderReferences(specs);
  const svgs = references.map((reference) => ("svg" in reference ? reference.svg : `<svg width="1" height="1"></svg>`));
  const rasters = await rasteriseSvgs(svgs, folder);
  const comparisons: Comparison[] = [];
  for (const [index, spec] of specs.entries())
    comparisons.push(await compare(spec, references[index]!, rasters[index]!));
  return await lookCloser(comparisons, svgs, folder);
}

/**
 * Paints pictures that differ too much four times finer on both sides and averages them, because rasterisers place and
 * weight lines thinner than a pixel in different ways.
 */
async function lookCloser(
  comparisons: readonly Comparison[],
  svgs: readonly string[],
  folder: string,
): Promise<readonly Comparison[]> {
  const closer = comparisons.flatMap(({ pixels, pdf }, index) =>
    pixels > pixelTolerance && pdf !== undefined ? [{ index, pdf }] : [],
  );
  if (closer.length === 0) return comparisons;
  const references = await rasteriseSvgs(
    closer.map(({ index }) => svgs[index]!),
    folder,
    4,
  );
  const looked = [...comparisons];
  for (const [place, { index, pdf }] of closer.entries()) {
    const [reference, ours] = [references[place]!, await rasterisePdf(pdf, 4)];
    const { shown = [] } = comparisons[index]!;
    looked[index] = {
      ...comparisons[index]!,
      pixels: comparePixels(reference, ours, shown),
      pictures: { reference, ours },
    };
  }
  return looked;
}

async function compare(spec: CorpusSpec, reference: Reference, raster: Raster): Promise<Comparison> {
  const { name } = spec;
  const warnings: Warning[] = [];
  try {
    const pdf = await drawPdf(spec, warnings);
    if ("error" in reference) return { name, pixels: 1, texts: [], error: `Vega: ${reference.error}`, warnings };
    const ours = await rasterisePdf(pdf);
    const wanted = readSvgTexts(
      reference.svg,
      openTypesetter(fonts, "en", () => undefined),
    );
    const found = await readPdfTexts(pdf);
    const sameSize = Math.abs(ours.width - raster.width) <= 2 && Math.abs(ours.height - raster.height) <= 2;
    const size = sameSize
      ? []
      : [`the page is ${ours.width} × ${ours.height} pixels, not ${raster.width} × ${raster.height}`];
    const texts = [...size, ...compareTexts(wanted, found)];
    const shown = [...wanted, ...found];
    return {
      name,
      pixels: comparePixels(raster, ours, shown),
      texts,
      shown,
      pictures: { reference: raster, ours },
      pdf,
      warnings,
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      name,
      pixels: 1,
      texts: [],
      error: "error" in reference ? `both: ${message}; Vega: ${reference.error}` : `Broadsheet: ${message}`,
      warnings,
    };
  }
}

export async function drawPdf({ name, dialect, spec }: CorpusSpec, warnings: Warning[] = []): Promise<Uint8Array> {
  const order = {
    name,
    dialect,
    spec,
    parameters: {},
    authored: { read: (url: string) => readContained(corpusData, url) },
    language: "en",
    date: "2026-01-01",
    today: "2026-01-01",
    attach: false,
    where: { file: name },
    marks: 250_000,
  };
  return (await generateChart(order, fonts, (warning) => warnings.push(warning))).pdf;
}

/** Renders with Vega in a separate process whose local time is UTC, or in a browser if Vega needs a canvas. */
async function renderReferences(specs: readonly CorpusSpec[]): Promise<readonly Reference[]> {
  const plain = await renderPlain(specs.filter((spec) => !needsCanvas(spec)));
  const painted = await renderWithCanvas(specs.filter(needsCanvas));
  const [plainOnes, paintedOnes] = [plain.values(), painted.values()];
  return specs.map((spec) => (needsCanvas(spec) ? paintedOnes : plainOnes).next().value!);
}

async function renderPlain(specs: readonly CorpusSpec[]): Promise<readonly Reference[]> {
  const program = spawn(process.execPath, [join(import.meta.dirname, "render-reference.ts")], {
    env: { ...process.env, TZ: "UTC" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  program.stdin.end(JSON.stringify(specs));
  return (await json(program.stdout)) as readonly Reference[];
}
