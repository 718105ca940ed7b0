import { BroadsheetError } from "../../core/errors.ts";
import { listPages } from "../reader/page-list.ts";
import { PdfReader } from "../reader/pdf-reader.ts";
import { PdfName, PdfReference, PdfString, type PdfDictionary, type PdfItem } from "../reader/pdf-syntax.ts";
import { printItem } from "./print-item.ts";

/** What a signature states. */
export interface SignatureClaim {
  /** Who signs: the common name of the certificate. */
  readonly name: string;
  /** When, to the second. */
  readonly time: Date;
  /** Bytes reserved for the signature. */
  readonly room: number;
}

/** A file with an empty signature: everything except `from` to `to` will be signed. */
export interface Unsigned {
  readonly bytes: Buffer;
  /** Position of the signature's hexadecimal string, angle brackets included. */
  readonly from: number;
  readonly to: number;
}

const nameOf = (text: string): PdfName => new PdfName(text);
const dictionary = (entries: Readonly<Record<string, PdfItem>>): PdfDictionary => new Map(Object.entries(entries));
/** Digits of each number in ByteRange, padded so that its length is fixed. */
const digits = 10;
/** Print and Locked (ISO 32000-1, table 165). */
const flags = 4 + 128;

/**
 * Appends a signature field and its empty signature to a report, as an incremental update (ISO 32000-1, 7.5.6 and
 * 12.8.1): the report itself stays in the file byte for byte. The field has no area on the page. In PDF 1.7 it is a
 * Form element at the end of the structure tree, with a name for screen readers (ISO 14289-1, 7.18.4); in PDF 2.0 a
 * field without area is an artifact, in no element (ISO 14289-2, 8.9.2.4.13). The same arguments give the same bytes.
 *
 * @param report a PDF made by Broadsheet
 * @throws BroadsheetError `invalid-request` for a PDF that is not tagged, or already has a form or an update
 */
export function signatureUpdate(report: Uint8Array, { name, time, room }: SignatureClaim): Unsigned {
  const reader = new PdfReader(report);
  const parts = findParts(reader);
  const size = reader.number(reader.trailer.get("Size"))!;
  const [field, signature, form] = [0, 1, 2].map((step) => new PdfReference(size + step, 0)) as [
    PdfReference,
    PdfReference,
    PdfReference,
  ];
  const { page, tree, document } = parts;
  const label = new PdfString(utf16(`Digital signature: ${name}`));
  const onPage = new PdfReference(page.number, 0);
  const tagged = !isPdf2(report);
  const widget = dictionary({
    Type: nameOf("Annot"),
    Subtype: nameOf("Widget"),
    FT: nameOf("Sig"),
    T: new PdfString("Signature"),
    TU: label,
    V: signature,
    Rect: [0, 0, 0, 0],
    F: flags,
    P: onPage,
    ...(tagged && { StructParent: reader.number(tree.dictionary.get("ParentTreeNextKey"))! }),
  });
  const element = dictionary({
    S: nameOf("Form"),
    P: new PdfReference(document.number, 0),
    Alt: label,
    K: dictionary({ Type: nameOf("OBJR"), Obj: field, Pg: onPage }),
  });
  const objects: (readonly [number, string])[] = [
    ...changedPage(reader, parts, field),
    ...(tagged ? changedTree(reader, parts, form) : []),
    [field.number, printItem(widget)],
    [signature.number, ""],
    ...(tagged ? [[form.number, printItem(element)] as const] : []),
  ];
  const about = dictionary({
    Type: nameOf("Sig"),
    Filter: nameOf("Adobe.PPKLite"),
    SubFilter: nameOf("adbe.pkcs7.detached"),
    Name: new PdfString(utf16(name)),
    M: new PdfString(pdfDate(time)),
  });
  return append(report, reader, objects, { signature: signature.number, about, room });
}

function isPdf2(report: Uint8Array): boolean {
  return Buffer.from(report.subarray(0, 7)).toString("latin1") === "%PDF-2.";
}

/** An object's number and its new value. */
type Changed = readonly [number: number, syntax: string];

/** Catalog and page, with the new field. */
function changedPage(reader: PdfReader, { catalog, page }: Parts, field: PdfReference): readonly Changed[] {
  const annotations = reader.list(page.dictionary.get("Annots"));
  const form = dictionary({ Fields: [field], SigFlags: 3 });
  return [
    [catalog.number, printItem(extended(catalog.dictionary, { AcroForm: form }))],
    [page.number, printItem(extended(page.dictionary, { Annots: [...annotations, field], Tabs: nameOf("S") }))],
  ];
}

/** Structure tree and document, with the field's element. */
function changedTree(reader: PdfReader, { tree, document }: Parts, form: PdfReference): readonly Changed[] {
  const parents = reader.dictionary(tree.dictionary.get("ParentTree"));
  const key = reader.number(tree.dictionary.get("ParentTreeNextKey"))!;
  const leading = {
    ParentTree: extended(parents, { Nums: [...reader.list(parents.get("Nums")), key, form] }),
    ParentTreeNextKey: key + 1,
  };
  const kids = [...reader.list(document.dictionary.get("K")), form];
  return [
    [tree.number, printItem(extended(tree.dictionary, leading))],
    [document.number, printItem(extended(document.dictionary, { K: kids }))],
  ];
}

