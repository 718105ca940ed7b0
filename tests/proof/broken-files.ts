import { PdfReference, PdfStream, PdfString, type PdfItem } from "../../functions/proof/reader/pdf-syntax.ts";
import type { RuleCode } from "../../functions/proof/rules/rule-book.ts";
import { dictionary, name, text, type Dictionary, type PdfEditor } from "./edit-pdf.ts";

type Break = (pdf: PdfEditor) => void;

/** First lines of a page's tagged content, before which something untagged may stand. */
const atStart = (operators: string) => (content: string): string => `${operators}\n${content}`;
/** Inside of the first sequence of a paragraph. */
const inParagraph = (operators: string) => (content: string): string => content.replace(/\/P <<\/MCID (\d+)>> BDC/, (found) => `${found}\n${operators}`);
const inArtifact = (operators: string): string => `/Artifact BMC\n${operators}\nEMC`;

const metadata = (pdf: PdfEditor, change: (xmp: string) => string): void => pdf.rewrite(pdf.catalog.get("Metadata"), change);
const child = (pdf: PdfEditor, parent: Dictionary, role: string): PdfReference => pdf.add(dictionary({ S: name(role), P: pdf.referenceTo(parent) }));
const append = (pdf: PdfEditor, parent: Dictionary, kid: PdfItem): void => void parent.set("K", [...pdf.reader.list(parent.get("K")), kid]);
const rename = (role: string, other: string): Break => (pdf) => void pdf.element(role).set("S", name(other));
const without = (find: (pdf: PdfEditor) => Dictionary, key: string): Break => (pdf) => void find(pdf).delete(key);
const withEntry = (find: (pdf: PdfEditor) => Dictionary, key: string, value: PdfItem): Break => (pdf) => void find(pdf).set(key, value);
const catalog = (pdf: PdfEditor): Dictionary => pdf.catalog;
const link = (pdf: PdfEditor): Dictionary => pdf.find((item) => pdf.reader.name(item.get("Subtype")) === "Link" && item.has("StructParent"));
const font = (pdf: PdfEditor): Dictionary => pdf.ofType("Font", "Type0");
const cidFont = (pdf: PdfEditor): Dictionary => pdf.ofType("Font", "CIDFontType2");
const descriptor = (pdf: PdfEditor): Dictionary => pdf.reader.dictionary(cidFont(pdf).get("FontDescriptor")) as Dictionary;
const attachment = (pdf: PdfEditor): Dictionary => pdf.ofType("Filespec");
const cells = (pdf: PdfEditor): Dictionary => pdf.element("TH");

/** Adds an annotation to the first page; it is in no structure element. */
const annotate = (entries: Readonly<Record<string, PdfItem>>): Break => (pdf) => {
  const page = pdf.page(1);
  const annotation = pdf.add(dictionary({ Type: name("Annot"), Rect: [0, 0, 10, 10], F: 4, ...entries }));
  page.set("Annots", [...pdf.reader.list(page.get("Annots")), annotation]);
};

const state = (entries: Readonly<Record<string, PdfItem>>): Break => (pdf) => {
  pdf.resource(1, "ExtGState", "Broken", dictionary(entries));
  pdf.content(1, atStart("q /Broken gs Q"));
};

const drawObject = (entries: Readonly<Record<string, PdfItem>>, body = "", times = 1): Break => (pdf) => {
  pdf.resource(1, "XObject", "Broken", pdf.addStream({ Type: name("XObject"), ...entries }, body));
  pdf.content(1, atStart(Array.from({ length: times }, () => inArtifact("/Broken Do")).join("\n")));
};

