import { expect, test } from "vitest";
import { bindReport } from "../../../../../../functions/core/service/batch/output/volume/bind-report.ts";
import { BoundReports } from "../../../../../../functions/core/service/batch/output/volume/bound-reports.ts";
import { ObjectWriter } from "../../../../../../functions/core/service/batch/output/volume/object-writer.ts";
import {
  parseItem,
  type PdfDictionary,
} from "../../../../../../functions/core/service/batch/output/volume/pdf-syntax.ts";
import type {
  ReportFile,
  ReportObject,
} from "../../../../../../functions/core/service/batch/output/volume/read-report.ts";
import { claimsOf, headerOf } from "../../../../../../functions/core/xml/conformance.ts";
import { PdfReader } from "../../../../../../functions/proof/reader/pdf-reader.ts";
import {
  isDictionary,
  PdfReference,
  PdfStream,
  type PdfItem,
} from "../../../../../../functions/proof/reader/pdf-syntax.ts";

const catalog = "<</Pages 1 0 R/StructTreeRoot 3 0 R>>";

/**
 * A report of one page, whose resources refer to further objects.
 *
 * @param more the objects from number 10 on: their syntax, and the body of a stream
 */
function reportOf(resources: string, more: readonly (readonly [syntax: string, body?: string])[]): ReportFile {
  const objects = new Map<number, ReportObject>();
  const add = (number: number, syntax: string, body?: string): void =>
    void objects.set(number, {
      item: parseItem(syntax).item,
      ...(body !== undefined && { body: Buffer.from(body, "latin1") }),
    });
  add(1, "<</Type /Pages/Kids [2 0 R]/Count 1>>");
  add(2, `<</Type /Page/Parent 1 0 R/Resources ${resources}>>`);
  add(3, "<</Type /StructTreeRoot/K 4 0 R/ParentTreeNextKey 1>>");
  add(4, "<</Type /StructElem/S /Document/P 3 0 R>>");
  more.forEach(([syntax, body], index) => add(10 + index, syntax, body));
  return { objects, catalog: parseItem(catalog).item as PdfDictionary, conformance: "ua1-a3a" };
}

/** Binds reports and reads the file. */
function bound(...reports: readonly ReportFile[]): PdfReader {
  const writer = new ObjectWriter();
  writer.begin(headerOf(claimsOf()));
  const roots = {
    pages: writer.reserve(),
    tree: writer.reserve(),
    document: writer.reserve(),
    outline: writer.reserve(),
  };
  const so = new BoundReports();
  reports.forEach((report, index) => bindReport(report, `report ${index + 1}`, { writer, bound: so, roots }));
  writer.add(`<</Type /Pages/Kids [${so.nodes.map((number) => `${number} 0 R`).join(" ")}]>>`, roots.pages);
  writer.end(`/Root ${writer.add(`<</Pages ${roots.pages} 0 R>>`)} 0 R`);
  return new PdfReader(Buffer.concat(writer.take()));
}

/** The object that the resources of each report's page refer to under a name. */
function resourcesOf(reader: PdfReader, name: string): readonly { readonly number: number; readonly item: PdfItem }[] {
  const kids = reader
    .list(reader.dictionary(reader.catalog.get("Pages")).get("Kids"))
    .map((kid) => reader.dictionary(kid));
  return kids.map((node) => {
    const [page] = reader.list(node.get("Kids"));
    const reference = reader.dictionary(reader.dictionary(page).get("Resources")).get(name) as PdfReference;
    return { number: reference.number, item: reader.resolve(reference) as PdfItem };
  });
}

const body = (reader: PdfReader, item: PdfItem): string =>
  Buffer.from(reader.decode(item as PdfStream)).toString("latin1");
const image = "<</Subtype /Image/Length 3>>";

test("a stream that two reports have is written once, and one that differs in body or dictionary twice", () => {
  const reader = bound(
    reportOf("<</A 10 0 R/B 11 0 R/C 12 0 R>>", [
      [image, "abc"],
      [image, "abc"],
      ["<</Subtype /Form/Length 3>>", "abc"],
    ]),
    reportOf("<</A 11 0 R/B 10 0 R/C 12 0 R>>", [
      [image, "xyz"],
      [image, "abc"],
      ["<</Subtype /Form/Length 3>>", "abc"],
    ]),
  );
  const [a, b, c] = ["A", "B", "C"].map((name) => resourcesOf(reader, name).map(({ number }) => number)) as [
    number[],
    number[],
    number[],
  ];
  expect(a[0]).toBe(a[1]);
  expect(b[0]).toBe(a[0]);
  expect(c[0]).toBe(c[1]);
  expect(new Set([...a, ...b, ...c]).size).toBe(3);
  expect(resourcesOf(reader, "B").map(({ item }) => body(reader, item))).toEqual(["abc", "xyz"]);
});

test("streams that look the same but refer to others are each written with their own", () => {
  const masked = "<</Subtype /Image/SMask 11 0 R/Length 3>>";
  const reader = bound(
    reportOf("<</A 10 0 R>>", [
      [masked, "abc"],
      [image, "one"],
    ]),
    reportOf("<</A 10 0 R>>", [
      [masked, "abc"],
      [image, "two"],
    ]),
  );
  const images = resourcesOf(reader, "A").map(({ item }) => item as PdfStream);
  expect(images.map(({ dictionary }) => body(reader, reader.resolve(dictionary.get("SMask")) as PdfItem))).toEqual([
    "one",
    "two",
  ]);
});

test("objects that nothing refers to stay behind, and others that look the same are not shared", () => {
  const lost = [["<</Kind /Font>>"], [image, "lost"], ["<</Kind /Lost>>"]] as const;
  const reader = bound(reportOf("<</A 10 0 R>>", lost), reportOf("<</A 10 0 R>>", lost));
  const items = reader.numbers.map((number) => reader.object(number));
  expect(items.filter((item) => item instanceof PdfStream && item.dictionary.has("Subtype"))).toEqual([]);
  expect(
    items.flatMap((item) => (isDictionary(item) && item.has("Kind") ? [reader.name(item.get("Kind"))] : [])),
  ).toEqual(["Font", "Font"]);
  expect(items.filter((item) => isDictionary(item) && reader.name(item.get("Type")) === "StructTreeRoot")).toEqual([]);
});

test("a report without pages or structure is refused by its name", () => {
  const report = reportOf("<<>>", []);
  const without = (key: string): ReportFile => ({
    ...report,
    catalog: new Map([...(parseItem(catalog).item as PdfDictionary)].filter(([name]) => name !== key)),
  });
  for (const key of ["Pages", "StructTreeRoot"])
    expect(() => bound(without(key))).toThrow('the PDF of "report 1" has no pages or no structure tree');
});
