import type { Where } from "../../errors.ts";
import type { CellChange, CellGraphic, DataTable } from "./data-table.ts";
import type { Figure } from "./figure.ts";
import type { CellTone, Inline } from "./inline.ts";
import type { OriginRange } from "./origin.ts";
import type { PageNumbering } from "./page-numbering.ts";
import type { Picture, PictureContent } from "./picture.ts";

export type * from "./captioned.ts";
export type * from "./data-table.ts";
export type * from "./figure.ts";
export type * from "./inline.ts";
export type * from "./picture.ts";

export interface Heading {
  readonly type: "heading";
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  /** Printed before its words: "2.1", "Appendix A". */
  readonly number?: string | undefined;
  /** Unique in the document; the target of links and outline. */
  readonly id: string;
  readonly children: readonly Inline[];
}

export interface Paragraph {
  readonly type: "paragraph";
  /**
   * `kicker` is above the title, `standfirst` is the first paragraph after it, `dateline` follows these: date, edition,
   * author, addressee.
   */
  readonly role?: "kicker" | "standfirst" | "dateline";
  readonly children: readonly Inline[];
}

export interface List {
  readonly type: "list";
  readonly ordered: boolean;
  readonly start: number;
  readonly tight: boolean;
  readonly items: readonly (readonly Block[])[];
}

export interface Quote {
  readonly type: "quote";
  readonly children: readonly Block[];
}

/** A quotation set large. */
export interface PullQuote {
  readonly type: "pull-quote";
  readonly children: readonly Block[];
  /** Who said it. */
  readonly by: readonly Inline[];
}

/** Terms, and what they mean. */
export interface DefinitionList {
  readonly type: "definitions";
  readonly items: readonly Definition[];
}

export interface Definition {
  /** Words that mean the same. */
  readonly terms: readonly (readonly Inline[])[];
  readonly meanings: readonly (readonly Inline[])[];
}

export interface CodeBlock {
  readonly type: "code";
  readonly text: string;
  /** Where its parts come from, if someone asks. */
  readonly origins?: readonly OriginRange[];
}

/** A formula between paragraphs, centred. `id` names its drawing in `Document.pictures`. */
export interface DisplayFormula {
  readonly type: "formula";
  readonly id: string;
  readonly tex: string;
}

/** What is said of a key figure besides its value. */
export interface FigureStanding {
  readonly change?: { readonly children: readonly Inline[]; readonly change?: CellChange };
  /** In words, such as "Target 420: met"; without `met` only the target, as a status says how the figure stands. */
  readonly target?: { readonly met?: boolean; readonly children: readonly Inline[] };
  readonly trend?: CellGraphic & { readonly kind: "sparkline" };
  /** What a rule says of it, behind its mark: "● on plan". */
  readonly status?: { readonly tone: CellTone; readonly children: readonly Inline[] };
}

export interface KeyFigures {
  readonly type: "key-figures";
  readonly items: readonly (FigureStanding & {
    /** Where the template has it; figures of a query share one place. */
    readonly place?: { readonly at: string; readonly query?: string };
    readonly label: readonly Inline[];
    readonly value: readonly Inline[];
    readonly note: readonly Inline[];
  })[];
}

export interface Columns {
  readonly type: "columns";
  /** Spans on the 12-column grid; they add up to 12. */
  readonly spans: readonly number[];
  readonly columns: readonly (readonly Block[])[];
}

/** Text that fills columns of equal width, one after the other. */
export interface TextColumns {
  readonly type: "text-columns";
  readonly count: number;
  readonly children: readonly Block[];
}

export interface Callout {
  readonly type: "callout";
  readonly title: readonly Inline[];
  readonly children: readonly Block[];
}

export interface TableOfContents {
  readonly type: "toc";
  /** What is listed. @default "headings" */
  readonly of?: "headings" | "figures" | "tables";
  /** Deepest heading level listed. */
  readonly depth: number;
}

/** Blocks on pages turned to landscape. */
export interface Landscape {
  readonly type: "landscape";
  readonly children: readonly Block[];
}

/** A new page begins here; its number may begin anew. */
export interface PageBreak {
  readonly type: "page-break";
  readonly numbering?: PageNumbering | undefined;
}

export type Block =
  | Heading
  | Paragraph
  | List
  | Quote
  | PullQuote
  | DefinitionList
  | CodeBlock
  | DataTable
  | Figure
  | Picture
  | DisplayFormula
  | KeyFigures
  | Columns
  | TextColumns
  | Callout
  | TableOfContents
  | Landscape
  | PageBreak
  | { readonly type: "rule" };

export interface Footnote {
  readonly label: string;
  readonly children: readonly Block[];
}

/** The report as content, without positions. */
export interface Document {
  readonly title: string;
  readonly language: string;
  /** Running header. It and the footer may hold `{page}`, `{pages}` and `{chapter}`, which layout knows. */
  readonly header: { readonly left: string; readonly right: string };
  /** Running footer, left. */
  readonly footer: string;
  /** Running footer, right; absent: page x of y in the language's words. */
  readonly folio?: string;
  /** Words across every page; absent: none. */
  readonly watermark?: string;
  readonly blocks: readonly Block[];
  readonly footnotes: readonly Footnote[];
  /** Pictures outside blocks, such as a cover's, by id. */
  readonly pictures?: ReadonlyMap<string, { readonly content: PictureContent; readonly where: Where }>;
}
