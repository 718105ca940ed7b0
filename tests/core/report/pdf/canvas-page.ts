import PdfKit from "pdfkit";
import type { CanvasContext } from "../../../../functions/core/drawing.ts";
import { createCanvasContext } from "../../../../functions/core/report/pdf/canvas/canvas-context.ts";
import type { CanvasMatrix } from "../../../../functions/core/report/pdf/canvas/canvas-matrix.ts";
import { CanvasResources } from "../../../../functions/core/report/pdf/canvas/canvas-resources.ts";
import type { CanvasFace } from "../../../../functions/core/report/pdf/canvas/canvas-text.ts";
import type { Typesetter } from "../../../../functions/core/report/fonts/typesetter.ts";
import type { PdfDictionary, PdfReference } from "../../../../functions/core/report/pdf/file/pdf-value.ts";
import type { ShapedGlyph } from "../../../../functions/core/report/fonts/shaped-glyph.ts";

/** The internals of PDFKit that a page with a canvas needs: a substitute for the PDF writer over plain PDFKit. */
interface Document {
  readonly page: {
    readonly fonts: Record<string, unknown>;
    readonly ext_gstates: Record<string, unknown>;
    readonly patterns: Record<string, unknown>;
    readonly xobjects: Record<string, unknown>;
    content: { write(text: string): void };
  };
  readonly _font: {
    readonly id: string;
    ref(): unknown;
    readonly subset: { includeGlyph(id: number): number };
    readonly widths: number[];
    readonly unicode: (readonly number[])[];
  };
  ref(data: PdfDictionary): PdfReference;
  font(source: Uint8Array): unknown;
}

export interface CanvasPage {
  readonly pdf: Uint8Array;
  /** The content that the canvas wrote. */
  readonly content: string;
  readonly links: readonly { readonly rectangle: readonly number[]; readonly url: string }[];
  readonly warnings: readonly string[];
}

/** Draws on one page of a PDF. @param matrix place of the canvas; by default it fills the page */
export async function canvasPage(
  typesetter: Typesetter,
  readFace: (key: string) => Uint8Array,
  width: number,
  height: number,
  draw: (context: CanvasContext) => void,
  matrix: CanvasMatrix = [1, 0, 0, -1, 0, height],
): Promise<CanvasPage> {
  const kit = new PdfKit({
    size: [width, height],
    margin: 0,
    font: null as never,
    compress: true,
    info: { CreationDate: new Date(0) },
  });
  const document = kit as unknown as Document;
  const chunks: Uint8Array[] = [];
  kit.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => kit.on("end", resolve));
  const resources = new CanvasResources({
    add: (value: never) => finished(document, value),
    addStream: (dictionary: PdfDictionary, body: Uint8Array) => finished(document, dictionary, body),
  });
  const faces = new Map<string, CanvasFace>();
  const fonts = {
    face(key: string): CanvasFace {
      let face = faces.get(key);
      if (face === undefined) faces.set(key, (face = embed(document, readFace(key))));
      return face;
    },
  };
  const links: { rectangle: readonly number[]; url: string }[] = [];
  const warnings: string[] = [];
  const canvas = createCanvasContext({
    matrix,
    typesetter,
    fonts,
    resources,
    link: (rectangle, url) => links.push({ rectangle, url }),
    warn: (warning) => warnings.push(warning.message),
  });
  draw(canvas);
  const content = canvas.end();
  // PDFKit begins a page by turning it upside down; canvas content expects the page as PDF defines it.
  document.page.content.write(`1 0 0 -1 0 ${height} cm\n${content}`);
  Object.assign(document.page.ext_gstates, resources.entries().ExtGState);
  Object.assign(document.page.patterns, resources.entries().Pattern);
  Object.assign(document.page.xobjects, resources.entries().XObject);
  kit.end();
  await ended;
  return { pdf: Buffer.concat(chunks), content, links, warnings };
}

function finished(document: Document, data: PdfDictionary, body?: Uint8Array): PdfReference {
  const object = document.ref(data);
  object.end(body);
  return object;
}

function embed(document: Document, file: Uint8Array): CanvasFace {
  document.font(file);
  const font = document._font;
  document.page.fonts[font.id] = font.ref();
  return {
    id: font.id,
    codeOf(glyph: ShapedGlyph) {
      const code = font.subset.includeGlyph(glyph.id);
      font.widths[code] ??= glyph.width;
      font.unicode[code] ??= glyph.codePoints;
      return code.toString(16).padStart(4, "0");
    },
    layer: () => undefined,
  };
}

/** Reads the texts of a one-page PDF, in content order. */
export async function pageTexts(pdf: Uint8Array): Promise<readonly string[]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const { items } = await (await (await task.promise).getPage(1)).getTextContent();
  await task.destroy();
  return items.flatMap((item) => ("str" in item && item.str.trim() !== "" ? [item.str] : []));
}
