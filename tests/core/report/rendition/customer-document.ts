import { strToU8, zipSync } from "fflate";

const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";

const style = (type: string, id: string, name: string, rest: string, more = ""): string =>
  `<w:style w:type="${type}" ${more}w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;

/** The style sheet of a house, as a word processor in German saves it. */
export const customerStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="24"/><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>${[
  style("paragraph", "Standard", "Normal", '<w:rPr><w:rFonts w:ascii="Garamond"/></w:rPr>', 'w:default="1" '),
  style("character", "Absatz-Standardschriftart", "Default Paragraph Font", "", 'w:default="1" '),
  style(
    "table",
    "NormaleTabelle",
    "Normal Table",
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>',
    'w:default="1" ',
  ),
  style(
    "paragraph",
    "berschrift1",
    "Heading 1",
    '<w:basedOn w:val="Standard"/><w:next w:val="Standard"/><w:link w:val="berschrift1Zchn"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:rPr><w:color w:val="C00000"/></w:rPr>',
  ),
  style("character", "berschrift1Zchn", "Überschrift 1 Zchn", '<w:link w:val="berschrift1"/>'),
  style("paragraph", "Hervorgehoben", "Hervorgehoben", '<w:basedOn w:val="berschrift1"/>'),
  style("paragraph", "Caption", "Fremde Beschriftung", '<w:basedOn w:val="Standard"/>'),
  style("paragraph", "Zitat", "Quote", '<w:basedOn w:val="Standard"/><w:rPr><w:i/></w:rPr>'),
].join("")}</w:styles>`;

const colors = [
  "dk1",
  "lt1",
  "dk2",
  "lt2",
  "accent1",
  "accent2",
  "accent3",
  "accent4",
  "accent5",
  "accent6",
  "hlink",
  "folHlink",
];
const font = (name: string): string =>
  `<a:${name}><a:latin typeface="Garamond"/><a:ea typeface=""/><a:cs typeface=""/></a:${name}>`;
const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';

/** Its theme. */
export const customerTheme = `<a:theme xmlns:a="${drawing}" name="House"><a:themeElements><a:clrScheme name="House">${colors
  .map((name, index) => `<a:${name}><a:srgbClr val="${index % 2 === 0 ? "1A2B3C" : "F0F0F0"}"/></a:${name}>`)
  .join(
    "",
  )}</a:clrScheme><a:fontScheme name="House">${font("majorFont")}${font("minorFont")}</a:fontScheme><a:fmtScheme name="House"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${`<a:ln>${fill}</a:ln>`.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${"<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;

/** A document of a house, of which only the styles are taken. */
export function customerDocument({
  styles = customerStyles,
  theme = customerTheme,
  relationships,
}: { readonly styles?: string; readonly theme?: string; readonly relationships?: string } = {}): Uint8Array {
  return zipSync({
    "word/document.xml": strToU8(`<w:document xmlns:w="${main}"><w:body/></w:document>`),
    "word/styles.xml": strToU8(styles),
    "word/theme/theme1.xml": strToU8(theme),
    ...(relationships !== undefined && { "word/theme/_rels/theme1.xml.rels": strToU8(relationships) }),
  });
}
