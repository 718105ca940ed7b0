import type { Comparison } from "../document/comparison.ts";
import type { CellTone } from "../document/document.ts";
import type { ChartChange, DescribedChart, FreeReason } from "./chart/chart.ts";

/** A place in a template's text, as a preview gives it with each block. */
export interface SourcePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. @default the beginning of what stands on the line */
  readonly column?: number | undefined;
}

/** A change of one stretch of a file. Offsets count UTF-16 code units of the file as it was sent. */
export interface Patch {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** How a stretch of words is set. */
export interface TextStyle {
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly strike?: boolean | undefined;
  /** Address, or `#` and an id of the report. */
  readonly link?: string | undefined;
}

/** Words of the author. */
export interface ContentText extends TextStyle {
  readonly text: string;
}

/** What is kept as it is written: a value, a condition, a footnote's mark, code, a formula. */
export interface ContentChip extends TextStyle {
  /** From 0, in the order in which the block has them now. */
  readonly keep: number;
}

/** A part of a text. */
export type ContentItem = ContentText | ContentChip;

/** What a chip stands for. */
export type ChipKind = "value" | "tag" | "code" | "footnote" | "formula" | "break" | "other";

/** A part of a text, as it is described. */
export type DescribedItem =
  | ContentText
  | (ContentChip & {
      readonly kind: ChipKind;
      /** As it is written in the file. */
      readonly source: string;
      /** Where that begins, from 1; absent where it is not known. */
      readonly line?: number;
      readonly column?: number;
    });

/** The Liquid around a block: it is printed for each row of a loop, or only under a condition. */
export interface Surrounding {
  readonly kind: "loop" | "condition";
  /** As it is written: `{% for row in regions.rows %}`. */
  readonly tag: string;
  /** From 1. */
  readonly line: number;
}

/** A branch of a condition: what stands between two of its tags. */
export interface DescribedBranch {
  /** As it is written: `{% elsif total > 0 %}`. */
  readonly tag: string;
  /** Of the tag, from 1. */
  readonly line: number;
  /** Whether the described block is in it. */
  readonly here?: true;
  /** Where its first text begins; absent if it prints none. */
  readonly block?: { readonly line: number; readonly column: number };
  /** That text. */
  readonly content?: readonly DescribedItem[];
  /** How many blocks stand in it. */
  readonly blocks: number;
}

/** A text that stands in another block. */
export interface DescribedText {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly column: number;
  /** The conditions around it, outermost first: where each begins, from 1, and its branch that has the text, from 0. */
  readonly under: readonly { readonly line: number; readonly column: number; readonly branch: number }[];
  readonly content: readonly DescribedItem[];
}

/** A text among a directive's attributes. */
export interface DescribedCaption {
  readonly name: string;
  /** Absent if it is not written yet. */
  readonly content?: readonly DescribedItem[];
  /** Whether bold, italic and links are read as such in it. */
  readonly styled: boolean;
}

/** A condition on a row. */
export interface DescribedCondition {
  /** Absent: the column that has the rule, or the value of a key figure. */
  readonly column?: string | undefined;
  readonly sign: Comparison["sign"];
  /** One to compare with, any for `in`, none for `is missing`. */
  readonly with: readonly DescribedOperand[];
}

/**
 * What a column is compared with: a text between quotation marks, or a word without, such as a number, `true`, a column
 * of the query or, in `where`, a text.
 */
export type DescribedOperand = { readonly text: string } | { readonly word: string };

/** What is said of a cell or a key figure that meets conditions. */
export interface DescribedRule {
  readonly tone: CellTone;
  readonly conditions: readonly DescribedCondition[];
  /** Absent: the conditions are its words. */
  readonly words?: string | undefined;
}

/** A column of a table, as its directive lists it. */
export interface DescribedColumn {
  /** Column of the query. */
  readonly column: string;
  /** As it is written, without quotation marks; absent if the column's name is its heading. */
  readonly label?: string;
  /** As it is written: `percent: 1`. */
  readonly format?: string;
  /** What is said of its cells; absent if that is written so that only the source can change it. */
  readonly rules?: readonly DescribedRule[];
}

/** A block of a template's text, as an editor shows it. */
export interface DescribedBlock {
  /**
   * `heading`, `paragraph`, `list`, `quote`, `code`, `table`, `rule`, `formula`, `image`, or a directive's name; `spec`
   * of a chart's file.
   */
  readonly kind: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly endLine: number;
  /** The Liquid around it, outermost first. */
  readonly within: readonly Surrounding[];
  /** The branches of the innermost condition around it; one is printed. Absent under no condition. */
  readonly branches?: readonly DescribedBranch[];
  /** The texts that stand in a directive with content, each with its place; absent for other blocks. */
  readonly texts?: readonly DescribedText[];
  /** The kinds of blocks that can be added below it; absent if an edit was asked for. */
  readonly adds?: readonly NewBlock["kind"][];
  /** Its text, if it has one that can be edited. */
  readonly content?: readonly DescribedItem[];
  /** The texts of a directive's attributes. */
  readonly captions: readonly DescribedCaption[];
  /** The columns that a table's directive lists; absent if it lists none. */
  readonly columns?: readonly DescribedColumn[];
  /** Of a table that lists no columns: it prints all of its query but these. */
  readonly allBut?: readonly string[];
  /** What of a directive is chosen: columns of its query, a format; without a value if it is not written. */
  readonly settings?: readonly { readonly name: string; readonly value?: string }[];
  /** Which rows of its query a directive shows; absent if it shows none, or if only the source can change it. */
  readonly where?: readonly DescribedCondition[];
  /** What is said of key figures; absent if only the source can change it. */
  readonly status?: readonly DescribedRule[];
  /** The query of a directive, if it is written without Liquid. */
  readonly data?: string;
  /** Of a chart's directive: the names of its spec and its query, if they are written without Liquid. */
  readonly draws?: { readonly spec: string; readonly data?: string };
  /** Of a chart's spec, if its chart can be edited without the text. */
  readonly chart?: DescribedChart;
  /** Of a chart's spec: why it can be edited only as text. */
  readonly free?: FreeReason;
}

/** What is to become of a block. */
export type Edit =
  | { readonly do: "text"; readonly content: readonly ContentItem[] }
  /** An empty content removes the attribute. */
  | { readonly do: "caption"; readonly name: string; readonly content: readonly ContentItem[] }
  /** A block within a list item or a quote stands for it. */
  | { readonly do: "delete" }
  | { readonly do: "move"; readonly direction: "up" | "down" }
  | { readonly do: "insert"; readonly where: "above" | "below"; readonly block: NewBlock }
  | ColumnEdit
  /** Of a directive; null takes it away. */
  | { readonly do: "setting"; readonly name: string; readonly value: string | null }
  /** Which rows of its query a directive shows; all without conditions. */
  | { readonly do: "where"; readonly conditions: readonly DescribedCondition[] }
  /** What is said of key figures. */
  | { readonly do: "status"; readonly rules: readonly DescribedRule[] }
  /** Of a chart's spec, whose file the block names. */
  | { readonly do: "spec"; readonly changes: readonly SpecChange[] }
  /** Of a chart's spec, in words of the chart. */
  | { readonly do: "chart"; readonly change: ChartChange };

/** A change of one column of a table: one of the five. */
export interface ColumnEdit {
  readonly do: "column";
  /** Column of the query. */
  readonly column: string;
  readonly label?: string;
  /** As the directive has it: `percent: 1`. */
  readonly format?: string;
  readonly move?: "left" | "right";
  /** `false`: one that its directive does not list is listed, as the last. */
  readonly hidden?: boolean;
  /** All that is said of its cells. */
  readonly rules?: readonly DescribedRule[];
  /** The columns of its query: a directive that lists none then lists those that it prints. */
  readonly columns?: readonly string[];
}

/** A value of a chart's spec to be set; without a value, to be removed. */
export interface SpecChange {
  /** JSON pointer. */
  readonly pointer: string;
  readonly value?: unknown;
  /** Of a list: the value is put before what stands there, or behind the last. */
  readonly insert?: boolean;
}

/** A block that is not there yet. */
export type NewBlock =
  | { readonly kind: "heading"; readonly level?: 1 | 2 | 3 | 4; readonly content: readonly ContentItem[] }
  | { readonly kind: "text" | "note"; readonly content: readonly ContentItem[] }
  | { readonly kind: "table"; readonly data: string }
  /** A figure for each row of the query, from two of its columns. */
  | { readonly kind: "key-figures"; readonly data: string; readonly label: string; readonly value: string }
  | { readonly kind: "chart"; readonly data: string; readonly spec: string; readonly title?: string | undefined }
  /** An image of the template's `images/`. */
  | { readonly kind: "image"; readonly image: string; readonly alt: string }
  /** A text of the template's `partials/`. */
  | { readonly kind: "partial"; readonly partial: string }
  | { readonly kind: "page-break" };

/** A block of a template, and what is to become of it. */
export interface AskedEdit {
  /** Path → text: the file of the block, and `template.yaml` if formulas are on. */
  readonly files: Readonly<Record<string, string>>;
  readonly block: SourcePlace;
  /** Absent: the block is described as it is. */
  readonly edit?: Edit | undefined;
}

/** The block as it was, and the patches that make it what was asked; none if it is that already. */
export interface AnsweredEdit {
  readonly block: DescribedBlock;
  readonly patches: readonly Patch[];
}
