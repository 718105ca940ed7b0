import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What the bench compares of every contender's PDF. */
export interface PdfFacts {
  readonly pages: number;
  /** Whether the file declares itself tagged (ISO 32000-1, 14.7.1). */
  readonly tagged: boolean;
}

/** Opens a PDF with pdf.js. */
export async function readPdf(pdf: Uint8Array): Promise<PdfFacts> {
  return open(pdf, async (document) => ({
    pages: document.numPages,
    tagged: (await markInfo(document)).get("Marked") === true,
  }));
}

/** Reads all text of a PDF with Poppler's pdftotext, since pdf.js loses the tabular digits of Chromium's files. */
export async function readPdfText(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)("pdftotext", [path, "-"], { maxBuffer: 256 * 1024 * 1024 });
  return stdout;
}

type PdfDocument = Awaited<ReturnType<typeof getDocument>["promise"]>;

/** Reads the mark information: a map, although pdf.js declares an object. */
async function markInfo(document: PdfDocument): Promise<ReadonlyMap<string, boolean>> {
  return ((await document.getMarkInfo()) ?? new Map()) as unknown as ReadonlyMap<string, boolean>;
}

async function open<T>(pdf: Uint8Array, read: (document: PdfDocument) => Promise<T>): Promise<T> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  try {
    return await read(await task.promise);
  } finally {
    await task.destroy();
  }
}
