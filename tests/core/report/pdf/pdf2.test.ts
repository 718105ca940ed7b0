import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import { writePdf } from "../../../../functions/core/report/pdf/write-pdf.ts";
import { checkPdf } from "../../../../functions/proof/check-pdf.ts";
import { PdfReader } from "../../../../functions/proof/reader/pdf-reader.ts";
import type { PdfDictionary } from "../../../../functions/proof/reader/pdf-syntax.ts";
import { readPdf, walk } from "./read-pdf.ts";
import { sampleTags } from "./sample-tags.ts";

const typesetter = openTypesetter(createFontFiles(), "en", (warning) => expect.unreachable(warning.message));
const { layout, charts } = sampleTags(typesetter);
const info = {
  title: "Tags",
  reportId: sha256("report"),
  date: "2026-03-01",
  language: "en",
  producer: "Broadsheet 1",
  conformance: "ua2-a4f",
} as const;
const data = {
  name: "bars.csv",
  description: "",
  type: "text/csv",
  body: Buffer.from("a,b\n1,2\n"),
  relationship: "Data",
} as const;
const { bytes } = await writePdf(layout, charts, { typesetter, info, attachments: [data], warn: () => {} });
const pdf = await readPdf(bytes);
const reader = new PdfReader(bytes);
const elements = reader.numbers
  .map((number) => reader.dictionary(reader.object(number)))
  .filter((item) => item.has("S") && item.has("P"));
const typeOf = (item: PdfDictionary): string => reader.name(item.get("S"))!;
const refersTo = (item: PdfDictionary): string[] =>
  reader.list(item.get("Ref")).map((other) => typeOf(reader.dictionary(other)));
const children = (item: PdfDictionary): PdfDictionary[] =>
  reader.list(item.get("K")).flatMap((kid) => {
    const value = reader.dictionary(kid);
    return value.has("S") ? [value] : [];
  });

test("is PDF 2.0 without an information dictionary, and says to which standards and declarations it conforms", () => {
  expect(Buffer.from(bytes.subarray(0, 15)).toString("latin1")).toBe("%PDF-2.0\n%\xff\xff\xff\xff\n");
  expect(reader.trailer.has("Info")).toBe(false);
  for (const stated of [
    "<pdfaid:part>4</pdfaid:part>",
    "<pdfaid:conformance>F</pdfaid:conformance>",
    "<pdfaid:rev>2020</pdfaid:rev>",
    "<pdfuaid:part>2</pdfuaid:part>",
    "<pdfuaid:rev>2024</pdfuaid:rev>",
    "<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>",
    "<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo>",
  ])
    expect(pdf.xmp).toContain(stated);
  expect(pdf.xmp).not.toContain("pdfaExtension");
});

test("puts each type in its namespace", () => {
  const [namespace] = reader.list(reader.dictionary(reader.catalog.get("StructTreeRoot")).get("Namespaces"));
  expect(reader.text(reader.dictionary(namespace).get("NS"))).toBe("http://iso.org/pdf2/ssn");
  // What readers of PDF 1.7 take a note for.
  const roles = reader.dictionary(reader.dictionary(reader.catalog.get("StructTreeRoot")).get("RoleMap"));
  expect([...roles.keys()].map((role) => [role, reader.name(roles.get(role))])).toEqual([["FENote", "Note"]]);
  const without = elements.filter((item) => !item.has("NS")).map(typeOf);
  expect([...new Set(without)].toSorted()).toEqual(["BlockQuote", "Code", "TOC", "TOCI"]);
  const named = elements.filter((item) => item.has("NS"));
  expect(new Set(named.map((item) => reader.dictionary(item.get("NS"))))).toEqual(
    new Set([reader.dictionary(namespace)]),
  );
});

test("has links without References, and a paragraph between an entry of the contents and its link", () => {
  const types = elements.map(typeOf);
  expect(types).not.toContain("Reference");
  expect(types).not.toContain("Note");
  // pdf.js, which reads no namespaces, takes the notes for those of PDF 1.7.
  const roles = pdf.pages.flatMap(({ structure }) => walk(structure)).map(({ role }) => role);
  expect(roles.filter((role) => role === "Note")).toHaveLength(4);
  const entry = elements.find((item) => typeOf(item) === "TOCI")!;
  expect(children(entry).map((kid) => [typeOf(kid), children(kid).map(typeOf)])).toEqual([["P", ["Link"]]]);
  expect(refersTo(entry)).toEqual(["H1"]);
});

