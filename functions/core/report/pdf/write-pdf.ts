import type { Chart } from "../chart/chart.ts";
import type { Warn, Warning } from "../../errors.ts";
import type { Layout } from "../layout/page.ts";
import { CanvasResources } from "./canvas/canvas-resources.ts";
import { drawPage, type Destination } from "./draw-page.ts";
import { manifestAttachment } from "./manifest-attachment.ts";
import { pageLabels } from "./page-labels.ts";
import type { Typesetter } from "../fonts/typesetter.ts";
import { PdfFile } from "./file/pdf-file.ts";
import { PdfFonts } from "./file/pdf-fonts.ts";
import type { Provenance } from "./provenance.ts";
import { StructureTree } from "./file/structure-tree.ts";
import { writeAttachments, type Attachment } from "./file/write-attachments.ts";
import { writeOutline } from "./write-outline.ts";
import { writeReferences } from "./write-references.ts";
import type { PdfInfo } from "./file/xmp-properties.ts";

export interface PdfSettings {
  /** The typesetter that measured the layout. */
  readonly typesetter: Typesetter;
  readonly info: PdfInfo;
  readonly attachments: readonly Attachment[];
  /** Whether streams are compressed; not for a reader on the same machine. @default true */
  readonly compressed?: boolean;
  /** Whether other threads help to compress; the bytes are the same. @default true */
  readonly threads?: boolean;
  /** What the report was made from; if absent, the file has no manifest. */
  readonly provenance?: Provenance;
  /** All warnings so far, for the manifest; may grow while the file is written. */
  readonly warnings?: readonly Warning[];
  readonly warn: Warn;
}

/**
 * Writes a layout as PDF. The writer decides only syntax.
 *
 *     pages ──► content streams ──► manifest, attachments ──► structure tree ──► outline ──► fonts, metadata
 *
 * The file claims PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), or PDF/UA-2 (ISO 14289-2) and PDF/A-4f (ISO
 * 19005-4): everything is tagged or an artifact, fonts are embedded as subsets, colours are sRGB, and nothing depends
 * on the time or the machine. The same arguments give the same bytes.
 *
 * @param charts charts by figure id
 * @throws TypeError if the layout names a chart, face, colour or destination that does not exist, or if a file is to
 *   be PDF/A-4f and has no attachment
 */
export async function writePdf(
  layout: Layout,
  charts: ReadonlyMap<string, Chart>,
  { typesetter, info, attachments, compressed = true, threads = true, provenance, warnings = [], warn }: PdfSettings,
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  const file = new PdfFile(info, compressed, threads);
  const fonts = new PdfFonts(file, typesetter);
  const tree = new StructureTree(layout.structure, file);
  const resources = new CanvasResources(file);
  const destinations = new Map<string, Destination>();
  const targets = new Map<string, number[]>();
  const waiting: Destination[] = [];
  const document = { file, fonts, tree, resources, typesetter, charts, destinations, targets, waiting, warn };
  for (const [index, page] of layout.pages.entries()) {
    drawPage(page, index, document);
    // Draws the next page while this one is compressed.
    await file.room();
  }
  fonts.finish();
  for (const name of [...targets.keys()].filter((target) => !destinations.has(target))) {
    warn({
      code: "unresolved-reference",
      message: `a link leads to "${name}", which is not in the document`,
      where: { name },
      seen: name,
    });
  }
  const manifest =
    provenance === undefined ? [] : [manifestAttachment(provenance, fonts.used(), attachments, warnings)];
  const figures = figureElements(layout);
  if (file.isPdf2) writeReferences(document);
  if (file.isPdf2 && attachments.length + manifest.length === 0)
    throw new TypeError("a PDF/A-4f file has an attachment (ISO 19005-4, 6.9)");
  writeAttachments(file, [...attachments, ...manifest], { tree, figures, date: new Date(`${info.date}T00:00:00Z`) });
  await tree.write();
  file.labelPages(pageLabels(layout));
  writeOutline(file, layout.outline, destinations, layout.pages);
  return { bytes: await file.finish(), pages: layout.pages.length };
}

/** The charts' Figure elements, by figure id. */
function figureElements({ pages }: Layout): Map<string, number> {
  const charts = pages.flatMap(({ boxes }) => boxes.filter((box) => box.kind === "chart"));
  return new Map(charts.flatMap(({ figure, means }) => (typeof means === "number" ? [[figure, means] as const] : [])));
}