/** A simple TrueType font in place of none, showing "A" in an artifact. */
const simpleFont = (entries: Readonly<Record<string, PdfItem>>, descriptor: Readonly<Record<string, PdfItem>>, code = "A"): Break => (pdf) => {
  const file = pdf.addStream({}, pdf.reader.decode(pdf.reader.stream((pdf.reader.dictionary(cidFont(pdf).get("FontDescriptor"))).get("FontFile2"))!));
  const about = pdf.add(dictionary({ Type: name("FontDescriptor"), FontName: name("ABCDEF+Simple"), Flags: 32, FontFile2: file, ...descriptor }));
  const added = dictionary({ Type: name("Font"), Subtype: name("TrueType"), BaseFont: name("ABCDEF+Simple"), FirstChar: 65, LastChar: 65, Widths: [600], FontDescriptor: about, ...entries });
  pdf.resource(1, "Font", "Simple", pdf.add(added));
  pdf.content(1, atStart(inArtifact(`BT /Simple 9 Tf (${code}) Tj ET`)));
};

const table = (build: (pdf: PdfEditor, table: Dictionary) => void): Break => (pdf) => build(pdf, pdf.element("Table"));

/** Ways to break a good file, with the rule that must be found broken. */
export const broken: readonly (readonly [RuleCode, string, Break])[] = [
  ["header", "a version that is none", (pdf) => void (pdf.header = "%PDF-2.0\n%\xff\xff\xff\xff\n")],
  ["header", "no binary comment", (pdf) => void (pdf.header = "%PDF-1.7\n")],
  ["no-file-id", "no ID", (pdf) => void pdf.trailer.delete("ID")],
  ["data-after-end", "bytes after the end", (pdf) => void (pdf.ending += "more")],
  ["cross-references", "no startxref", (pdf) => void (pdf.ending = "\n".repeat(3000))],
  ["damaged-object", "a stream that does not inflate", (pdf) => void pdf.page(1).set("Contents", pdf.addStream({ Filter: name("FlateDecode") }, "no deflate"))],
  ["odd-hexadecimal", "three digits", withEntry(catalog, "Odd", new PdfString("\x12\x30", 3))],
  ["stream-length", "a Length too small", (pdf) => void pdf.add(new PdfStream(dictionary({ "Length!": 2 }), Buffer.from("longer"), true))],
  ["external-stream", "data in another file", (pdf) => void pdf.addStream({ F: text("other.bin") }, "")],
  ["forbidden-filter", "LZW", (pdf) => void pdf.addStream({ Filter: name("LZWDecode") }, "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")],
  ["name-not-utf-8", "a font's name in Latin-1", withEntry(font, "BaseFont", name("ABCDEF+Sch\xf6n"))],
  ["too-large-value", "a long name", withEntry(catalog, "Long", name("a".repeat(128)))],
  ["too-large-value", "a large integer", withEntry(catalog, "Large", 2_147_483_648)],
  ["permissions", "an unknown permission", withEntry(catalog, "Perms", dictionary({ Other: 1 }))],
  ["no-catalog", "no pages", withEntry(catalog, "Pages", dictionary({ Kids: [], Count: 0 }))],
  ["not-marked", "no MarkInfo", without(catalog, "MarkInfo")],
  ["suspects", "Suspects", withEntry(catalog, "MarkInfo", dictionary({ Marked: true, Suspects: true }))],
  ["no-structure-tree", "no tree", without(catalog, "StructTreeRoot")],
  ["no-language", "no Lang", without(catalog, "Lang")],
  ["invalid-language", "a language in words", withEntry(catalog, "Lang", text("plain English"))],
  ["title-not-shown", "no preference", without(catalog, "ViewerPreferences")],
  ["xfa-form", "XFA", withEntry(catalog, "AcroForm", dictionary({ Fields: [], XFA: text("<xdp/>") }))],
  ["need-appearances", "NeedAppearances", withEntry(catalog, "AcroForm", dictionary({ Fields: [], NeedAppearances: true }))],
  ["needs-rendering", "NeedsRendering", withEntry(catalog, "NeedsRendering", true)],
  ["alternate-presentations", "PresSteps", (pdf) => void pdf.page(1).set("PresSteps", dictionary({}))],
  ["requirements", "Requirements", withEntry(catalog, "Requirements", [])],
  ["optional-content", "a configuration without a name", withEntry(catalog, "OCProperties", dictionary({ OCGs: [], D: dictionary({}) }))],
  ["forbidden-action", "a script that opens", withEntry(catalog, "OpenAction", dictionary({ S: name("JavaScript"), JS: text("1") }))],
  ["forbidden-action", "a launching link", withEntry(link, "A", dictionary({ S: name("Launch"), F: text("x") }))],
  ["additional-actions", "AA of a page", (pdf) => void pdf.page(1).set("AA", dictionary({}))],
  ["no-metadata", "no XMP", without(catalog, "Metadata")],
  ["metadata-malformed", "an open element", (pdf) => metadata(pdf, (xmp) => xmp.replace("</rdf:RDF>", ""))],
  ["metadata-malformed", "an encoding in the packet", (pdf) => metadata(pdf, (xmp) => xmp.replace(/(<\?xpacket begin="[^"]*")/, '$1 encoding="UTF-8"'))],
  ["no-title", "no dc:title", (pdf) => metadata(pdf, (xmp) => xmp.replace(/<dc:title>.*?<\/dc:title>/s, ""))],
  ["pdfua-not-claimed", "another part", (pdf) => metadata(pdf, (xmp) => xmp.replace("<pdfuaid:part>1", "<pdfuaid:part>2"))],
  ["pdfa-not-claimed", "another level", (pdf) => metadata(pdf, (xmp) => xmp.replace(/<pdfaid:conformance>A/, "<pdfaid:conformance>B"))],
  ["undescribed-property", "PDF/UA's own, undescribed", (pdf) => metadata(pdf, (xmp) => xmp.replace("<pdfaProperty:name>part<", "<pdfaProperty:name>other<"))],
  ["output-intent", "a profile of nothing", (pdf) => pdf.rewrite(pdf.reader.dictionary(pdf.reader.list(catalog(pdf).get("OutputIntents"))[0]).get("DestOutputProfile"), () => "no profile")],
  ["device-colour", "no output intent", without(catalog, "OutputIntents")],
  ["device-colour", "CMYK under an RGB intent", (pdf) => pdf.content(1, atStart("0 0 0 1 k"))],
  ["icc-profile", "a damaged profile", (pdf) => {
    pdf.resource(1, "ColorSpace", "Broken", [name("ICCBased"), pdf.addStream({ N: 3 }, "no profile")]);
    pdf.content(1, atStart("/Broken cs"));
  }],
  ["rendering-intent", "an unknown intent", (pdf) => pdf.content(1, atStart("/Nice ri"))],
  ["graphics-state", "a transfer function", state({ TR: name("Identity") })],
  ["blend-mode", "an unknown mode", state({ BM: name("Glow") })],
  ["transparency-group", "transparency without output intent", (pdf) => {
    catalog(pdf).delete("OutputIntents");
    state({ ca: 0.5 })(pdf);
  }],
  ["unknown-operator", "an operator that is none", (pdf) => pdf.content(1, atStart("1 2 paint"))],
  ["unknown-operator", "a string without end", (pdf) => pdf.content(1, (content) => `${content} (open`)],
  ["missing-resource", "an XObject that is not there", (pdf) => pdf.content(1, atStart("/Nothing Do"))],
  ["state-nesting", "q without Q", (pdf) => pdf.content(1, (content) => `${content}\nq`)],
  ["state-nesting", "29 deep", (pdf) => pdf.content(1, atStart(`${"q ".repeat(29)}${"Q ".repeat(29)}`))],
  ["unmarked-content", "a rule outside of all", (pdf) => pdf.content(1, atStart("0 0 1 1 re f"))],
  ["artifact-in-content", "an artifact in a paragraph", (pdf) => pdf.content(1, inParagraph("/Artifact BMC EMC"))],
  ["content-in-artifact", "a paragraph in an artifact", (pdf) => pdf.content(1, (content) => `/Artifact BMC\n${content}\nEMC`)],
  ["mark-nesting", "EMC too much", (pdf) => pdf.content(1, (content) => `${content}\nEMC`)],
  ["mark-nesting", "EMC too few", (pdf) => pdf.content(1, (content) => `${content}\n/Artifact BMC`)],
  ["content-not-in-tree", "an MCID of nobody", (pdf) => pdf.content(1, atStart("/P <</MCID 999>> BDC EMC"))],
  ["content-not-in-tree", "content of two parents", (pdf) => append(pdf, pdf.element("H1"), pdf.add(dictionary({ S: name("Span"), P: pdf.referenceTo(pdf.element("H1")), Pg: pdf.element("H1").get("Pg")!, K: 0 })))],
  ["form-drawn-twice", "tagged and drawn twice", drawObject({ Subtype: name("Form"), BBox: [0, 0, 1, 1], StructParents: 900 }, "", 2)],
  ["reference-xobject", "a page of another file", drawObject({ Subtype: name("Form"), BBox: [0, 0, 1, 1], Ref: dictionary({}) })],
  ["forbidden-xobject", "PostScript", drawObject({ Subtype: name("PS") })],
  ["image", "interpolation", drawObject({ Subtype: name("Image"), Width: 1, Height: 1, BitsPerComponent: 8, ColorSpace: name("DeviceGray"), Interpolate: true }, "x")],
  ["inline-image-filter", "LZW inline", (pdf) => pdf.content(1, atStart(inArtifact("BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID x EI")))],
  ["unknown-type", "a role of nobody", rename("Code", "Listing")],
  ["circular-role-map", "A is B is A", (pdf) => {
    rename("Code", "Alpha")(pdf);
    (pdf.reader.dictionary(catalog(pdf).get("StructTreeRoot")) as Dictionary).set("RoleMap", dictionary({ Alpha: name("Beta"), Beta: name("Alpha") }));
  }],
  ["standard-type-mapped", "P is a Figure", (pdf) => void (pdf.reader.dictionary(catalog(pdf).get("StructTreeRoot")) as Dictionary).set("RoleMap", dictionary({ P: name("Figure") }))],
  ["table-structure", "a paragraph in a row", (pdf) => append(pdf, pdf.element("TR"), child(pdf, pdf.element("TR"), "P"))],
  ["table-structure", "no TBody", rename("TBody", "THead")],
  ["table-structure", "a cell outside of rows", (pdf) => append(pdf, pdf.element("Document"), child(pdf, pdf.element("Document"), "TD"))],
  ["table-shape", "a row with a cell more", (pdf) => append(pdf, pdf.element("TR"), child(pdf, pdf.element("TR"), "TD"))],
  ["table-shape", "a span that leads out", (pdf) => void pdf.element("TD").set("A", dictionary({ O: name("Table"), RowSpan: 3, Headers: [text("h2")] }))],
  ["list-structure", "a paragraph in a list", (pdf) => append(pdf, pdf.element("L"), child(pdf, pdf.element("L"), "P"))],
  ["contents-structure", "an item outside of contents", rename("Code", "TOCI")],
  ["caption-place", "a caption in the middle", table((pdf, found) => {
    const [first, ...rest] = pdf.reader.list(found.get("K"));
    found.set("K", [first!, child(pdf, found, "Caption"), ...rest]);
  })],
  ["first-heading", "H2 first", rename("H1", "H2")],
  ["heading-skipped", "H3 after H1", rename("H2", "H3")],
  ["heading-kinds", "H beside H1", rename("Code", "H")],
  ["figure-without-text", "no Alt", without((pdf) => pdf.element("Figure"), "Alt")],
  ["figure-without-box", "no BBox", without((pdf) => pdf.element("Figure"), "A")],
  ["formula-without-text", "a formula without Alt", rename("Code", "Formula")],
  ["header-cells", "Headers of nobody", (pdf) => void pdf.element("TD").set("A", dictionary({ O: name("Table"), Headers: [text("h9")] }))],
  ["header-cells", "TH without Scope", (pdf) => {
    cells(pdf).delete("A");
    pdf.element("TD").delete("A");
  }],
  ["note-without-id", "no ID", without((pdf) => pdf.element("Note"), "ID")],
  ["id-not-unique", "twice the same", withEntry((pdf) => pdf.element("Note"), "ID", text("h1"))],
  ["parent-tree", "no StructParents", (pdf) => void pdf.page(1).delete("StructParents")],
  ["parent-tree", "a link's key of another", withEntry(link, "StructParent", 0)],
  ["page-size", "two units wide", (pdf) => void pdf.page(1).set("MediaBox", [0, 0, 2, 800])],
  ["tab-order", "no Tabs", (pdf) => void pdf.page(1).delete("Tabs")],
  ["annotation-type", "a film", annotate({ Subtype: name("Movie"), Contents: text("film") })],
  ["annotation-flags", "not printed", withEntry(link, "F", 0)],
  ["annotation-appearance", "a note without appearance", annotate({ Subtype: name("Text"), Contents: text("note") })],
  ["annotation-without-text", "a stamp without Contents", annotate({ Subtype: name("Stamp") })],
  ["annotation-not-tagged", "a note outside of the tree", annotate({ Subtype: name("Text"), Contents: text("note") })],
  ["link-not-tagged", "a link in a Span", rename("Link", "Span")],
  ["link-without-text", "no Contents", without(link, "Contents")],
  ["widget-not-tagged", "a field outside of Form", annotate({ Subtype: name("Widget"), FT: name("Tx"), TU: text("Name") })],
  ["field-without-name", "no TU", annotate({ Subtype: name("Widget"), FT: name("Tx") })],
  ["form-element", "text in a Form", rename("Code", "Form")],
  ["signature", "of part of the file", (pdf) => void pdf.add(dictionary({ Type: name("Sig"), ByteRange: [0, 10, 20, 30], Contents: text("x") }))],
  ["font-not-embedded", "no font file", without(descriptor, "FontFile2")],
  ["font-not-embedded", "Helvetica", (pdf) => {
    pdf.resource(1, "Font", "Plain", dictionary({ Type: name("Font"), Subtype: name("Type1"), BaseFont: name("Helvetica"), Encoding: name("WinAnsiEncoding") }));
    pdf.content(1, atStart(inArtifact("BT /Plain 9 Tf (A) Tj ET")));
  }],
  ["font-dictionary", "an unknown descendant", withEntry(cidFont, "Subtype", name("CIDFontType9"))],
  ["font-damaged", "not a font", (pdf) => pdf.rewrite(descriptor(pdf).get("FontFile2"), () => "not a font")],
  ["glyph-missing", "a code beyond the font", (pdf) => pdf.content(1, inParagraph("BT <ffee> Tj ET"))],
  ["glyph-width", "other widths", without(cidFont, "W")],
  ["cid-system", "another collection", (pdf) => {
    const map = "/CIDSystemInfo 3 dict def 1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidrange <0000> <ffff> 0 endcidrange";
    const system = dictionary({ Registry: text("Adobe"), Ordering: text("Other"), Supplement: 0 });
    font(pdf).set("Encoding", pdf.addStream({ Type: name("CMap"), CIDSystemInfo: system }, map));
  }],
  ["cid-to-gid", "no map", without(cidFont, "CIDToGIDMap")],
  ["cmap", "an unknown CMap", withEntry(font, "Encoding", name("Own-H"))],
  ["cid-set", "an empty CIDSet", (pdf) => void descriptor(pdf).set("CIDSet", pdf.addStream({}, "\0"))],
  ["truetype-encoding", "no encoding", simpleFont({}, {})],
  ["no-unicode", "no ToUnicode", without(font, "ToUnicode")],
  ["invalid-unicode", "U+FEFF", (pdf) => pdf.rewrite(font(pdf).get("ToUnicode"), () => "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0001><0001><feff> endbfrange")],
  ["private-use", "a private character", (pdf) => pdf.rewrite(font(pdf).get("ToUnicode"), () => "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0000><00ff><e000> endbfrange")],
  ["notdef-shown", "code 0", (pdf) => pdf.content(1, inParagraph("BT <0000> Tj ET"))],
  ["file-without-type", "no Subtype", without((pdf) => pdf.ofType("EmbeddedFile"), "Subtype")],
  ["file-without-name", "no UF", without(attachment, "UF")],
  ["file-without-relationship", "no AFRelationship", without(attachment, "AFRelationship")],
  ["file-not-associated", "no AF", without(catalog, "AF")],
];
