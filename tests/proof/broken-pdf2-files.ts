import type { PdfItem } from "../../functions/proof/reader/pdf-syntax.ts";
import type { RuleCode } from "../../functions/proof/rules/rule-book.ts";
import { dictionary, name, text, type Dictionary, type PdfEditor } from "./edit-pdf.ts";

type Break = (pdf: PdfEditor) => void;

const metadata = (pdf: PdfEditor, change: (xmp: string) => string): void =>
  pdf.rewrite(pdf.catalog.get("Metadata"), change);
/** Takes something out of the metadata. */
const without =
  (pattern: RegExp): Break =>
  (pdf) =>
    metadata(pdf, (xmp) => xmp.replace(pattern, ""));
const root = (pdf: PdfEditor): Dictionary => pdf.reader.dictionary(pdf.catalog.get("StructTreeRoot")) as Dictionary;
const namespace = (pdf: PdfEditor): Dictionary => pdf.ofType("Namespace");
/** All structure elements of a type. */
const elements = (pdf: PdfEditor, role: string): Dictionary[] =>
  [...pdf.objects.values()].flatMap((item) =>
    item instanceof Map && item.has("P") && pdf.reader.name(item.get("S")) === role ? [item as Dictionary] : [],
  );
const child = (pdf: PdfEditor, parent: Dictionary, role: string, entries: Readonly<Record<string, PdfItem>> = {}) => {
  const added = pdf.add(dictionary({ S: name(role), P: pdf.referenceTo(parent), ...entries }));
  parent.set("K", [...pdf.reader.list(parent.get("K")), added]);
  return pdf.at(added.number);
};
/** Adds an annotation to the first page, in an element of a type if one is named. */
const annotate =
  (entries: Readonly<Record<string, PdfItem>>, role?: string, more: Readonly<Record<string, PdfItem>> = {}): Break =>
  (pdf) => {
    const page = pdf.page(1);
    const annotation = pdf.add(dictionary({ Type: name("Annot"), Rect: [0, 0, 10, 10], F: 4, ...entries }));
    page.set("Annots", [...pdf.reader.list(page.get("Annots")), annotation]);
    if (role === undefined) return;
    const held = dictionary({ Type: name("OBJR"), Obj: annotation, Pg: pdf.referenceTo(page) });
    child(pdf, pdf.element("Document"), role, { K: held, ...more });
  };
/** A link annotation that leads inside the document. */
const inside = (pdf: PdfEditor): Dictionary =>
  pdf.find((item) => pdf.reader.name(item.get("Subtype")) === "Link" && item.has("Dest"));
const pageOne = (pdf: PdfEditor): PdfItem => [pdf.referenceTo(pdf.page(1)), name("Fit")];
const file = (pdf: PdfEditor): Dictionary => pdf.ofType("Filespec");

