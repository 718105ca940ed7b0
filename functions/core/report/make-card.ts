import { narrowCompiler } from "./compile-narrow.ts";
import type { DrawPages } from "./draw-figures.ts";
import { type LaidOutReport, originsOf, type World } from "./generate-report.ts";
import { provenanceOf } from "./pdf/provenance.ts";
import { writePdf } from "./pdf/write-pdf.ts";
import { plainText } from "./document/plain-text.ts";
import { cardContent } from "./rendition/card/card-content.ts";
import { cardLines } from "./rendition/card/card-lines.ts";
import { addPngTexts } from "./rendition/card/png-texts.ts";
import { manifestText, renditionManifest } from "./rendition/rendition-manifest.ts";
import type { AcceptedRequest } from "./request/report-request.ts";
import { setCard } from "./set-card.ts";

/** Pixels of a point. */
const scale = 2;

/**
 * Makes the card of a report, a PNG of 1,200 × 630 pixels for the preview of a link: its title, and of kicker, deck,
 * key figures or first chart, publication and date what there is room for. In words, they are in the file too. The same
 * report gives the same bytes.
 *
 * @param pdf SHA-256 of the report's PDF, which the file names
 * @param pdfEngine digest of the engine that made the PDF @default the world's
 * @throws BroadsheetError `limit-exceeded` for a title of many thousand characters
 */
export async function makeCard(
  accepted: AcceptedRequest,
  laidOut: LaidOutReport,
  world: Pick<World, "fonts" | "engine" | "maker" | "compileChart" | "limits" | "shelf"> & {
    readonly drawPages: DrawPages;
  },
  pdf: string,
  pdfEngine?: string,
): Promise<Uint8Array> {
  const { document, locale, tables, datasets, typesetter } = laidOut;
  const { page, shown, charts } = await setCard(
    cardContent(document),
    laidOut,
    narrowCompiler(accepted, laidOut, world),
  );
  const { bytes } = await writePdf(
    { pages: [page], structure: [{ index: 0, role: "Document" }], outline: [] },
    charts,
    {
      typesetter,
      // Nobody reads this file: it is drawn at once.
      info: { title: document.title, reportId: "0".repeat(64), date: "2000-01-01", language: locale.tag, producer: "" },
      attachments: [],
      compressed: false,
      // The report has warned already.
      warn: () => {},
    },
  );
  const [png] = await world.drawPages(bytes, scale);
  const manifest = renditionManifest(provenanceOf(accepted, world.engine, tables, originsOf(datasets)), "png", {
    pdf,
    pdfEngine,
    maker: world.maker,
  });
  return addPngTexts(png!, locale.tag, [
    { keyword: "Title", text: plainText(shown.title) },
    { keyword: "Description", text: cardLines(shown, charts).join("\n") },
    { keyword: "Software", text: `Broadsheet (engine ${world.engine.slice(0, 12)})` },
    { keyword: "broadsheet-manifest", text: manifestText(manifest) },
  ]);
}
