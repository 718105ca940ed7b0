import type { Chart } from "../chart/chart.ts";
import type { Warn } from "../errors.ts";
import type { Layout } from "../layout/page.ts";
import { CanvasResources } from "./canvas-resources.ts";
import { drawPage, type Destination } from "./draw-page.ts";
import type { Typesetter } from "./open-typesetter.ts";
import { PdfFile } from "./pdf-file.ts";
import { PdfFonts } from "./pdf-fonts.ts";
import { StructureTree } from "./structure-tree.ts";
import { writeAttachments, type Attachment } from "./write-attachments.ts";
import { writeOutline } from "./write-outline.ts";
import type { PdfInfo } from "./xmp-properties.ts";

export interface PdfSettings {
  /** The one that measured the layout. */
  readonly typesetter: Typesetter;
  readonly info: PdfInfo;
  readonly attachments: readonly Attachment[];
  readonly warn: Warn;
}

/**
 * Draws a layout: the PDF writer decides nothing but syntax.
 *
 *     pages ──► content streams ──► structure tree ──► outline ──► attachments ──► fonts, metadata
 *
 * The file claims PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3): everything is tagged or an
 * artifact, fonts are embedded as subsets, colours are sRGB, and nothing in it depends on the time
 * or the machine. Same arguments, same bytes.
 *
 * @param charts by the id of the figure block
 * @throws TypeError when the layout names a chart, face, colour or destination that does not exist
 */
export async function writePdf(
  layout: Layout,
  charts: ReadonlyMap<string, Chart>,
  { typesetter, info, attachments, warn }: PdfSettings,
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  const file = new PdfFile(info);
  const fonts = new PdfFonts(file, typesetter);
  const tree = new StructureTree(layout.structure, file);
  const resources = new CanvasResources(file);
  const destinations = new Map<string, Destination>();
  const targets = new Set<string>();
  const document = { file, fonts, tree, resources, typesetter, charts, destinations, targets, warn };
  layout.pages.forEach((page, index) => drawPage(page, index, document));
  for (const name of [...targets].filter((target) => !destinations.has(target))) {
    warn({ code: "unresolved-reference", message: `a link leads to "${name}", which is nowhere in the document`, where: { name }, seen: name });
  }
  tree.write();
  writeOutline(file.outline, layout.outline, destinations, layout.pages);
  writeAttachments(file, attachments, new Date(`${info.date}T00:00:00Z`));
  return { bytes: file.finish(), pages: layout.pages.length };
}
