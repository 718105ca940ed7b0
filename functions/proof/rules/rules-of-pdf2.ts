import { clauseList, type Rule } from "./rule.ts";

const rule = (clauses: string, broken: string): Rule => ({ clauses: clauseList(clauses), broken });

/**
 * The rules that PDF/UA-2 (UA2: ISO 14289-2) and PDF/A-4f (A4: ISO 19005-4) have instead of earlier ones, or in
 * addition, by problem code. Those that they share with the earlier standards are in `later-clauses.ts`.
 */
export const rulesOfPdf2 = {
  // the file
  header2: rule("A4 6.1.2", "the file does not begin with %PDF-2.n and a comment of four bytes above 127"),
  information: rule(
    "A4 6.1.3",
    "the trailer has an information dictionary, though there is no PieceInfo, or one that states more than ModDate",
  ),
  "catalog-version": rule("A4 6.1.12", "the Version of the catalog is not 2.n"),
  // metadata
  "pdfua2-not-claimed": rule("UA2 5", "the metadata does not say that the file is PDF/UA-2"),
  "pdfua2-edition": rule("UA2 5", "the metadata does not name the edition of PDF/UA-2: pdfuaid:rev is not 2024"),
  "pdfa4-not-claimed": rule("A4 6.7.3", "the metadata does not say that the file is PDF/A-4f"),
  "pdfa4-edition": rule("A4 6.7.3", "the metadata does not name the edition of PDF/A-4: pdfaid:rev is not a year"),
  // the document
  "no-default-language": rule("UA2 8.4.4", "the document names no language"),
  "trigger-event": rule(
    "A4 6.6.3",
    "the document, a page or an annotation has an additional action for a forbidden event",
  ),
  "widget-action": rule("A4 6.4.1", "a form field's annotation has an action"),
  "output-intent-reference": rule("A4 6.2.3", "an output intent refers to a profile outside of the file"),
  "page-destination": rule(
    "UA2 8.8",
    "a link, an entry of the outline or an action leads to a page, not to an element",
  ),
  "private-use-alternative": rule(
    "A4 6.2.10.8; UA2 8.4.3",
    "an alternative or replacement text has characters of the private use area",
  ),
  "private-use-string": rule("UA2 8.6", "a text for people has characters of the private use area"),
  // structure
  "document-element": rule(
    "UA2 8.2.5.2",
    "the structure tree does not consist of one Document element in the namespace of PDF 2.0",
  ),
  "element-without-parent": rule("UA2 8.2.1", "a structure element does not name its parent"),
  "same-namespace-role": rule("UA2 8.2.4", "a structure type is mapped to another of its own namespace"),
  "contents-without-target": rule("UA2 8.2.5.8", "an entry of a table of contents does not refer to what it lists"),
  "heading-without-level": rule("UA2 8.2.5.12", "a heading has no level: its type is H"),
  "note-of-pdf1": rule("UA2 8.2.5.14", "a note is a Note, not a FENote"),
  "note-references": rule(
    "UA2 8.2.5.14",
    "a note and what refers to it do not refer to each other: one of them lacks the other in Ref",
  ),
  "note-type": rule("UA2 8.2.5.14", "the NoteType of a note is not Footnote, Endnote or None"),
  "link-not-enclosed": rule("UA2 8.2.5.20", "a link annotation is in neither a Link nor a Reference"),
  "link-targets": rule("UA2 8.2.5.20", "the annotations of one link lead to different places"),
  ruby: rule("UA2 8.2.5.23", "a Ruby is not made of RB and RT, or of RB, RP, RT and RP"),
  warichu: rule("UA2 8.2.5.24", "a Warichu is not made of WP, WT and WP"),
  "list-numbering": rule("UA2 8.2.5.25", "a list whose items have labels has no ListNumbering, or None"),
  "list-content": rule("UA2 8.2.5.25", "content of a list item is in neither its label nor its body"),
  "caption-within": rule("UA2 8.2.5.27", "a caption is neither the first nor the last child of what it describes"),
  containment: rule(
    "UA2 8.2.1; ISO/TS 32005, 6.2",
    "an element stands where its type may not: a block in a line of text, a part of a line outside of any, or text in a grouping element",
  ),
  "math-place": rule("UA2 8.2.5.29", "a formula in MathML is not in a Formula"),
  // pages and annotations
  "no-tab-order": rule("UA2 8.9.3.3", "a page with annotations names no tab order"),
  "sound-or-movie": rule("UA2 8.9.2.4.11", "an annotation is a sound or a movie"),
  "unseen-annotation": rule("UA2 8.9.2.2", "an annotation that is never seen is in the structure tree"),
  "popup-tagged": rule("UA2 8.9.2.4.9", "a popup is in the structure tree"),
  "empty-widget-tagged": rule("UA2 8.9.2.4.13", "a form field without area is in the structure tree"),
  "texts-differ": rule("UA2 8.9.4.2", "an annotation's Contents differ from the Alt of the element around it"),
  "several-widgets": rule("UA2 8.10.1", "a Form element holds several form fields"),
  // embedded files
  "no-embedded-file": rule("A4 6.9", "the file has no embedded files, which PDF/A-4f asks for"),
  "file-without-description": rule("UA2 8.14.1", "an embedded file has no description (Desc)"),
} as const satisfies Readonly<Record<string, Rule>>;
