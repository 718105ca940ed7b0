export type DirectiveName =
  | "chart"
  | "image"
  | "barcode"
  | "table"
  | "key-figures"
  | "columns"
  | "column"
  | "callout"
  | "pull-quote"
  | "toc"
  | "landscape"
  | "appendix"
  | "page-break";

export interface DirectiveRule {
  /** `::name` holds nothing, `:::name` holds blocks up to `:::`. */
  readonly forms: readonly ("leaf" | "container")[];
  readonly required: readonly string[];
  readonly attributes: readonly string[];
  /** Attributes that name a query of the template. */
  readonly queries: readonly string[];
}

const caption = ["id", "title", "deck", "source", "note", "place"];

/** The directives of a report, and the attributes of each. */
export const directiveRules: Readonly<Record<DirectiveName, DirectiveRule>> = {
  chart: {
    forms: ["leaf"],
    required: ["spec"],
    attributes: ["spec", "data", "where", "params", ...caption, "alt", "attach"],
    queries: ["data"],
  },
  image: {
    forms: ["leaf"],
    required: [],
    attributes: [
      "file",
      "data",
      "where",
      "column",
      ...caption,
      "alt",
      "decorative",
      "caption",
      "width",
      "crop",
      "focus",
      "align",
    ],
    queries: ["data"],
  },
  barcode: {
    forms: ["leaf"],
    required: ["type", "value"],
    attributes: ["type", "value", "level", "text", ...caption, "alt", "caption", "width", "align"],
    queries: [],
  },
  table: {
    forms: ["leaf", "container"],
    required: [],
    attributes: [
      "data",
      "where",
      "columns",
      "group",
      "style",
      "total",
      "rows",
      "value",
      "totals",
      "subtotals",
      "missing",
      "width",
      ...caption,
    ],
    queries: ["data"],
  },
  "key-figures": {
    forms: ["leaf", "container"],
    required: [],
    attributes: ["data", "where", "label", "value", "note", "format"],
    queries: ["data"],
  },
  columns: { forms: ["container"], required: [], attributes: ["widths", "count"], queries: [] },
  column: { forms: ["container"], required: [], attributes: [], queries: [] },
  callout: { forms: ["container"], required: [], attributes: ["title"], queries: [] },
  "pull-quote": { forms: ["container"], required: [], attributes: ["by"], queries: [] },
  toc: { forms: ["leaf"], required: [], attributes: ["depth", "of"], queries: [] },
  landscape: { forms: ["container"], required: [], attributes: [], queries: [] },
  appendix: { forms: ["leaf"], required: [], attributes: [], queries: [] },
  "page-break": { forms: ["leaf"], required: [], attributes: ["numbers", "start"], queries: [] },
};

export function isDirectiveName(name: string): name is DirectiveName {
  return Object.hasOwn(directiveRules, name);
}
