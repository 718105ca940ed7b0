import PdfKit from "pdfkit";
import type { ObjectNumber, PdfDictionary, PdfReference, PdfValue } from "./pdf-value.ts";

/** The part of PDFKit 0.20 that the writer uses and that its published types omit. */
export interface PdfKitDocument {
  readonly page: PdfKitPage;
  readonly outline: PdfKitOutline;
  info: Record<string, string | Date>;
  /** Part and level of PDF/A that PDFKit writes into the metadata. */
  subset: number;
  subset_conformance: string;
  readonly _root: PdfReference & { readonly data: Record<string, PdfValue> };
  /** Absent until the file ends. */
  readonly _info?: PdfReference;
  readonly _id: Uint8Array;
  /** The font last selected. */
  readonly _font: PdfKitFont;
  /** Offset in the file of each object, from number 1, once written. */
  readonly _offsets: (number | null)[];
  /** Bytes written so far. */
  readonly _offset: number;
  /** @param data the object's value @default a dictionary to fill later */
  ref(data?: PdfValue): PdfReference;
  addPage(options: { readonly size: readonly [number, number]; readonly margin: number }): this;
  transform(...matrix: readonly number[]): this;
  /** @param y points from the page's top */
  addNamedDestination(name: string, kind: "XYZ", x: number, y: number, zoom: null): void;
  font(font: unknown): this;
  getStructTreeRoot(): { readonly data: Record<string, PdfValue | PdfKitTree> };
  getStructParentTree(): PdfKitTree;
  createStructParentTreeNextKey(): number;
  file(body: Uint8Array, options: PdfKitFileOptions): PdfReference;
  addNamedEmbeddedFile(name: string, specification: PdfReference): void;
  appendXML(xml: string, newline?: boolean): void;
  flushPages(): void;
  end(): void;
  read(): Uint8Array;
  push(chunk: Uint8Array | null): boolean;
  _write(data: Uint8Array | string): void;
  _addInfo(): void;
  _finalize(): void;
}

export interface PdfKitPage {
  readonly width: number;
  readonly height: number;
  readonly dictionary: PdfReference;
  readonly content: PdfReference & { readonly data: Record<string, PdfValue> };
  readonly structParentTreeKey: number;
  readonly annotations: (PdfReference | ObjectNumber)[];
  readonly fonts: Record<string, PdfReference>;
  readonly ext_gstates: Record<string, PdfReference>;
  readonly patterns: Record<string, PdfReference>;
  readonly xobjects: Record<string, PdfReference>;
}

export interface PdfKitOutline {
  readonly outlineData: Record<string, PdfValue>;
  addItem(
    title: string,
    options: {
      readonly pageNumber: number;
      readonly fit: false;
      readonly top: number;
      readonly left: number;
      readonly zoom: 0;
      readonly expanded: boolean;
    },
  ): PdfKitOutline;
}

/** A name or number tree. */
export interface PdfKitTree {
  limits: boolean;
  _compareKeys(a: string, b: string): number;
  add(key: number | string, value: PdfValue): void;
  get(key: number | string): PdfValue;
}

/** A font in a document; codes of its glyphs are indices into `widths` and `unicode`. */
export interface PdfKitFont {
  /** Resource name. */
  readonly id: string;
  /** PDFKit embeds a font whose subset has `cff` as a CFF program. */
  subset: { includeGlyph(glyph: number): number; encode(): Uint8Array; readonly cff?: true };
  /** Thousandths of the size. */
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  ref(): PdfReference;
}

export interface PdfKitFileOptions {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly relationship: string;
  readonly creationDate: Date;
  readonly modifiedDate: Date;
}

export interface PdfKitOptions {
  readonly subset: "PDF/A-3a";
  readonly pdfVersion: "1.7";
  readonly tagged: true;
  readonly displayTitle: true;
  readonly lang: string;
  /** No default font: PDFKit's is Helvetica, which is not embedded. */
  readonly font: null;
  readonly autoFirstPage: false;
  readonly bufferPages: true;
  /** Streams are compressed elsewhere. */
  readonly compress: false;
  readonly info: PdfDictionary;
}

/** PDFKit's document class with these types. */
export const PdfKitDocument = PdfKit as unknown as new (options: PdfKitOptions) => PdfKitDocument;
