import { inflateSync } from "node:zlib";
import { BroadsheetError } from "../../../../errors.ts";
import type { Conformance } from "../../../../xml/conformance.ts";
import { parseItem, type PdfDictionary, type PdfItem, PdfReference } from "./pdf-syntax.ts";

/** An object of a report. */
export interface ReportObject {
  item: PdfItem;
  /** The body of a stream as it stands in the file; absent for other objects. */
  readonly body?: Uint8Array;
}

/** A report's file, taken apart. */
export interface ReportFile {
  readonly objects: ReadonlyMap<number, ReportObject>;
  readonly catalog: PdfDictionary;
  /** The standards that it is written to. */
  readonly conformance: Conformance;
}

/**
 * Takes apart a PDF that our writer has made: streams one after the other, and all other objects packed in object
 * streams (see `PdfFile`). Only such files have the form that a volume relies on.
 *
 * @param name the item's, for the error
 * @throws BroadsheetError `unavailable` for any other file
 */
export function readReport(bytes: Uint8Array, name: string): ReportFile {
  try {
    return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    const message = `the PDF of "${name}" does not have the form in which this program writes reports`;
    throw new BroadsheetError(
      "unavailable",
      { code: "foreign-pdf", message, where: { name }, seen: (error as Error).message },
      { cause: error },
    );
  }
}

function read(file: Buffer): ReportFile {
  const objects = new Map<number, ReportObject>();
  let trailer: PdfDictionary | undefined;
  for (let at = file.indexOf(" 0 obj\n"); at !== -1; at = file.indexOf(" 0 obj\n", at)) {
    const number = Number(file.toString("latin1", file.lastIndexOf("\n", at) + 1, at));
    const begin = file.indexOf("\nstream\n", at);
    const { item } = parseItem(file.toString("latin1", at + 7, begin));
    if (!(item instanceof Map) || begin === -1) throw new SyntaxError(`object ${number} is no stream`);
    const length = item.get("Length");
    if (typeof length !== "number") throw new SyntaxError(`the stream ${number} has no length`);
    const end = begin + 8 + length;
    if (file.toString("latin1", end, end + 18) !== "\nendstream\nendobj\n")
      throw new SyntaxError(`the stream ${number} does not end after ${length} bytes`);
    const body = file.subarray(begin + 8, end);
    const type = printName(item.get("Type"));
    if (type === "ObjStm") unpack(item, body, objects);
    else if (type === "XRef") trailer = item;
    else objects.set(number, { item, body });
    at = end;
  }
  const root = trailer?.get("Root");
  const catalog = root instanceof PdfReference ? objects.get(root.number)?.item : undefined;
  if (!(catalog instanceof Map)) throw new SyntaxError("there is no catalog");
  return { objects, catalog, conformance: file.toString("latin1", 0, 7) === "%PDF-2." ? "ua2-a4f" : "ua1-a3a" };
}

function printName(item: PdfItem | undefined): string | undefined {
  return item !== null && typeof item === "object" && "name" in item ? item.name : undefined;
}

function unpack(about: PdfDictionary, body: Uint8Array, objects: Map<number, ReportObject>): void {
  const text = inflateSync(body).toString("latin1");
  const first = Number(about.get("First"));
  const heads = text.slice(0, first).trim().split(/\s+/).map(Number);
  for (let index = 0; index < heads.length; index += 2)
    objects.set(heads[index]!, { item: parseItem(text, first + heads[index + 1]!).item });
}
