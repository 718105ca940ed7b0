import { drawFigures, drawnIds, type DrawPages, placesOf } from "./draw-figures.ts";
import { type LaidOutReport, originsOf, type World } from "./generate-report.ts";
import { provenanceOf } from "./pdf/provenance.ts";
import { readCustomerStyles } from "./rendition/docx/customer-styles.ts";
import { writeDocx } from "./rendition/docx/write-docx.ts";
import { readCustomerMaster } from "./rendition/master/customer-master.ts";
import type { DrawnPicture } from "./rendition/ooxml/drawn-picture.ts";
import { type OfficeChart, officeCharts } from "./rendition/ooxml/office-chart.ts";
import { writePptx } from "./rendition/pptx/write-pptx.ts";
import { manifestText, renditionManifest } from "./rendition/rendition-manifest.ts";
import { writeWorkbook } from "./rendition/xlsx/write-workbook.ts";
import type { AcceptedRequest } from "./request/report-request.ts";

/** A workbook, a text document, and slides. */
export type OfficeForm = "xlsx" | "docx" | "pptx";

export interface OfficeDrawing extends Pick<World, "engine" | "maker"> {
  readonly drawPages: DrawPages;
  /** Figure id → its chart, where the office program draws it. @default all that are proven */
  readonly native?: ReadonlyMap<string, OfficeChart>;
}

/** The charts of a report that office programs draw themselves, by the figure's id. */
export function nativeCharts({
  document,
  charts,
  locale,
  template,
}: Pick<LaidOutReport, "document" | "charts" | "locale" | "template">): ReadonlyMap<string, OfficeChart> {
  return officeCharts(document, charts, locale, template.theme);
}

/**
 * Makes an office file of a report from what its PDF was made from; a text document in the styles of the `theme.dotx`
 * and slides on the master of the `theme.pptx` that its template may have. The same report gives the same bytes.
 *
 * @param pdf SHA-256 of the report's PDF, which the file names
 * @param pdfEngine digest of the engine that made the PDF @default the world's
 * @throws BroadsheetError `invalid-template`, `broken-office-file`; `limit-exceeded` for a table too large for the form
 */
export async function makeOfficeFile(
  form: OfficeForm,
  accepted: AcceptedRequest,
  laidOut: LaidOutReport,
  { engine, maker, drawPages, native = nativeCharts(laidOut) }: OfficeDrawing,
  pdf: string,
  pdfEngine?: string,
): Promise<Uint8Array> {
  const { document, locale, template, charts, layout, tables, datasets, typesetter } = laidOut;
  const { theme, page, files } = template;
  const pictures = await drawPictures(laidOut, native, drawPages);
  const provenance = provenanceOf(accepted, engine, tables, originsOf(datasets));
  const manifest = renditionManifest(provenance, form, { pdf, pdfEngine, maker });
  const parts = { document, locale, theme, charts, layout, pictures, native };
  const facts = {
    date: accepted.date,
    application: `Broadsheet (engine ${engine.slice(0, 12)})`,
    manifest: manifestText(manifest),
  };
  switch (form) {
    case "xlsx":
      return writeWorkbook(parts, facts);
    case "docx":
      return writeDocx({ ...parts, page, customer: readCustomerStyles(files) }, facts);
    case "pptx":
      return writePptx({ ...parts, measurer: typesetter, customer: readCustomerMaster(files) }, facts);
  }
}

/** The sizes of all figures and pictures, and PNG files of those that the office program does not draw. */
async function drawPictures(
  laidOut: LaidOutReport,
  native: ReadonlyMap<string, OfficeChart>,
  drawPages: DrawPages,
): Promise<Map<string, DrawnPicture>> {
  const ids = drawnIds(laidOut);
  const drawn = await drawFigures(
    laidOut,
    ids.filter((id) => !native.has(id)),
    drawPages,
  );
  const places = placesOf(laidOut.layout);
  return new Map(
    ids.map((id) => {
      const { width, height } = places.get(id)!;
      return [id, drawn.get(id) ?? { size: { width, height } }];
    }),
  );
}
