import fc from "fast-check";
import { expect, test } from "vitest";
import { linkAnnotation, type LinkAction } from "../../../../../functions/core/report/pdf/file/link-annotation.ts";
import { pdfText, type PdfDictionary } from "../../../../../functions/core/report/pdf/file/pdf-value.ts";
import { PdfKitDocument } from "../../../../../functions/core/report/pdf/file/pdfkit-document.ts";

/** Returns a dictionary as PDFKit writes it. */
function written(dictionary: PdfDictionary): string {
  const parts: unknown[] = [];
  const document = new PdfKitDocument({
    subset: "PDF/A-3a",
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: "en",
    font: null,
    autoFirstPage: false,
    bufferPages: true,
    compress: false,
    info: {},
  });
  document._write = (data) => void parts.push(data);
  document.ref(dictionary).end();
  return String(parts[1]);
}

const inKit = (rectangle: readonly number[], contents: string, key: number, action: LinkAction): string =>
  written({
    Type: "Annot",
    Subtype: "Link",
    Rect: rectangle,
    Border: [0, 0, 0],
    F: 4,
    Contents: pdfText(contents),
    StructParent: key,
    ...("url" in action ? { A: { S: "URI", URI: pdfText(action.url) } } : { Dest: pdfText(action.destination) }),
  });

test.each([
  [[0, 10.5, 100.25, 20], "Note 1", 3, { destination: "note-1" }],
  [[-0, 1, 2, 3.75], "三分（之一）\t\b\f 上", 0, { url: "https://example.org/a_(b)?q=%20" }],
  [[1, 2, 3, 4], "\ud800 lone", 1, { destination: "图" }],
  [[1, 2, 3, 4], "x".repeat(20_000), 1, { destination: "long" }],
] as const)("a link is written as PDFKit writes it: %j %j", (rectangle, contents, key, action) => {
  expect(linkAnnotation(rectangle, contents, key, action)).toBe(inKit(rectangle, contents, key, action));
});

test("any contents are written as PDFKit writes them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (contents) => {
      expect(linkAnnotation([1, 2, 3, 4], contents, 5, { destination: contents })).toBe(
        inKit([1, 2, 3, 4], contents, 5, { destination: contents }),
      );
    }),
    { seed: 5, numRuns: 50 },
  );
});
