import { clauseList, type Rule } from "./rule.ts";

const rule = (clauses: string, broken: string, checkpoint?: string): Rule => ({
  clauses: clauseList(clauses),
  broken,
  checkpoint,
});

/** The rules of PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), most of which the later standards have, too. */
export const rulesOfPdf1 = {
  // the file
  header: rule("A 6.1.2", "the file does not begin with %PDF-1.n and a comment of four bytes above 127"),
  "no-file-id": rule("A 6.1.3", "the trailer has no file identifier of two strings"),
  encrypted: rule("A 6.1.3", "the file is encrypted"),
  "access-forbidden": rule("UA 7.16", "the encryption forbids assistive technology to read the text", "26-002"),
  "data-after-end": rule("A 6.1.3", "something follows the end-of-file marker"),
  "cross-references": rule("A 6.1.4", "the cross-references are damaged"),
  "cross-reference-syntax": rule(
    "A 6.1.4",
    "in a cross-reference table, xref is not followed by one end of line, or the numbers of a subsection's head are not one space apart",
  ),
  "damaged-object": rule("A 6.1.9", "an object cannot be read"),
  "object-syntax": rule("A 6.1.9", "an object's numbers, obj and endobj are not separated as required"),
  "odd-hexadecimal": rule("A 6.1.6", "a hexadecimal string has an odd number of digits"),
  "stray-hexadecimal": rule("A 6.1.6", "a hexadecimal string holds something other than digits"),
  "stream-syntax": rule(
    "A 6.1.7.1",
    "the data of a stream does not begin after one end of line, or does not end before one",
  ),
  "stream-length": rule("A 6.1.7.1", "the Length of a stream is not its length"),
  "external-stream": rule("A 6.1.7.1", "the data of a stream is in another file"),
  "forbidden-filter": rule(
    "A 6.1.7.2",
    "a stream uses the filter LZWDecode or Crypt, or one that is not in ISO 32000-1",
  ),
  "name-not-utf-8": rule("A 6.1.8", "a name of a font, a colourant or a structure type is not UTF-8"),
  "too-large-value": rule(
    "A 6.1.13",
    "a string, a name, a number, a CID or the number of colourants exceeds what a reader must support, or a number is too close to zero",
  ),
  permissions: rule(
    "A 6.1.12",
    "the permissions dictionary has entries besides UR3 and DocMDP, or a signature that grants them names a digest",
  ),
  // the document
  "no-catalog": rule("A 6.1.9; UA 7.1", "the document has no catalog or no pages"),
  "not-marked": rule("A 6.7.2.2; UA 7.1", "the document is not marked as tagged"),
  suspects: rule("UA 7.1", "the document itself marks its tags as suspect", "01-007"),
  "no-structure-tree": rule("A 6.7.3.3; UA 7.1", "the document has no structure tree"),
  "no-language": rule(
    "UA 7.2",
    "text has no language: neither the document nor a structure element around it names one",
    "11-001",
  ),
  "invalid-language": rule("A 6.7.4; UA 7.2", "a language is not a BCP 47 tag"),
  "title-not-shown": rule("UA 7.1", "the document does not ask the viewer to show its title", "07-001"),
  "xfa-form": rule("A 6.4.2; UA 7.15", "the document has an XFA form", "25-001"),
  "need-appearances": rule("A 6.4.1", "the form asks the viewer to create appearances"),
  "needs-rendering": rule("A 6.4.2", "the document asks to be rendered again"),
  "alternate-presentations": rule("A 6.10", "the document has alternate presentations or presentation steps"),
  requirements: rule("A 6.11", "the document has requirements"),
  "optional-content": rule(
    "A 6.9; UA 7.10",
    "an optional content configuration has no name, shares one with another, or switches itself",
    "20-001",
  ),
  "forbidden-action": rule("A 6.5.1", "an action is of a kind that an archived file must not have"),
  "additional-actions": rule(
    "A 6.4.1; A 6.5.2",
    "the document, a page or a form field has additional actions, or a form field has an action",
  ),
  // metadata
  "no-metadata": rule("A 6.6.2.1; UA 7.1", "the document has no XMP metadata", "06-001"),
  "metadata-malformed": rule(
    "A 6.6.2.1",
    "the XMP metadata is not well-formed XML in UTF-8, or its packet has the attribute bytes or encoding",
  ),
  "no-title": rule("UA 7.1", "the metadata has no dc:title", "06-003"),
  "pdfua-not-claimed": rule("UA 5", "the metadata does not say that the file is PDF/UA-1", "06-002"),
  "pdfa-not-claimed": rule("A 6.6.4", "the metadata does not say that the file is PDF/A-3a"),
  "pdfua-prefix": rule("UA 5", "a property that identifies PDF/UA has a prefix other than pdfuaid"),
  "pdfa-prefix": rule("A 6.6.4", "a property that identifies PDF/A has a prefix other than pdfaid"),
  "extension-schema": rule(
    "A 6.6.2.3.2; A 6.6.2.3.3",
    "an extension schema is not described as the standard's tables require",
  ),
  "property-type": rule("A 6.6.2.3.1", "the value of a property in the metadata is not of its type"),
  "undescribed-property": rule(
    "A 6.6.2.3.1",
    "the metadata has a property that neither PDF/A nor an extension schema in the file describes",
  ),
  // colour
  "output-intent": rule(
    "A 6.2.3",
    "the output intents are not one PDF/A intent with an ICC profile of version 4 or less",
  ),
  "icc-profile": rule(
    "A 6.2.4.2",
    "an ICC profile is damaged, of the wrong kind, or does not fit its number of components",
  ),
  "device-colour": rule(
    "A 6.2.4.3",
    "a device colour is used that neither a default colour space nor the output intent defines",
  ),
  separation: rule(
    "A 6.2.4.4",
    "Separation colour spaces of one name have different alternate spaces or tint transforms",
  ),
  colourants: rule("A 6.2.4.4", "a DeviceN colour space does not describe a spot colour among its Colorants"),
  "overprint-mode": rule("A 6.2.4.2", "overprint mode 1 is used with a CMYK colour of an ICC profile"),
  "rendering-intent": rule("A 6.2.6", "a rendering intent is not one of the four"),
  "graphics-state": rule(
    "A 6.2.5",
    "a graphics state has a transfer function, a halftone phase, or a halftone with a name, of another type than 1 or 5, or with a transfer function that it must not have or lacks",
  ),
  "blend-mode": rule("A 6.2.10", "a blend mode is not one of ISO 32000-1"),
  "transparency-group": rule(
    "A 6.2.10",
    "a page with transparency has no blending colour space, and there is no output intent",
  ),
  // content
  "unknown-operator": rule(
    "A 6.2.2",
    "the content has an operator that ISO 32000-1 does not define, or cannot be read",
  ),
  "missing-resource": rule("A 6.2.2", "the content names a resource that its page or form does not have"),
  "inherited-resource": rule(
    "A 6.2.2",
    "content names a resource of the page or of the pages above, not of its own Resources",
  ),
  "state-nesting": rule("A 6.1.13", "graphics states are not closed in pairs, or nested more than 28 deep"),
  "unmarked-content": rule("UA 7.1", "content is drawn that is neither tagged nor an artifact", "01-005"),
  "artifact-in-content": rule("UA 7.1", "an artifact lies inside tagged content", "01-003"),
  "content-in-artifact": rule("UA 7.1", "tagged content lies inside an artifact", "01-004"),
  "mark-nesting": rule("A 6.2.2; UA 7.1", "marked-content sequences are not closed in pairs"),
  "content-not-in-tree": rule("A 6.7.3.3; UA 7.1", "tagged content is not in the structure tree, or more than once"),
  "form-drawn-twice": rule("UA 7.20", "a form with tagged content is drawn more than once", "30-002"),
  "reference-xobject": rule("A 6.2.9; UA 7.20", "a form refers to a page of another file", "30-001"),
  "forbidden-xobject": rule("A 6.2.9", "an XObject is PostScript or has OPI data"),
  image: rule(
    "A 6.2.8",
    "an image has alternates, OPI data, interpolation, or a depth other than 1, 2, 4, 8 or 16 bits",
  ),
  "jpeg-2000": rule(
    "A 6.2.8.3",
    "the JPEG 2000 data of an image has a number of channels, a depth or a colour specification that is not allowed, or cannot be read",
  ),
  "inline-image-filter": rule("A 6.1.10", "an inline image uses the filter LZWDecode, Crypt or an unknown one"),
  // structure
  "unknown-type": rule("A 6.7.3.4; UA 7.1", "a structure type is not a standard one and not mapped to one", "02-001"),
  "circular-role-map": rule("A 6.7.3.4; UA 7.1", "the role map is circular", "02-003"),
  "standard-type-mapped": rule(
    "A 6.7.3.4; UA 7.1",
    "the role map gives a standard structure type another meaning",
    "02-004",
  ),
  "table-structure": rule(
    "UA 7.2",
    "a table does not consist of rows, row groups, cells and a caption in the allowed order",
    "09-004",
  ),
  "table-shape": rule("UA 7.2", "the rows of a table do not have the same number of columns, or its cells overlap"),
  "list-structure": rule("UA 7.2", "a list does not consist of items with labels and bodies", "09-005"),
  "contents-structure": rule("UA 7.2", "a table of contents does not consist of items", "09-006"),
  "caption-place": rule(
    "UA 7.2",
    "a caption is not the first or last child of its table, or not the first of its list or contents",
  ),
  "first-heading": rule("UA 7.4.2", "the first heading is not of level 1", "14-002"),
  "heading-skipped": rule("UA 7.4.2", "a heading skips a level", "14-003"),
  "heading-kinds": rule("UA 7.4.4", "H stands beside H1 to H6, or more than once in one section", "14-007"),
  "figure-without-text": rule("UA 7.3", "a figure has neither alternative text nor ActualText", "13-004"),
  "figure-without-box": rule("UA 7.1; ISO 32000-1, 14.8.5.4.3", "a figure on a single page has no bounding box"),
  "formula-without-text": rule("UA 7.7", "a formula has neither alternative text nor ActualText", "17-002"),
  "header-cells": rule(
    "UA 7.5",
    "the headers of a table cell cannot be determined: it has no Headers, and no TH with a Scope stands above or before it; or Headers name none",
    "15-003",
  ),
  "note-without-id": rule("UA 7.9", "a note has no ID", "19-003"),
  "id-not-unique": rule("UA 7.9", "two structure elements have the same ID", "19-004"),
  "parent-tree": rule(
    "A 6.7.3.3; UA 7.1",
    "the parent tree does not lead back from content or annotation to its structure element",
  ),
  // pages and annotations
  "page-size": rule("A 6.1.13", "one of the boundaries of a page is smaller than 3 or larger than 14400 units"),
  "tab-order": rule("UA 7.18.3", "a page with annotations does not follow the structure in its tab order", "28-008"),
  "annotation-type": rule("A 6.3.1", "an annotation is of a type that is unknown or not allowed"),
  "trap-network": rule("A 6.3.1; UA 7.18.2", "an annotation is a trap network", "28-006"),
  "printer-mark-tagged": rule("UA 7.18.8", "a printer's mark is in the structure tree", "28-018"),
  "annotation-flags": rule("A 6.3.2", "an annotation is hidden or not printed"),
  "annotation-appearance": rule(
    "A 6.3.3",
    "an annotation has no normal appearance, or one of a form that its type does not allow",
  ),
  "annotation-without-text": rule("UA 7.18.1", "an annotation has neither Contents nor alternative text", "28-004"),
  "annotation-not-tagged": rule("UA 7.18.1", "an annotation is not in an Annot element", "28-002"),
  "link-not-tagged": rule("UA 7.18.5", "a link annotation is not in a Link element", "28-011"),
  "link-without-text": rule("UA 7.18.5", "a link annotation has no Contents", "28-012"),
  "widget-not-tagged": rule("UA 7.18.4", "a form field is not in a Form element", "28-010"),
  "field-without-name": rule("UA 7.18.1", "a form field has no alternative name (TU)", "28-005"),
  "form-element": rule("UA 7.18.4", "a Form element without a role holds more than the reference to its field"),
  "media-clip-type": rule(
    "UA 7.18.6.2",
    "a media clip has no content type (CT), or one that is no media type",
    "28-014",
  ),
  "media-clip-text": rule(
    "UA 7.18.6.2",
    "a media clip has no alternative text (Alt), or one that is not pairs of a language and a text",
    "28-015",
  ),
  signature: rule("A 6.4.3", "a signature does not cover all bytes of the file but its own"),
  // fonts
  "font-not-embedded": rule("A 6.2.11.4.1; UA 7.21.4.1", "a font is not embedded", "31-009"),
  "font-dictionary": rule(
    "A 6.2.11.2",
    "a font has a missing or unknown Type, Subtype, BaseFont, widths or descriptor",
  ),
  "font-damaged": rule("A 6.2.11.4.1; UA 7.21.4.1", "an embedded font program cannot be read"),
  "glyph-missing": rule("A 6.2.11.4.1; UA 7.21.4.1", "an embedded font lacks a glyph that is shown", "31-011"),
  "glyph-width": rule(
    "A 6.2.11.5; UA 7.21.5",
    "the width of a glyph in the font differs from the one in its dictionary",
    "31-016",
  ),
  "cid-system": rule(
    "A 6.2.11.3.1; UA 7.21.3.1",
    "the character collections of a font and of its CMap differ",
    "31-001",
  ),
  // The two standards ask for opposite directions; a file that conforms to both has equal supplements.
  "font-supplement": rule("A 6.2.11.3.1", "a font's supplement of its character collection is older than its CMap's"),
  "cmap-supplement": rule(
    "UA 7.21.3.1",
    "a font's supplement of its character collection is later than its CMap's",
    "31-003",
  ),
  "cid-to-gid": rule("A 6.2.11.3.2; UA 7.21.3.2", "a CIDFontType2 font has no CIDToGIDMap", "31-004"),
  cmap: rule("A 6.2.11.3.3; UA 7.21.3.3", "a CMap is neither predefined nor embedded, or contradicts itself", "31-006"),
  "cid-set": rule(
    "A 6.2.11.4.2; UA 7.21.4.2",
    "CIDSet or CharSet does not list the glyphs of its font, or CharSet lists others",
    "31-013",
  ),
  "truetype-encoding": rule(
    "A 6.2.11.6; UA 7.21.6",
    "the encoding of a TrueType font does not lead to its glyphs",
    "31-017",
  ),
  "no-unicode": rule("A 6.2.11.7.2; UA 7.21.7", "a character that is shown is not mapped to Unicode", "31-027"),
  "invalid-unicode": rule("A 6.2.11.7.2; UA 7.21.7", "a character is mapped to U+0000, U+FEFF or U+FFFE", "31-028"),
  "private-use": rule("A 6.2.11.7.3", "a character of the private use area has no ActualText"),
  "notdef-shown": rule("A 6.2.11.8; UA 7.21.8", ".notdef is shown: the font has no glyph for a character", "31-030"),
  // embedded files
  "file-without-type": rule("A 6.8", "an embedded file has no media type"),
  "file-without-name": rule("A 6.8; UA 7.11", "an embedded file is not named by both F and UF", "21-001"),
  "file-without-relationship": rule("A 6.8", "an embedded file does not state its relationship to the document"),
  "file-not-associated": rule("A 6.8", "an embedded file is not associated with any part of the document"),
} as const satisfies Readonly<Record<string, Rule>>;
