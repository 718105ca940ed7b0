import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { compareRendition } from "../../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { readCustomerStyles } from "../../../../../functions/core/report/rendition/docx/customer-styles.ts";
import { writeDocx } from "../../../../../functions/core/report/rendition/docx/write-docx.ts";
import { docxBlocks } from "../../../../../functions/proof/docx/docx-blocks.ts";
import { customerDocument, customerStyles, customerTheme } from "../customer-document.ts";
import { type OfficeFile, renderOfficeFile } from "../render-office-file.ts";

let made: OfficeFile;

beforeAll(async () => {
  made = await renderOfficeFile("docx", join(import.meta.dirname, "../../../../reports/blocks-en/template"));
});

/** The style sheet of the report with a customer's file, once it says what the report says. */
function restyled(file: Uint8Array): string {
  const { laidOut } = made;
  const customer = readCustomerStyles(new Map([["theme.dotx", file]]));
  const written = writeDocx(
    { ...laidOut, theme: laidOut.template.theme, page: laidOut.template.page, pictures: new Map(), customer },
    { date: "2024-02-29", application: "Broadsheet", manifest: "{}" },
  );
  expect(compareRendition(made.stated, docxBlocks(written, made.laidOut.locale.number))).toEqual([]);
  return strFromU8(unzipSync(written)["word/styles.xml"]!);
}

/** The definition of a style. */
function styleOf(sheet: string, id: string): string {
  const found = [...sheet.matchAll(/<w:style .*?<\/w:style>/gs)].filter(([each]) => each.includes(`w:styleId="${id}"`));
  expect(found).toHaveLength(1);
  return found[0]![0];
}

test("styles of the same names stand for ours, in whatever language their ids are", () => {
  const sheet = restyled(customerDocument());
  const heading = styleOf(sheet, "Heading1");
  expect(heading).toContain('w:val="C00000"');
  expect(heading).toContain('<w:name w:val="heading 1">');
  // The customer's lists are not there.
  expect(sheet).not.toContain("w:numPr");
  expect(styleOf(sheet, "Normal")).toContain("Garamond");
  expect(styleOf(sheet, "Hervorgehoben")).toContain('<w:basedOn w:val="Heading1">');
  // One of his own that has the id of ours goes by another.
  expect(styleOf(sheet, "Caption_")).toContain('w:val="Fremde Beschriftung"');
  expect(styleOf(sheet, "Caption")).toContain('w:val="caption"');
  // Added ones have his font, and the language is the report's.
  expect(styleOf(sheet, "ReportDeck")).not.toContain("w:rFonts");
  expect(sheet).toContain('<w:lang w:val="en">');
  expect(sheet).not.toContain("de-DE");
  const usual = [...sheet.matchAll(/<w:style [^>]*>/g)].filter(([each]) => each.includes('w:default="1"'));
  expect(usual.map(([each]) => /w:type="(\w+)"/.exec(each)![1])).toEqual(["paragraph", "character", "table"]);
});

test("language, direction and lists are the report's, whatever a style or a part of one says", () => {
  const paragraph = '<w:pPr><w:bidi/><w:numPr><w:numId w:val="7"/></w:numPr><w:keepNext/></w:pPr>';
  const run = '<w:rPr><w:rtl/><w:b/><w:lang w:val="fr-FR" w:bidi="ar-SA"/></w:rPr>';
  const table = `<w:tblPr><w:bidiVisual/></w:tblPr><w:tblStylePr w:type="firstRow">${paragraph}${run}</w:tblStylePr>`;
  const styles = customerStyles
    .replace("<w:pPrDefault/>", `<w:pPrDefault>${paragraph}</w:pPrDefault>`)
    .replace("</w:styles>", `<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>${table}</w:style></w:styles>`)
    .replace("<w:rPr><w:i/></w:rPr>", paragraph + run);
  const sheet = restyled(customerDocument({ styles }));
  expect(sheet.match(/<w:(?:bidi|rtl|bidiVisual|numPr)\b/g)).toBeNull();
  expect(sheet.match(/<w:lang .*?>/g)).toEqual(['<w:lang w:val="en">']);
  for (const id of ["T", "Quote"]) expect(styleOf(sheet, id)).toMatch(/<w:keepNext>.*<w:b>/s);
});

