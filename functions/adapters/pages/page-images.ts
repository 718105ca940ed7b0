import { readFile } from "node:fs/promises";
import { PDFiumLibrary, type PDFiumDocument } from "@hyzyla/pdfium";
import { encode } from "fast-png";
import { BroadsheetError } from "../../core/errors.ts";
import type { PageImage } from "../../core/ports.ts";
import { pdfiumPath } from "../package-files.ts";

/** The pages of a PDF as pictures and as text. Pages count from 1. */
export interface PageImages {
  readonly count: number;
  /** The page's text, one line of the page in each line. */
  text(page: number): string;
  /** Draws a page. @param scale pixels for each point */
  draw(page: number, scale: number): Promise<PageImage>;
  /** Frees the memory, which WebAssembly never does by itself. */
  close(): void;
}

/** Largest picture, pixels: an A4 page at 8 pixels a point. */
const mostPixels = 40_000_000;

/** PDFium, compiled to WebAssembly: it starts in 30 ms and is kept. */
let library: Promise<PDFiumLibrary> | undefined;

/**
 * Opens a PDF to draw its pages with PDFium. The same PDF gives the same pixels on every machine, since PDFium's
 * WebAssembly draws without the system's fonts and graphics.
 *
 * @throws BroadsheetError `invalid-request` if it is not a PDF that PDFium can open
 */
export async function openPageImages(pdf: Uint8Array): Promise<PageImages> {
  const opened = await (library ??= startLibrary());
  const document = await opened.loadDocument(pdf).catch((cause: unknown) => {
    throw new BroadsheetError(
      "invalid-request",
      { code: "pdf-unreadable", message: "the file cannot be opened as a PDF" },
      { cause },
    );
  });
  const count = document.getPageCount();
  return {
    count,
    text: (page) => pageOf(document, page, count).getText().replaceAll("\r\n", "\n"),
    draw: (page, scale) => draw(document, page, count, scale),
    close: () => document.destroy(),
  };
}

async function startLibrary(): Promise<PDFiumLibrary> {
  const wasm = await readFile(pdfiumPath());
  return PDFiumLibrary.init({ wasmBinary: new Uint8Array(wasm).buffer });
}

/** Encodes a drawn page as PNG, without its alpha: pages are opaque. */
export function encodePng({ width, height, pixels }: PageImage): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
    data[to] = pixels[from]!;
    data[to + 1] = pixels[from + 1]!;
    data[to + 2] = pixels[from + 2]!;
  }
  return encode({ width, height, data, channels: 3, depth: 8 });
}

async function draw(document: PDFiumDocument, number: number, count: number, scale: number): Promise<PageImage> {
  const page = pageOf(document, number, count);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(scale > 0) || originalWidth * originalHeight * scale * scale > mostPixels)
    throw new BroadsheetError("limit-exceeded", {
      code: "page-image-too-large",
      message: `page ${number} would be a picture of more than ${mostPixels / 1e6} million pixels`,
      seen: scale,
    });
  // PDFium draws the next page into the same memory.
  const { width, height, data } = await page.render({
    scale,
    render: ({ data: drawn }) => Promise.resolve(drawn.slice()),
  });
  return { width, height, pixels: data };
}

function pageOf(document: PDFiumDocument, number: number, count: number): ReturnType<PDFiumDocument["getPage"]> {
  if (Number.isInteger(number) && number >= 1 && number <= count) return document.getPage(number - 1);
  throw new BroadsheetError("not-found", {
    code: "unknown-page",
    message: `there is no page ${number}`,
    seen: number,
    allowed: `1 to ${count}`,
  });
}