/** Ways to break a good PDF 2.0 file, each with the rule that must be reported. */
export const brokenPdf2: readonly (readonly [RuleCode, string, Break])[] = [
  ["header2", "an earlier version", (pdf) => void (pdf.header = "%PDF-1.7\n%\xff\xff\xff\xff\n")],
  ["header2", "no binary comment", (pdf) => void (pdf.header = "%PDF-2.0\n")],
  ["information", "an information dictionary", (pdf) => pdf.trailer.set("Info", pdf.add(dictionary({})))],
  [
    "information",
    "a title beside PieceInfo",
    (pdf) => {
      pdf.catalog.set("PieceInfo", dictionary({}));
      pdf.trailer.set("Info", pdf.add(dictionary({ ModDate: text("D:2026"), Title: text("T") })));
    },
  ],
  ["catalog-version", "1.7", (pdf) => void pdf.catalog.set("Version", name("1.7"))],
  ["pdfua2-not-claimed", "no part", without(/<pdfuaid:part>.*<\/pdfuaid:part>/)],
  ["pdfua2-edition", "no edition", without(/<pdfuaid:rev>.*<\/pdfuaid:rev>/)],
  ["pdfua2-edition", "another year", (pdf) => metadata(pdf, (xmp) => xmp.replace("rev>2024", "rev>2014"))],
  ["pdfa4-not-claimed", "no level", without(/<pdfaid:conformance>.*<\/pdfaid:conformance>/)],
  ["pdfa4-not-claimed", "level E", (pdf) => metadata(pdf, (xmp) => xmp.replace("conformance>F", "conformance>E"))],
  [
    "pdfa-prefix",
    "another prefix of the edition",
    (pdf) =>
      metadata(pdf, (xmp) =>
        xmp
          .replace(/pdfaid:rev/g, "other:rev")
          .replaceAll("xmlns:pdfaid=", 'xmlns:other="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaid='),
      ),
  ],
  ["pdfa4-edition", "no edition", without(/<pdfaid:rev>.*<\/pdfaid:rev>/)],
  ["no-default-language", "no Lang", (pdf) => void pdf.catalog.delete("Lang")],
  [
    "trigger-event",
    "when the document closes",
    (pdf) => void pdf.catalog.set("AA", dictionary({ WC: dictionary({}) })),
  ],
  [
    "trigger-event",
    "when a link's page opens",
    (pdf) => void inside(pdf).set("AA", dictionary({ PO: dictionary({}) })),
  ],
  [
    "widget-action",
    "a button's action",
    annotate(
      { Subtype: name("Widget"), FT: name("Btn"), A: dictionary({ S: name("Named"), N: name("NextPage") }) },
      "Form",
    ),
  ],
  [
    "output-intent-reference",
    "a profile elsewhere",
    (pdf) => void pdf.ofType("OutputIntent").set("DestOutputProfileRef", dictionary({})),
  ],
  ["page-destination", "a link to a page", (pdf) => void inside(pdf).set("Dest", pageOne(pdf))],
  ["page-destination", "a link to a name of nothing", (pdf) => void inside(pdf).set("Dest", text("nowhere"))],
  [
    "page-destination",
    "a link's action",
    (pdf) => {
      inside(pdf).set("A", dictionary({ S: name("GoTo"), D: pageOne(pdf) }));
      inside(pdf).delete("Dest");
    },
  ],
  [
    "page-destination",
    "an entry of the outline",
    (pdf) => void pdf.find((item) => item.has("Dest") && item.has("Title")).set("Dest", pageOne(pdf)),
  ],
  ["page-destination", "the opening", (pdf) => void pdf.catalog.set("OpenAction", pageOne(pdf))],
  [
    "private-use-alternative",
    "a figure's text",
    (pdf) => void pdf.element("Figure").set("Alt", text("\xfe\xff\xe0\x01")),
  ],
  [
    "private-use-alternative",
    "in the content",
    (pdf) => pdf.content(1, (content) => `/Artifact <</ActualText <feffe001>>> BDC EMC\n${content}`),
  ],
  ["private-use-string", "a link's text", (pdf) => void inside(pdf).set("Contents", text("\xfe\xff\xe0\x01"))],
  ["document-element", "a Document of PDF 1.7", (pdf) => void pdf.element("Document").delete("NS")],
  ["document-element", "a Part as root", (pdf) => void pdf.element("Document").set("S", name("Part"))],
  [
    "document-element",
    "two roots",
    (pdf) => {
      const other = dictionary({ S: name("Part"), NS: pdf.referenceTo(namespace(pdf)), P: pdf.referenceTo(root(pdf)) });
      root(pdf).set("K", [...pdf.reader.list(root(pdf).get("K")), pdf.add(other)]);
    },
  ],
  ["element-without-parent", "no P", (pdf) => void pdf.element("Code").delete("P")],
  [
    "same-namespace-role",
    "a paragraph of our own",
    (pdf) => void namespace(pdf).set("RoleMapNS", dictionary({ Own: [name("P"), pdf.referenceTo(namespace(pdf))] })),
  ],
  ["contents-without-target", "no Ref", (pdf) => void pdf.element("TOCI").delete("Ref")],
  ["heading-without-level", "H", (pdf) => void pdf.element("H2").set("S", name("H"))],
  [
    "note-of-pdf1",
    "a Note",
    (pdf) => {
      pdf.element("FENote").delete("NS");
      pdf.element("FENote").set("S", name("Note"));
    },
  ],
  [
    "note-references",
    "a note that refers to nothing",
    (pdf) =>
      void elements(pdf, "FENote")
        .find((each) => each.has("Ref"))!
        .delete("Ref"),
  ],
  [
    "note-references",
    "a note that refers to one of two",
    (pdf) => {
      const note = elements(pdf, "FENote").find((each) => pdf.reader.list(each.get("Ref")).length === 2)!;
      note.set("Ref", pdf.reader.list(note.get("Ref")).slice(1));
    },
  ],
  [
    "note-references",
    "a reference that does not name its note",
    (pdf) =>
      void elements(pdf, "Link")
        .find((each) => each.has("Ref"))!
        .delete("Ref"),
  ],
  [
    "note-type",
    "a side note",
    (pdf) => void pdf.element("FENote").set("A", dictionary({ O: name("FENote"), NoteType: name("Sidenote") })),
  ],
  [
    "link-not-enclosed",
    "a link in a Span",
    (pdf) => {
      const held = elements(pdf, "Link").find((each) => each.has("Ref"))!;
      held.set("S", name("Span"));
    },
  ],
  [
    "link-targets",
    "an entry of two lines to two places",
    (pdf) => {
      const [first] = [...pdf.objects.values()].filter(
        (item) => item instanceof Map && pdf.reader.text(item.get("Contents")) === "To title",
      );
      (first as Dictionary).set("Dest", text("third"));
    },
  ],
  ["ruby", "without RT", (pdf) => void child(pdf, child(pdf, pdf.element("P"), "Ruby"), "RB")],
  ["warichu", "without WP", (pdf) => void child(pdf, child(pdf, pdf.element("P"), "Warichu"), "WT")],
  [
    "list-numbering",
    "labels without numbering",
    (pdf) => {
      const list = elements(pdf, "L").find((each) => pdf.reader.name(numbering(pdf, each)) === "Description")!;
      list.set("A", dictionary({ O: name("List"), ListNumbering: name("None") }));
    },
  ],
  [
    "list-content",
    "words beside the body",
    (pdf) => {
      const body = pdf.element("LBody");
      const item = pdf.reader.dictionary(body.get("P")) as Dictionary;
      item.set("Pg", body.get("Pg")!);
      item.set("K", [...pdf.reader.list(item.get("K")), body.get("K")!]);
      body.delete("K");
    },
  ],
  [
    "caption-within",
    "between two figures",
    (pdf) => {
      for (const role of ["P", "Caption", "P"]) child(pdf, pdf.element("Figure"), role);
    },
  ],
  [
    "math-place",
    "in a paragraph",
    (pdf) => {
      const mathml = pdf.add(dictionary({ Type: name("Namespace"), NS: text("http://www.w3.org/1998/Math/MathML") }));
      child(pdf, pdf.element("P"), "math", { NS: mathml });
    },
  ],
  ["containment", "a paragraph in a paragraph", (pdf) => void child(pdf, pdf.element("P"), "P")],
  ["containment", "a heading in a Span", (pdf) => void child(pdf, child(pdf, pdf.element("P"), "Span"), "H3")],
  ["containment", "a Span outside of any paragraph", (pdf) => void child(pdf, pdf.element("Document"), "Span")],
  [
    "containment",
    "a quotation in a Div of the document",
    (pdf) => void child(pdf, child(pdf, pdf.element("Document"), "Div"), "Quote"),
  ],
  [
    "containment",
    "a paragraph in the Div of a label",
    (pdf) => void child(pdf, child(pdf, pdf.element("Lbl"), "Div"), "P"),
  ],
  ["containment", "text in a Sect", (pdf) => void pdf.element("P").set("S", name("Sect"))],
  ["no-tab-order", "no Tabs", (pdf) => void pdf.page(1).delete("Tabs")],
  ["sound-or-movie", "a sound", annotate({ Subtype: name("Sound") })],
  ["unseen-annotation", "an invisible one", annotate({ Subtype: name("Stamp"), F: 5 }, "Annot")],
  ["popup-tagged", "a popup", annotate({ Subtype: name("Popup") }, "Annot")],
  [
    "empty-widget-tagged",
    "no area",
    annotate({ Subtype: name("Widget"), FT: name("Sig"), Rect: [0, 0, 0, 0] }, "Form"),
  ],
  [
    "texts-differ",
    "two texts",
    annotate({ Subtype: name("Stamp"), Contents: text("Paid") }, "Annot", { Alt: text("Stamped") }),
  ],
  [
    "several-widgets",
    "two fields",
    (pdf) => {
      for (let count = 0; count < 2; count++) annotate({ Subtype: name("Widget"), FT: name("Tx") }, "Form")(pdf);
      const [first, second] = elements(pdf, "Form");
      first!.set("K", [first!.get("K")!, second!.get("K")!]);
      second!.delete("K");
    },
  ],
  [
    "no-embedded-file",
    "none",
    (pdf) => void (pdf.reader.dictionary(pdf.catalog.get("Names")) as Dictionary).delete("EmbeddedFiles"),
  ],
  ["file-without-description", "no Desc", (pdf) => void file(pdf).delete("Desc")],
];

