import type { Chart } from "../chart/chart.ts";
import type { Warn } from "../errors.ts";
import type { Layout } from "../layout/page.ts";
import { CanvasResources } from "./canvas-resources.ts";
import { drawPage } from "./draw-page.ts";
import type { Typesetter } from "./open-typesetter.ts";
import { PdfFile } from "./pdf-file.ts";
import { PdfFonts } from "./pdf-fonts.ts";
import { PdfPage } from "./pdf-page.ts";
import { PdfReference, PdfText, serializePdf, type PdfDictionary, type PdfValue } from "./pdf-value.ts";
import { srgbProfile } from "./srgb-profile.ts";
import { StructureTree } from "./structure-tree.ts";
import { writeAttachments, type Attachment } from "./write-attachments.ts";
import { writeOutline } from "./write-outline.ts";
import { xmpMetadata, type PdfInfo } from "./xmp-metadata.ts";

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
 *     pages ──► content streams ──► structure tree ──► outline, destinations ──► attachments ──► fonts ──► catalog
 *
 * The file claims PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3): everything is tagged or an
 * artifact, fonts are embedded as subsets, colours are sRGB, and nothing in it depends on the time
 * or the machine. Same arguments, same bytes.
 *
 * @param charts by the id of the figure block
 * @throws TypeError when the layout names a chart, face or colour that does not exist
 */
export function writePdf(
  layout: Layout,
  charts: ReadonlyMap<string, Chart>,
  { typesetter, info, attachments, warn }: PdfSettings,
): { readonly bytes: Uint8Array; readonly pages: number } {
  const file = new PdfFile();
  const fonts = new PdfFonts(file, typesetter);
  const tree = new StructureTree(layout.structure, file);
  const resources = new CanvasResources(file);
  const destinations = new Map<string, { page: PdfReference; x: number; y: number }>();
  const document = { file, fonts, tree, resources, typesetter, charts, destinations, warn };

  const root = file.reserve();
  const pageTree = file.reserve();
  const pageResources = file.reserve();
  const pages = layout.pages.map((page) => {
    const drawn = new PdfPage(file, page.width, page.height);
    drawn.write(pageTree, pageResources, drawPage(page, drawn, document));
    return drawn.reference;
  });
  file.write(pageTree, { Type: "Pages", Count: pages.length, Kids: pages });

  const date = new PdfText(`D:${info.date.replaceAll("-", "")}000000Z`);
  const structure = tree.write();
  const outline = writeOutline(file, layout.outline);
  const files = writeAttachments(file, attachments, date);
  file.write(pageResources, { Font: fonts.write(), ...resources.entries() });
  const places = [...destinations].map(([name, { page, x, y }]) => [name, [page, "XYZ", rounded(x), rounded(y), null]] as const);
  file.write(root, {
    Type: "Catalog",
    Pages: pageTree,
    Lang: new PdfText(info.language),
    MarkInfo: { Marked: true },
    StructTreeRoot: structure,
    ViewerPreferences: { DisplayDocTitle: true },
    PageLabels: { Nums: [0, { S: "D" }] },
    ...(outline === undefined ? {} : { Outlines: outline, PageMode: "UseOutlines" }),
    Names: {
      ...(places.length === 0 ? {} : { Dests: nameTree(places) }),
      ...(files.length === 0 ? {} : { EmbeddedFiles: nameTree(files) }),
    },
    ...(files.length === 0 ? {} : { AF: files.map(([, specification]) => specification) }),
    Metadata: file.addStream({ Type: "Metadata", Subtype: "XML" }, Buffer.from(xmpMetadata(info), "utf8"), true),
    OutputIntents: [
      {
        Type: "OutputIntent",
        S: "GTS_PDFA1",
        Info: new PdfText("sRGB IEC61966-2.1"),
        OutputConditionIdentifier: new PdfText("sRGB IEC61966-2.1"),
        DestOutputProfile: file.addStream({ N: 3 }, srgbProfile()),
      },
    ],
  });
  const bytes = file.finish(root, writeInformation(file, info, date), Buffer.from(info.reportId.slice(0, 32), "hex"));
  return { bytes, pages: pages.length };
}

function writeInformation(file: PdfFile, { title, author, subject, keywords, producer }: PdfInfo, date: PdfText): PdfReference {
  return file.add({
    Title: new PdfText(title),
    Author: author === undefined ? undefined : new PdfText(author),
    Subject: subject === undefined ? undefined : new PdfText(subject),
    Keywords: keywords === undefined ? undefined : new PdfText(keywords),
    Creator: new PdfText(producer),
    Producer: new PdfText(producer),
    CreationDate: date,
    ModDate: date,
  });
}

/** A name tree of one node (ISO 32000-1, 7.9.6): sorted by the bytes of the names as they are written. */
function nameTree(entries: readonly (readonly [string, PdfValue])[]): PdfDictionary {
  const sorted = entries
    .map(([name, value]) => ({ name: new PdfText(name), value }))
    .map((entry) => ({ ...entry, bytes: textBytes(serializePdf(entry.name)) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  return { Names: sorted.flatMap(({ name, value }) => [name, value]) };
}

function textBytes(syntax: string): Buffer {
  if (syntax.startsWith("<")) return Buffer.from(syntax.slice(1, -1), "hex");
  return Buffer.from(syntax.slice(1, -1).replace(/\\(.)/g, "$1"), "latin1");
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
