import { drawFigures, drawnIds, type DrawPages, placesOf } from "./draw-figures.ts";
import { type LaidOutReport, originsOf, type World } from "./generate-report.ts";
import { provenanceOf } from "./pdf/provenance.ts";
import { writeFigures } from "./rendition/figures/write-figures.ts";
import { manifestText, renditionManifest } from "./rendition/rendition-manifest.ts";
import type { AcceptedRequest } from "./request/report-request.ts";

/**
 * Makes files of a report's figures and pictures: SVG and PNG, in a ZIP file. The same report gives the same bytes.
 *
 * @param pdf SHA-256 of the report's PDF, which the manifest names
 * @param pdfEngine digest of the engine that made the PDF @default the world's
 */
export async function makeFigures(
  accepted: AcceptedRequest,
  laidOut: LaidOutReport,
  { engine, maker, drawPages }: Pick<World, "engine" | "maker"> & { readonly drawPages: DrawPages },
  pdf: string,
  pdfEngine?: string,
): Promise<Uint8Array> {
  const { locale, charts, layout, tables, datasets, typesetter } = laidOut;
  const ids = drawnIds(laidOut);
  const drawn = await drawFigures(laidOut, ids, drawPages);
  const places = placesOf(layout);
  const manifest = renditionManifest(provenanceOf(accepted, engine, tables, originsOf(datasets)), "zip", {
    pdf,
    pdfEngine,
    maker,
  });
  return writeFigures(
    {
      locale,
      charts,
      measurer: typesetter,
      figures: ids.map((id) => ({ id, box: places.get(id)!, png: drawn.get(id)!.png })),
    },
    manifestText(manifest),
  );
}
