import { expect, test } from "vitest";
import { xmpProperties } from "../../../../../functions/core/report/pdf/file/xmp-properties.ts";

const info = {
  title: "R&D <2024>",
  reportId: "0123456789abcdef0123456789abcdef",
  date: "2024-06-30",
  language: "en-GB",
  producer: "Broadsheet (engine 0123)",
};
/** The properties of the first description, a line each. */
const linesOf = (about: Parameters<typeof xmpProperties>[0]): string[] =>
  xmpProperties(about).split("\n</rdf:Description>")[0]!.split("\n").slice(1);

test("a file states its kind, author and date, and nothing that it was not given", () => {
  expect(linesOf(info)).toEqual([
    "<pdfuaid:part>1</pdfuaid:part>",
    "<dc:format>application/pdf</dc:format>",
    "<dc:identifier>0123456789abcdef0123456789abcdef</dc:identifier>",
    "<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>",
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">R&amp;D &lt;2024&gt;</rdf:li></rdf:Alt></dc:title>',
    "<pdf:Producer>Broadsheet (engine 0123)</pdf:Producer>",
    "<xmp:CreatorTool>Broadsheet (engine 0123)</xmp:CreatorTool>",
    "<xmp:CreateDate>2024-06-30T00:00:00Z</xmp:CreateDate>",
    "<xmp:ModifyDate>2024-06-30T00:00:00Z</xmp:ModifyDate>",
  ]);
});

test("author, subject and keywords appear if they are given, without characters that XML cannot hold", () => {
  expect(
    linesOf({ ...info, author: "A. \u0007Writer\ud800", subject: "Two\nlines", keywords: "a; b" }).slice(5, 8),
  ).toEqual([
    "<dc:creator><rdf:Seq><rdf:li>A. Writer\ufffd</rdf:li></rdf:Seq></dc:creator>",
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Two lines</rdf:li></rdf:Alt></dc:description>',
    "<pdf:Keywords>a; b</pdf:Keywords>",
  ]);
});