test("notes and what cites them refer to each other", () => {
  const notes = elements.filter((item) => typeOf(item) === "FENote");
  const cited = notes.filter((item) => item.has("Ref"));
  expect(cited.map((note) => refersTo(note))).toEqual([["Link", "Link"], ["Link"], ["Link"]]);
  for (const note of cited)
    for (const link of reader.list(note.get("Ref")))
      expect(reader.list(reader.dictionary(link).get("Ref")).map((back) => reader.dictionary(back))).toEqual([note]);
  // The links back from the notes to their citations are not citations.
  expect(elements.filter((item) => typeOf(item) === "Link" && item.has("Ref"))).toHaveLength(4);
});

test("destinations name their structure element, and the page for earlier readers", async () => {
  const names = reader.dictionary(reader.dictionary(reader.catalog.get("Names")).get("Dests"));
  const targets = new Map<string, string>();
  const list = reader.list(names.get("Names"));
  for (let at = 0; at < list.length; at += 2) {
    const target = reader.dictionary(list[at + 1]);
    targets.set(reader.text(list[at])!, typeOf(reader.dictionary(reader.list(target.get("SD"))[0])));
    expect(reader.dictionary(reader.list(target.get("D"))[0]).has("MediaBox")).toBe(true);
    expect(reader.list(target.get("SD")).slice(1)).toEqual(reader.list(target.get("D")).slice(1));
  }
  expect(Object.fromEntries(targets)).toEqual({
    title: "H1",
    章: "H2",
    third: "H2",
    "cited-1": "Link",
    "cited-2": "Link",
    "cited-3": "Link",
    "note-1": "FENote",
    "note-2": "FENote",
    "note-3": "FENote",
  });
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const [first] = (await document.getOutline())!;
  const place = (await document.getDestination(first!.dest as string))!;
  expect(await document.getPageIndex(place[0] as never)).toBe(0);
  await document.loadingTask.destroy();
});

test("a list of terms is one, a list without labels has no numbering", () => {
  const numbering = elements
    .filter((item) => typeOf(item) === "L")
    .map((item) => reader.name(reader.dictionary(item.get("A")).get("ListNumbering")));
  expect(numbering).toEqual(["Disc", "Description", "None"]);
});

test("describes an embedded file without a description by its name", () => {
  const specification = reader.numbers
    .map((number) => reader.dictionary(reader.object(number)))
    .find((item) => item.has("EF"))!;
  expect(reader.text(specification.get("Desc"))).toBe("bars.csv");
});

test("no text that is read has a character for private use, wherever it came from", async () => {
  const secret = "\ue001\u{f0002}\u{10fffd}";
  const marked = {
    ...layout,
    pages: layout.pages.map((page) => ({
      ...page,
      boxes: page.boxes.map((box) =>
        box.kind === "link"
          ? { ...box, contents: box.contents + secret }
          : box.kind === "text" && box.actualText !== undefined
            ? {
                ...box,
                actualText: box.actualText + secret,
                runs: box.runs.map((run) => ({ ...run, rightToLeft: false })),
              }
            : box,
      ),
    })),
    structure: layout.structure.map((element) =>
      element.role === "Figure" || element.role === "Formula"
        ? { ...element, alt: secret, title: secret, actualText: secret }
        : element,
    ),
    outline: layout.outline.map((item) => ({ ...item, title: secret })),
  };
  const { bytes: written } = await writePdf(marked, charts, {
    typesetter,
    info,
    attachments: [{ ...data, description: secret }],
    warn: () => {},
  });
  expect(checkPdf(written).findings).toEqual([]);
  expect((await readPdf(written)).outline[0]!.title).toBe("\ufffd\ufffd\ufffd");
});

test("a file without an attachment cannot be PDF/A-4f", async () => {
  await expect(writePdf(layout, charts, { typesetter, info, attachments: [], warn: () => {} })).rejects.toThrow(
    "a PDF/A-4f file has an attachment",
  );
});

test("the same layout gives the same bytes", async () => {
  const again = await writePdf(layout, charts, { typesetter, info, attachments: [data], warn: () => {} });
  expect(Buffer.compare(again.bytes, bytes)).toBe(0);
});