test("what has no usual properties gets the report's", () => {
  const bare = customerStyles.replace(/<w:docDefaults>.*?<\/w:docDefaults>/s, "<w:docDefaults/>");
  expect(restyled(customerDocument({ styles: bare }))).toContain('<w:lang w:val="en">');
});

const officeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const inTheme = (more: string): string =>
  customerTheme.replace("name=", `xmlns:r="${officeRelationships}" name=`).replace("</a:theme>", `${more}</a:theme>`);

test("many children are written, whatever the machine's stack holds", () => {
  const many = customerStyles.replace("</w:styles>", `${"<w:x/>".repeat(99_000)}</w:styles>`);
  expect(restyled(customerDocument({ styles: many })).match(/<w:x>/g)).toHaveLength(99_000);
  const theme = inTheme("<a:x/>".repeat(99_000));
  expect(readCustomerStyles(new Map([["theme.dotx", customerDocument({ theme })]]))?.theme?.markup).toContain("<a:x>");
});

test("without a file there are none", () => {
  expect(readCustomerStyles(new Map([["report.md", strToU8("x")]]))).toBeUndefined();
});

const deep = `${"<w:x>".repeat(100)}${"</w:x>".repeat(100)}`;
const strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
test.each<readonly [string, Uint8Array, string]>([
  ["no ZIP file", strToU8("<!DOCTYPE html>"), "no ZIP file"],
  ["an empty file", new Uint8Array(), "no ZIP file"],
  ["half a file", customerDocument().slice(0, 300), "no ZIP file"],
  ["a ZIP file of something else", zipSync({ "a.txt": strToU8("x") }), "no word/styles.xml"],
  ["XML that is none", customerDocument({ styles: "<w:styles" }), "is not XML"],
  ["an unbound prefix", customerDocument({ styles: customerStyles.replace("<w:name", "<y:name") }), "is not XML"],
  ["a document type", customerDocument({ styles: `<!DOCTYPE x [<!ENTITY a "b">]>${customerStyles}` }), "document type"],
  [
    "elements without end",
    customerDocument({ styles: customerStyles.replace("<w:style ", `${deep}<w:style `) }),
    "too many",
  ],
  [
    "the strict format",
    customerDocument({ styles: customerStyles.replaceAll(/http:[^"]*\/2006\/main/g, strict) }),
    "strict",
  ],
  ["a bomb", customerDocument({ styles: customerStyles + " ".repeat(9_000_000) }), "more than"],
  ["texts without end", customerDocument({ theme: inTheme("a<!---->".repeat(300_000)) }), "too many"],
  ["another part for the theme", customerDocument({ theme: customerStyles }), "not a theme"],
  ["a theme of another namespace", customerDocument({ theme: customerTheme.replace(/drawingml\/2006/, "x") }), "not a"],
  ["a theme that refers to a picture", customerDocument({ theme: inTheme('<a:blip r:embed="rId1"/>') }), "pictures"],
  ["a theme with pictures", customerDocument({ relationships: "<x/>" }), "pictures"],
])("%s is refused with what is wrong, and where", (_, file, message) => {
  expect(() => readCustomerStyles(new Map([["theme.dotx", file]]))).toThrow(
    expect.objectContaining({
      kind: "invalid-template",
      problems: [
        expect.objectContaining({
          code: "broken-office-file",
          where: { file: "theme.dotx" },
          message: expect.stringContaining(message) as string,
        }),
      ],
    }),
  );
});

test("a file with one byte changed is refused, or gives a whole document", () => {
  const file = customerDocument();
  let refused = 0;
  for (let at = 0; at < file.length; at += 7) {
    const mutant = file.slice();
    mutant[at] = mutant[at]! ^ (1 << (at % 8));
    try {
      restyled(mutant);
    } catch (error) {
      expect(error).toMatchObject({ problems: [{ code: "broken-office-file" }] });
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(50);
});