interface Part {
  readonly number: number;
  readonly dictionary: PdfDictionary;
}

/** The objects that must refer to the new field. */
type Parts = Readonly<Record<"catalog" | "page" | "tree" | "document", Part>>;

function findParts(reader: PdfReader): Parts {
  const part = (item: PdfItem | undefined): Part | undefined => {
    const found = reader.dictionary(item);
    return item instanceof PdfReference && found.size > 0 ? { number: item.number, dictionary: found } : undefined;
  };
  const [first] = listPages(reader);
  const catalog = part(reader.trailer.get("Root"));
  const page = first?.object === undefined ? undefined : { number: first.object, dictionary: first.dictionary };
  const tree = part(catalog?.dictionary.get("StructTreeRoot"));
  const document = part(reader.list(tree?.dictionary.get("K"))[0]);
  const ours =
    reader.dictionary(tree?.dictionary.get("ParentTree")).has("Nums") &&
    reader.number(tree?.dictionary.get("ParentTreeNextKey")) !== undefined;
  if (!ours || catalog === undefined || page === undefined || tree === undefined || document === undefined) {
    throw refused("the PDF cannot be signed: it is not a Broadsheet report", "Sign the file that `render` wrote");
  }
  if (catalog.dictionary.has("AcroForm") || reader.trailer.has("Prev"))
    throw refused("the PDF is already signed, or was changed", "Sign the file as it was made");
  return { catalog, page, tree, document };
}

function refused(message: string, hint: string): BroadsheetError {
  return new BroadsheetError("invalid-request", { code: "cannot-sign", message, hint });
}

/** Appends the objects, the cross-references and the byte range to the report. */
function append(
  report: Uint8Array,
  reader: PdfReader,
  objects: readonly (readonly [number, string])[],
  { signature, about, room }: { readonly signature: number; readonly about: PdfDictionary; readonly room: number },
): Unsigned {
  let written = report.at(-1) === 0x0a ? "" : "\n";
  let from = 0;
  let rangeAt = 0;
  const end = (): number => report.length + written.length;
  const places: (readonly [number, number])[] = [];
  for (const [number, syntax] of objects) {
    places.push([number, end()]);
    if (number !== signature) {
      written += `${number} 0 obj\n${syntax}\nendobj\n`;
      continue;
    }
    written += `${number} 0 obj\n${printItem(about).slice(0, -2)}/ByteRange `;
    rangeAt = end();
    written += `${byteRange(0, 0, 0)}/Contents `;
    from = end();
    written += `<${"0".repeat(room * 2)}>>>\nendobj\n`;
  }
  const own = Math.max(...places.map(([number]) => number)) + 1;
  const start = end();
  places.push([own, start]);
  const rows = Buffer.concat(
    places
      .toSorted(([a], [b]) => a - b)
      .map(([, offset]) =>
        Buffer.from([1, offset >>> 24, offset >>> 16, offset >>> 8, offset, 0].map((byte) => byte & 0xff)),
      ),
  );
  const entries = extended(
    dictionary({
      Type: nameOf("XRef"),
      Size: own + 1,
      Index: sections(places.map(([number]) => number)),
      W: [1, 4, 1],
      Prev: startOf(report),
      Length: rows.length,
    }),
    Object.fromEntries(
      ["Root", "Info", "ID"].flatMap((key) => (reader.trailer.has(key) ? [[key, reader.trailer.get(key)!]] : [])),
    ),
  );
  written += `${own} 0 obj\n${printItem(entries)}\nstream\n${rows.toString("latin1")}\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
  const bytes = Buffer.concat([report, Buffer.from(written, "latin1")]);
  const to = from + room * 2 + 2;
  bytes.write(byteRange(from, to, bytes.length - to), rangeAt, "latin1");
  return { bytes, from, to };
}

function byteRange(from: number, to: number, rest: number): string {
  return `[0 ${[from, to, rest].map((value) => String(value).padEnd(digits)).join(" ")}]`;
}

/** Runs of consecutive object numbers: first and count of each. */
function sections(numbers: readonly number[]): number[] {
  const runs: number[] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    if (number === (runs.at(-2) ?? 0) + (runs.at(-1) ?? 0) && runs.length > 0) runs[runs.length - 1]!++;
    else runs.push(number, 1);
  }
  return runs;
}

function startOf(report: Uint8Array): number {
  return Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(Buffer.from(report.subarray(-64)).toString("latin1"))![1]);
}

function extended(entries: PdfDictionary, more: Readonly<Record<string, PdfItem>>): PdfDictionary {
  return new Map([...entries, ...Object.entries(more)]);
}

/** Writes a text string (7.9.2.2): ASCII unchanged, anything else in UTF-16. */
function utf16(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return `\xfe\xff${Buffer.from(text.toWellFormed(), "utf16le").swap16().toString("latin1")}`;
}

/** 7.9.4. */
function pdfDate(time: Date): string {
  return `D:${time.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`;
}