function numbering(pdf: PdfEditor, list: Dictionary): PdfItem | undefined {
  return pdf.reader.dictionary(list.get("A")).get("ListNumbering");
}

/** Changes of a good PDF 2.0 file that break no rule. */
export const soundPdf2: readonly (readonly [string, Break])[] = [
  [
    "an information dictionary with a date, beside PieceInfo",
    (pdf) => {
      pdf.catalog.set("PieceInfo", dictionary({}));
      pdf.trailer.set("Info", pdf.add(dictionary({ ModDate: text("D:20260301") })));
    },
  ],
  ["a version of the catalog", (pdf) => void pdf.catalog.set("Version", name("2.1"))],
  [
    "a type of another namespace that is mapped to one of PDF 2.0",
    (pdf) => {
      const own = pdf.add(
        dictionary({
          Type: name("Namespace"),
          NS: text("https://example.org/tags"),
          RoleMapNS: dictionary({ Lead: [name("P"), pdf.referenceTo(namespace(pdf))] }),
        }),
      );
      root(pdf).set("Namespaces", [...pdf.reader.list(root(pdf).get("Namespaces")), own]);
      child(pdf, pdf.element("Document"), "Lead", { NS: own });
    },
  ],
  [
    "a link to an element without a page",
    (pdf) => void inside(pdf).set("Dest", [pdf.referenceTo(pdf.element("H1")), name("Fit")]),
  ],
  [
    "an action that names both",
    (pdf) => {
      const place = (target: Dictionary): PdfItem => [pdf.referenceTo(target), name("Fit")];
      const link = inside(pdf);
      link.set("A", dictionary({ S: name("GoTo"), D: place(pdf.page(1)), SD: place(pdf.element("H1")) }));
      link.delete("Dest");
    },
  ],
  ["a tab order by rows", (pdf) => void pdf.page(1).set("Tabs", name("W"))],
  [
    "a note with its type",
    (pdf) => void pdf.element("FENote").set("A", dictionary({ O: name("FENote"), NoteType: name("Endnote") })),
  ],
  [
    "MathML in a formula",
    (pdf) => {
      const mathml = pdf.add(dictionary({ Type: name("Namespace"), NS: text("http://www.w3.org/1998/Math/MathML") }));
      child(pdf, child(pdf, pdf.element("Formula"), "math", { NS: mathml }), "mi", { NS: mathml });
    },
  ],
  [
    "Japanese annotations",
    (pdf) => {
      const ruby = child(pdf, pdf.element("P"), "Ruby", { NS: pdf.referenceTo(namespace(pdf)) });
      for (const role of ["RB", "RT"]) child(pdf, ruby, role);
      const warichu = child(pdf, pdf.element("P"), "Warichu");
      for (const role of ["WP", "WT", "WP"]) child(pdf, warichu, role);
    },
  ],
  [
    "a signature's field that is in no element",
    annotate({ Subtype: name("Widget"), FT: name("Sig"), T: text("S"), TU: text("S"), Rect: [0, 0, 0, 0] }),
  ],
  ["a long string, and many graphics states", (pdf) => void pdf.catalog.set("Long", text("x".repeat(40_000)))],
  ["headings that skip a level", (pdf) => void pdf.element("H2").set("S", name("H4"))],
  ["a script", (pdf) => void pdf.catalog.set("OpenAction", dictionary({ S: name("JavaScript"), JS: text("1") }))],
  [
    "parts of lines in lines, and blocks in groups",
    (pdf) => {
      const [line, group] = [child(pdf, pdf.element("Document"), "P"), child(pdf, pdf.element("Document"), "Sect")];
      for (const role of ["Span", "Quote", "Reference", "Lbl", "Form"]) child(pdf, line, role);
      for (const role of ["P", "BlockQuote", "Art", "Lbl"]) child(pdf, child(pdf, group, "Div"), role);
    },
  ],
  [
    "a caption after a figure",
    (pdf) => {
      for (const role of ["P", "Caption"]) child(pdf, pdf.element("Figure"), role);
    },
  ],
];
