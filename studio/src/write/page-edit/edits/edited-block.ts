import type { Condition, Rule } from "../rules/rule.ts";
import type { ChartChange, EditedChart, FreeReason } from "../chart/edited-chart.ts";

/** How words are set. */
export interface TextStyle {
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
  readonly strike?: boolean | undefined;
  readonly link?: string | undefined;
}

/** Words, or a chip: what is kept as it is written. */
export type ContentItem = TextStyle & ({ readonly text: string } | { readonly keep: number });

/** A part of a text as the server describes it. */
export interface DescribedItem extends TextStyle {
  readonly text?: string | undefined;
  readonly keep?: number | undefined;
  readonly kind?: string | undefined;
  /** Of a chip, as it is written. */
  readonly source?: string | undefined;
  /** Where that begins; absent where it is not known. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A branch of a condition. */
export interface Branch {
  /** As it is written: `{% elsif total > 0 %}`. */
  readonly tag: string;
  readonly line: number;
  /** Whether the block is in it. */
  readonly here?: true | undefined;
  /** Where its first text begins. */
  readonly block?: { readonly line: number; readonly column: number } | undefined;
  /** That text. */
  readonly content?: readonly DescribedItem[] | undefined;
  readonly blocks: number;
}

/** A text that stands in a block with content. */
export interface InnerText {
  readonly line: number;
  readonly column: number;
  /** The conditions around it: where each begins, and its branch that has the text. */
  readonly under: readonly { readonly line: number; readonly column: number; readonly branch: number }[];
  readonly content: readonly DescribedItem[];
}

/** A block as `POST /edits` describes it. */
export interface EditedBlock {
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  readonly within: readonly { readonly kind: "loop" | "condition"; readonly tag: string; readonly line: number }[];
  /** The branches of the innermost condition around it; one is printed. */
  readonly branches?: readonly Branch[] | undefined;
  /** The texts that stand in a directive with content. */
  readonly texts?: readonly InnerText[] | undefined;
  /** The kinds of blocks that can be added below it. */
  readonly adds?: readonly NewBlock["kind"][] | undefined;
  readonly content?: readonly DescribedItem[] | undefined;
  readonly columns?:
    | readonly {
        readonly column: string;
        readonly label?: string | undefined;
        readonly format?: string | undefined;
        /** Absent if only the source can change them. */
        readonly rules?: readonly Rule[] | undefined;
      }[]
    | undefined;
  /** Of a table that lists no columns: it prints all of its query but these. */
  readonly allBut?: readonly string[] | undefined;
  readonly settings?: readonly { readonly name: string; readonly value?: string | undefined }[] | undefined;
  /** Which rows of its query it shows; absent if only the source can change it. */
  readonly where?: readonly Condition[] | undefined;
  /** What is said of key figures; absent if only the source can change it. */
  readonly status?: readonly Rule[] | undefined;
  /** The query of a directive. */
  readonly data?: string | undefined;
  /** Of a chart's directive: its spec and its query. */
  readonly draws?: { readonly spec: string; readonly data?: string | undefined } | undefined;
  /** Of a spec. */
  readonly chart?: EditedChart | undefined;
  readonly free?: FreeReason | undefined;
  readonly captions: readonly {
    readonly name: string;
    readonly styled: boolean;
    readonly content?: readonly DescribedItem[] | undefined;
  }[];
}

/** Where a text within a block begins, if the edit is of that. */
interface Inner {
  readonly at?: { readonly line: number; readonly column: number } | undefined;
}

export type Edit =
  | ({ readonly do: "text"; readonly content: readonly ContentItem[] } & Inner)
  | { readonly do: "caption"; readonly name: string; readonly content: readonly ContentItem[] }
  | ({
      readonly do: "column";
      readonly column: string;
      /** Of the query, if the table lists none. */
      readonly columns?: readonly string[] | undefined;
    } & ColumnChange)
  | { readonly do: "setting"; readonly name: string; readonly value: string | null }
  | { readonly do: "where"; readonly conditions: readonly Condition[] }
  | { readonly do: "status"; readonly rules: readonly Rule[] }
  | { readonly do: "chart"; readonly change: ChartChange }
  | ({ readonly do: "delete" } & Inner)
  | { readonly do: "move"; readonly direction: "up" | "down" }
  | { readonly do: "insert"; readonly where: "above" | "below"; readonly block: NewBlock };

/** What becomes of a column. */
type ColumnChange =
  | { readonly label: string }
  | { readonly move: "left" | "right" }
  | { readonly hidden: boolean }
  | { readonly format: string }
  | { readonly rules: readonly Rule[] };

/** A block that is not there yet. */
export type NewBlock =
  | { readonly kind: "text" | "heading" | "note"; readonly content: readonly ContentItem[] }
  | { readonly kind: "page-break" }
  | { readonly kind: "image"; readonly image: string; readonly alt: string }
  | { readonly kind: "partial"; readonly partial: string }
  | { readonly kind: "table"; readonly data: string }
  | { readonly kind: "key-figures"; readonly data: string; readonly label: string; readonly value: string }
  | { readonly kind: "chart"; readonly data: string; readonly spec: string; readonly title: string };

export interface EditPlace {
  readonly file: string;
  readonly line: number;
  readonly column?: number | undefined;
}
