/** Standard structure types (ISO 32000-1, 14.8.4). */
export const standardTypes: ReadonlySet<string> = new Set(
  (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot " +
    "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"
  ).split(" "),
);

/** Types of the structure namespace of PDF 2.0 (ISO 32000-2, 14.8.6.2), besides H1, H2 and so on. */
export const typesOfPdf2: ReadonlySet<string> = new Set(
  (
    "Document DocumentFragment Part Sect Div Aside NonStruct Artifact P H Title FENote Sub Lbl Span Em Strong Link Annot Form " +
    "Ruby RB RT RP Warichu WT WP L LI LBody Table TR TH TD THead TBody TFoot Caption Figure Formula"
  ).split(" "),
);

/** The namespaces of standard types (14.8.6); elements without one are of PDF 1.7. */
export const standardNamespaces = {
  pdf1: "http://iso.org/pdf/ssn",
  pdf2: "http://iso.org/pdf2/ssn",
  mathml: "http://www.w3.org/1998/Math/MathML",
} as const;

/** Types without a meaning of their own: their content counts as part of the enclosing element (14.8.4.2). */
export const transparentTypes: ReadonlySet<string> = new Set(["NonStruct"]);

/** The children allowed for each type; unlisted types may have any. */
export const allowedChildren: Readonly<
  Record<
    string,
    { readonly children: readonly string[]; readonly rule: "table-structure" | "list-structure" | "contents-structure" }
  >
> = {
  Table: { children: ["TR", "THead", "TBody", "TFoot", "Caption"], rule: "table-structure" },
  THead: { children: ["TR"], rule: "table-structure" },
  TBody: { children: ["TR"], rule: "table-structure" },
  TFoot: { children: ["TR"], rule: "table-structure" },
  TR: { children: ["TH", "TD"], rule: "table-structure" },
  L: { children: ["L", "LI", "Caption"], rule: "list-structure" },
  LI: { children: ["Lbl", "LBody"], rule: "list-structure" },
  TOC: { children: ["TOC", "TOCI", "Caption"], rule: "contents-structure" },
  TOCI: { children: ["Lbl", "Reference", "P", "NonStruct", "TOC"], rule: "contents-structure" },
};

/** The parents allowed for each type; unlisted types may stand anywhere. */
export const allowedParents: Readonly<
  Record<
    string,
    { readonly parents: readonly string[]; readonly rule: "table-structure" | "list-structure" | "contents-structure" }
  >
> = {
  TR: { parents: ["Table", "THead", "TBody", "TFoot"], rule: "table-structure" },
  THead: { parents: ["Table"], rule: "table-structure" },
  TBody: { parents: ["Table"], rule: "table-structure" },
  TFoot: { parents: ["Table"], rule: "table-structure" },
  TH: { parents: ["TR"], rule: "table-structure" },
  TD: { parents: ["TR"], rule: "table-structure" },
  LI: { parents: ["L"], rule: "list-structure" },
  LBody: { parents: ["LI"], rule: "list-structure" },
  TOCI: { parents: ["TOC"], rule: "contents-structure" },
};
