import { expect, test } from "vitest";
import { Findings } from "../../functions/proof/rules/findings.ts";
import type { Inspection } from "../../functions/proof/rules/inspection.ts";
import { checkMetadata } from "../../functions/proof/rules/metadata/check-metadata.ts";
import { PdfReader } from "../../functions/proof/reader/pdf-reader.ts";
import { valuesOf, xmpProperties, type XmpValue } from "./predefined-properties.ts";

/** The codes of what is wrong with a packet that holds these Descriptions. */
function faultsOf(
  descriptions: string,
  { root = "rdf:RDF", header = 'begin="" id="W5M0MpCehiHzreSzNTczkc9d"' } = {},
): string[] {
  const packet = Buffer.from(
    `<?xpacket ${header}?><x:xmpmeta xmlns:x="adobe:ns:meta/"><${root} xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${descriptions}</${root}></x:xmpmeta><?xpacket end="w"?>`,
  );
  const head = `%PDF-1.7\n1 0 obj <</Type/Catalog/Metadata 2 0 R>> endobj\n2 0 obj <</Type/Metadata/Subtype/XML/Length ${packet.length}>> stream\n`;
  const reader = new PdfReader(
    Buffer.concat([Buffer.from(head), packet, Buffer.from("\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF")]),
  );
  const findings = new Findings(new Set(["ISO 14289-1", "ISO 19005-3"]));
  checkMetadata({ reader, findings } as unknown as Inspection);
  const missing = new Set(["no-title", "pdfua-not-claimed", "pdfa-not-claimed"]);
  return findings
    .list()
    .map(({ code }) => code)
    .filter((code) => !missing.has(code));
}

const property = (prefix: string, uri: string, name: string, [content, attributes]: XmpValue): string =>
  `<rdf:Description rdf:about="" xmlns:${prefix}="${uri}"><${prefix}:${name} ${attributes}>${content}</${prefix}:${name}></rdf:Description>`;
const all = Object.entries(xmpProperties).flatMap(([prefix, { uri, types }]) =>
  Object.entries(types).flatMap(([type, names]) => names.split(" ").map((name) => ({ prefix, uri, type, name }))),
);

test("each predefined property accepts every value of its type, and refuses every other", () => {
  const wrong: string[] = [];
  let checked = 0;
  for (const { prefix, uri, type, name } of all) {
    const values = valuesOf(type);
    for (const value of values.right)
      if (faultsOf(property(prefix, uri, name, value)).length > 0)
        wrong.push(`${prefix}:${name} refuses the ${type} ${value[0]}`);
    for (const value of values.wrong)
      if (!faultsOf(property(prefix, uri, name, value)).includes("property-type"))
        wrong.push(`${prefix}:${name}, a ${type}, accepts ${value[0]}`);
    checked += values.right.length + values.wrong.length;
  }
  expect(wrong).toEqual([]);
  expect([all.length, checked > 1_200]).toEqual([275, true]);
});

test("a property that its schema does not have needs a description", () => {
  for (const [prefix, { uri }] of Object.entries(xmpProperties))
    expect(faultsOf(property(prefix, uri, "Own", ["a", ""])), prefix).toEqual(["undescribed-property"]);
  // Properties of later editions of the specification.
  for (const [prefix, name] of [
    ["xmpMM", "OriginalDocumentID"],
    ["pdf", "Trapped"],
    ["xmpDM", "good"],
    ["pdfaid", "rev"],
  ] as const)
    expect(faultsOf(property(prefix, xmpProperties[prefix]!.uri, name, ["1", ""])), name).toEqual([
      "undescribed-property",
    ]);
});

const dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"';
const description = (content: string, attributes = ""): string =>
  `<rdf:Description rdf:about="" ${dc} ${attributes}>${content}</rdf:Description>`;
const source = "<dc:source>a</dc:source>";

test.each<[string, string, Parameters<typeof faultsOf>[1]?]>([
  ["no RDF", "", { root: "x:other" }],
  ["text in RDF", `a${description(source)}`],
  ["a property outside of a Description", `<dc:source ${dc}>a</dc:source>`],
  ["a property twice", description(source + source)],
  ["a property twice, in two Descriptions", description(source) + description(source)],
  ["a property as an attribute and as an element", description(source, 'dc:source="b"')],
  [
    "two subjects",
    description(source).replace('about=""', 'about="a"') + description("").replace('about=""', 'about="b"'),
  ],
  ["text between properties", description(`a${source}`)],
  ["an element without a namespace", description("<own>a</own>")],
  ["an attribute without a namespace", description(source, 'own="a"')],
  ["bagID", description(source, 'rdf:bagID="a"')],
  ["aboutEach", description(source, 'rdf:aboutEach="a"')],
  ["parseType Literal", description('<dc:source rdf:parseType="Literal">a</dc:source>')],
  ["parseType Collection", description('<dc:source rdf:parseType="Collection">a</dc:source>')],
  ["items outside of a list", description("<dc:source><rdf:li>a</rdf:li></dc:source>")],
  ["a list of something else than items", description("<dc:subject><rdf:Bag><dc:a>a</dc:a></rdf:Bag></dc:subject>")],
  ["two lists", description("<dc:subject><rdf:Bag/><rdf:Bag/></dc:subject>")],
  ["text beside a list", description("<dc:subject>a<rdf:Bag/></dc:subject>")],
  ["an attribute twice", description(source, 'dc:title="a" dc:title="b"')],
  ["an ampersand", description("<dc:source>a & b</dc:source>")],
  ["an unknown entity", description("<dc:source>&nbsp;</dc:source>")],
  ["a control character", description("<dc:source>\u0001</dc:source>")],
  ["an undeclared prefix", description("<own:source>a</own:source>")],
  ["a comment with two hyphens", description(`<!-- a -- b -->${source}`)],
  ["the end of CDATA", description("<dc:source>]]></dc:source>")],
  ["bytes in the header", description(source), { header: 'bytes="1" begin="" id="W5M0MpCehiHzreSzNTczkc9d"' }],
  [
    "an encoding in the header",
    description(source),
    { header: "begin='' id='W5M0MpCehiHzreSzNTczkc9d' encoding='UTF-8'" },
  ],
])("a packet with %s is malformed", (_what, content, options) => {
  expect(faultsOf(description("")), "the same without").toEqual([]);
  expect(faultsOf(content, options)).toContain("metadata-malformed");
});

test.each<[string, string]>([
  [
    "a qualified value",
    description(
      '<dc:source rdf:parseType="Resource"><rdf:value>a</rdf:value><q:by xmlns:q="urn:q">b</q:by></dc:source>',
    ),
  ],
  ["CDATA and a comment", description("<dc:source><![CDATA[a & b]]><!-- c --></dc:source>")],
  ["two Descriptions of one subject", description(source) + description("<dc:format>text/plain</dc:format>")],
  ["a resource", description('<dc:source rdf:resource="urn:a"/>')],
  ["an attribute", description("", 'dc:source="a"')],
])("a packet with %s is sound", (_what, content) => {
  expect(faultsOf(content)).toEqual([]);
});
