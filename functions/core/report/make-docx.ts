import { drawFigures, drawnIds, type DrawPages } from "./draw-figures.ts";
import { type LaidOutReport, rowsHashes, type World } from "./generate-report.ts";
import { provenanceOf } from "./pdf/provenance.ts";
import { readCustomerStyles } from "./rendition/docx/customer-styles.ts";
import { writeDocx } from "./rendition/docx/write-docx.ts";
import { manifestText, renditionManifest } from "./rendition/rendition-manifest.ts";
import type { AcceptedRequest } from "./request/report-request.ts";

/**
 * Makes the text document of a report from what its PDF was made from, in the styles of the `theme.dotx` that its
 * template may have. The same report gives the same bytes.
 *
 * @param pdf SHA-256 of the report's PDF, which the document names
 * @param pdfEngine digest of the engine that made the PDF @default the world's
 * @throws BroadsheetError `invalid-template`, `broken-office-file`
 */
export async function makeDocx(
  accepted: AcceptedRequest,
  laidOut: LaidOutReport,
  { engine, drawPages }: Pick<World, "engine"> & { readonly drawPages: DrawPages },
  pdf: string,
  pdfEngine?: string,
): Promise<Uint8Array> {
  const { document, locale, template, charts, layout, tables, datasets } = laidOut;
  const pictures = await drawFigures(laidOut, drawnIds(laidOut), drawPages);
  const manifest = renditionManifest(
    provenanceOf(accepted, engine, tables, rowsHashes(datasets)),
    "docx",
    pdf,
    pdfEngine,
  );
  return writeDocx(
    {
      document,
      locale,
      theme: template.theme,
      page: template.page,
      charts,
      layout,
      pictures,
      customer: readCustomerStyles(template.files),
    },
    {
      date: accepted.date,
      application: `Broadsheet (engine ${engine.slice(0, 12)})`,
      manifest: manifestText(manifest),
    },
  );
}
