import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A node of the structure tree as one page sees it. */
export interface StructureNode {
  readonly role: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly children: readonly (StructureNode | { readonly type: "content" | "annotation"; readonly id: string })[];
  readonly [attribute: string]: unknown;
}

/** A marked-content sequence: its tag, its MCID unless it is an artifact, and what was drawn in it. */
export interface Sequence {
  readonly tag: string;
  readonly mcid: number | undefined;
  text: string;
  painted: boolean;
}

export interface ReadLink {
  readonly url?: string;
  readonly dest?: unknown;
  readonly contents: string;
  readonly structParent: number;
}

export interface ReadPage {
  readonly structure: StructureNode;
  readonly sequences: readonly Sequence[];
  /** Painting operators outside all marked-content sequences. */
  readonly unmarked: readonly string[];
  /** Glyphs of code 0, which is .notdef. */
  readonly missingGlyphs: number;
  /** Text as written into the content stream. */
  readonly text: string;
  readonly links: readonly ReadLink[];
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
}

export interface ReadPdf {
  readonly info: Readonly<Record<string, unknown>>;
  readonly xmp: string;
  readonly marked: boolean;
  readonly displayTitle: boolean;
  readonly outline: readonly { readonly title: string; readonly items: readonly unknown[] }[];
  readonly destinations: readonly string[];
  /** The label of each page; absent if the file has none. */
  readonly labels: readonly string[] | null;
  /** File name → content. */
  readonly attachments: ReadonlyMap<string, Uint8Array>;
  readonly pages: readonly ReadPage[];
}

const guides = /[\u200f\u2060]/g;
const painting = new Set(
  [
    OPS.showText,
    OPS.constructPath,
    OPS.shadingFill,
    OPS.paintFormXObjectBegin,
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
  ].map(Number),
);

/** Reads the content of a PDF with pdf.js, an independent reader. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, fontExtraProperties: true }).promise;
  const { info, metadata } = await document.getMetadata();
  const marked = (await document.getMarkInfo()) as ReadonlyMap<string, boolean> | null;
  const preferences = (await document.getViewerPreferences()) as ReadonlyMap<string, unknown> | null;
  const destinations = (await document.getDestinations()) as unknown as ReadonlyMap<string, unknown>;
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number++)
    pages.push(await readPage(await document.getPage(number)));
  const attachments = new Map<string, Uint8Array>();
  for (const id of (await document.getAttachments())?.keys() ?? []) {
    attachments.set(id, (await document.getAttachmentContent(id)) as unknown as Uint8Array);
  }
  const read: ReadPdf = {
    info: info as Record<string, unknown>,
    xmp: String(metadata?.getRaw() ?? ""),
    marked: marked?.get("Marked") === true,
    displayTitle: preferences?.get("DisplayDocTitle") === true,
    outline: (await document.getOutline()) ?? [],
    destinations: [...destinations.keys()],
    labels: await document.getPageLabels(),
    attachments,
    pages,
  };
  await document.loadingTask.destroy();
  return read;
}

type PdfJsPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>["promise"]>["getPage"]>>;

async function readPage(page: PdfJsPage): Promise<ReadPage> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const sequences: Sequence[] = [];
  const open: { readonly sequence: Sequence; readonly reversed: boolean }[] = [];
  const unmarked: string[] = [];
  const fonts = new Map<string, boolean>();
  let missingGlyphs = 0;
  let text = "";
  fnArray.forEach((operator, i) => {
    const args = (argsArray[i] ?? []) as unknown[];
    if (operator === OPS.beginMarkedContentProps || operator === OPS.beginMarkedContent) {
      const [named, mcid] = args as [string | { readonly name: string }, number | null];
      const tag = typeof named === "string" ? named : named.name;
      const outer = open.at(-1);
      if ((tag === "Span" || tag === "ReversedChars") && outer !== undefined)
        open.push({ sequence: outer.sequence, reversed: tag === "ReversedChars" });
      else {
        const sequence = { tag, mcid: mcid ?? undefined, text: "", painted: false };
        sequences.push(sequence);
        open.push({ sequence, reversed: false });
      }
    } else if (operator === OPS.endMarkedContent) open.pop();
    else if (operator === OPS.setFont) {
      const font = page.commonObjs.get(String(args[0])) as { readonly name: string; readonly missingFile?: boolean };
      fonts.set(font.name, font.missingFile !== true);
    } else if (painting.has(operator)) {
      const { sequence, reversed = false } = open.at(-1) ?? {};
      if (sequence === undefined)
        unmarked.push(Object.entries(OPS).find(([, code]) => code === operator)?.[0] ?? String(operator));
      else sequence.painted = true;
      if (operator !== OPS.showText) return;
      const glyphs = (args[0] as unknown[]).filter(
        (item): item is { originalCharCode: number; unicode: string } => typeof item === "object" && item !== null,
      );
      missingGlyphs += glyphs.filter(({ originalCharCode }) => originalCharCode === 0).length;
      // Each string is in reverse order there (ISO 32000-1, 14.8.2.3.3). Marks of direction only guide readers.
      const shown = (reversed ? glyphs.toReversed() : glyphs)
        .map(({ unicode }) => unicode)
        .join("")
        .replaceAll(guides, "");
      text += shown;
      if (sequence !== undefined) sequence.text += shown;
    }
  });
  const annotations = (await page.getAnnotations()) as {
    readonly subtype: string;
    readonly url?: string;
    readonly dest?: unknown;
    readonly contentsObj: { readonly str: string };
    readonly structParent: number;
  }[];
  return {
    structure: (await page.getStructTree()) as unknown as StructureNode,
    sequences,
    unmarked,
    missingGlyphs,
    text,
    links: annotations
      .filter(({ subtype }) => subtype === "Link")
      .map(({ url, dest, contentsObj, structParent }) => ({
        ...(url === undefined ? {} : { url }),
        ...(dest === undefined ? {} : { dest }),
        contents: contentsObj.str,
        structParent,
      })),
    fonts: [...fonts].map(([name, embedded]) => ({ name, embedded })),
  };
}

/** Lists all nodes in reading order. */
export function walk(node: StructureNode): StructureNode[] {
  return [node, ...node.children.flatMap((child) => ("role" in child ? walk(child) : []))];
}

/** Lists the MCIDs of the content that a node itself holds. */
export function contentOf(node: StructureNode): number[] {
  return node.children.flatMap((child) =>
    "type" in child && child.type === "content" ? [Number(/mc(\d+)$/.exec(String(child.id))?.[1])] : [],
  );
}
