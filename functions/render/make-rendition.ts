import { drawPdfPages } from "../adapters/pages/draw-pdf-pages.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { SubsetFont } from "../core/ports.ts";
import type { Chart } from "../core/report/chart/chart.ts";
import type { LaidOutReport, World } from "../core/report/generate-report.ts";
import type { Report } from "../core/report/publish/report.ts";
import { compareCard } from "../core/report/rendition/compare/compare-card.ts";
import { compareRendition, type RenditionDifference } from "../core/report/rendition/compare/compare-rendition.ts";
import type { StatedParts } from "../core/report/rendition/compare/stating.ts";
import type { TextBlock } from "../core/report/rendition/compare/text-block.ts";
import { keepLaidOut, type KeptReport } from "./keep-laid-out.ts";
import type { OfficeForm } from "../core/report/make-office-file.ts";
import type { RenditionOrder } from "../core/service/rendition/run-rendition.ts";

/** A file, and where it does not say what its report says. */
interface Made {
  readonly file: Uint8Array;
  readonly differences: readonly RenditionDifference[];
}

/**
 * Makes a report whose PDF is stored in another form: makes the report again, demands that it says what the PDF prints,
 * and that the file, read back, says it too.
 *
 * @param kept where it is made again, unless it was the last one @default it is made
 * @throws BroadsheetError `conflict` with code `rendition-differs` if this engine would print something else, and
 *   `rendition-unfaithful` if the file would not say what the PDF says; as `generateReport`
 */
export async function makeRendition(
  { form, accepted, printed }: RenditionOrder,
  world: World,
  kept: KeptReport = keepLaidOut(),
): Promise<Uint8Array> {
  // Under the name of the engine that made the PDF, the same engine and its equals give the same bytes.
  const { report, laidOut } = await kept.make(accepted, { ...world, engine: printed.engine ?? world.engine });
  if (report.sha256 !== printed.sha256 && !saysTheSame(report, printed)) throw differs(report, printed);
  const make = {
    html: makePage,
    "html-fonts": makePageWithFonts,
    xlsx: makeWorkbook,
    docx: makeTextDocument,
    pptx: makeSlides,
    zip: makeFigureFiles,
    png: makeLinkCard,
  }[form];
  const { file, differences } = await make(accepted, laidOut, world, printed);
  // Made again, it would differ again.
  if (differences[0] !== undefined) throw saysOther(differences[0]);
  return file;
}

type Make = (
  accepted: RenditionOrder["accepted"],
  laidOut: LaidOutReport,
  world: World,
  pdf: RenditionOrder["printed"],
) => Promise<Made>;

const makePage: Make = (accepted, laidOut, world, pdf) => writePage(accepted, laidOut, world, pdf);

const makePageWithFonts: Make = async (accepted, laidOut, world, pdf) => {
  const { subsetForWeb } = await import("../adapters/subset-for-web.ts");
  return writePage(accepted, laidOut, world, pdf, subsetForWeb);
};

async function writePage(
  accepted: RenditionOrder["accepted"],
  laidOut: LaidOutReport,
  world: World,
  pdf: RenditionOrder["printed"],
  subset?: SubsetFont,
): Promise<Made> {
  const { makeHtml } = await import("../core/report/make-html.ts");
  const { htmlBlocks } = await import("../proof/html/html-blocks.ts");
  const { html, narrow } = await makeHtml(accepted, laidOut, world, pdf.sha256, pdf.engine, subset);
  const drawn = new Map<string, Chart[]>();
  for (const { id } of laidOut.figures) {
    const small = narrow.get(id);
    drawn.set(id, [laidOut.charts.get(id)!, ...(small?.kind === "compiled" ? [small.chart] : [])]);
  }
  return { file: Buffer.from(html), differences: compareRendition({ ...laidOut, drawn }, htmlBlocks(html)) };
}

const makeWorkbook: Make = async (accepted, laidOut, world, pdf) => {
  const { xlsxBlocks } = await import("../proof/xlsx/xlsx-blocks.ts");
  return makeOffice("xlsx", (file) => xlsxBlocks(file, laidOut.locale.number), accepted, laidOut, world, pdf);
};

const makeTextDocument: Make = async (accepted, laidOut, world, pdf) => {
  const { docxBlocks } = await import("../proof/docx/docx-blocks.ts");
  return makeOffice("docx", (file) => docxBlocks(file, laidOut.locale.number), accepted, laidOut, world, pdf);
};

const makeSlides: Make = async (accepted, laidOut, world, pdf) => {
  const { pptxBlocks } = await import("../proof/pptx/pptx-blocks.ts");
  return makeOffice("pptx", (file) => pptxBlocks(file, laidOut.locale.number), accepted, laidOut, world, pdf);
};

/** Makes an office file: should one with the program's own charts not say the same, one with pictures of them. */
async function makeOffice(
  form: OfficeForm,
  read: (file: Uint8Array) => TextBlock[],
  ...[accepted, laidOut, world, pdf]: Parameters<Make>
): Promise<Made> {
  const { makeOfficeFile, nativeCharts } = await import("../core/report/make-office-file.ts");
  const make = async (native: NonNullable<StatedParts["native"]>): Promise<Made> => {
    const drawing = { ...world, drawPages: drawPdfPages, native };
    const file = await makeOfficeFile(form, accepted, laidOut, drawing, pdf.sha256, pdf.engine);
    return { file, differences: compareRendition({ ...laidOut, form, native }, read(file)) };
  };
  const native = nativeCharts(laidOut);
  const made = await make(native);
  return made.differences.length === 0 || native.size === 0 ? made : make(new Map());
}

const makeFigureFiles: Make = async (accepted, laidOut, world, pdf) => {
  const { makeFigures } = await import("../core/report/make-figures.ts");
  const { figureBlocks } = await import("../proof/figures/figure-blocks.ts");
  const file = await makeFigures(accepted, laidOut, { ...world, drawPages: drawPdfPages }, pdf.sha256, pdf.engine);
  return { file, differences: compareRendition({ ...laidOut, form: "zip" }, figureBlocks(file)) };
};

const makeLinkCard: Make = async (accepted, laidOut, world, pdf) => {
  const { makeCard } = await import("../core/report/make-card.ts");
  const { cardBlocks } = await import("../proof/card/card-blocks.ts");
  const file = await makeCard(accepted, laidOut, { ...world, drawPages: drawPdfPages }, pdf.sha256, pdf.engine);
  return { file, differences: compareCard(laidOut, cardBlocks(file)) };
};

/** Whether a report shows what the stored record says that its PDF shows: figures, tables, data of charts, pages. */
function saysTheSame({ content }: Report, printed: RenditionOrder["printed"]): boolean {
  return printed.content !== undefined && JSON.stringify(content) === printed.content;
}

function differs({ sha256 }: Report, printed: RenditionOrder["printed"]): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "rendition-differs",
    message:
      "this version of Broadsheet would print something else than the report's PDF, so another form would not say the same",
    seen: sha256,
    allowed: printed.sha256,
    hint: "POST /reports/{id}/retry renders the report anew; then ask again",
  });
}

function saysOther(difference: RenditionDifference): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "rendition-unfaithful",
    message: "the file would not say what the report's PDF says, so it is not shown",
    seen: difference,
    hint: "this is a fault of Broadsheet, and the PDF is not concerned: report what was seen, with the template",
  });
}
