import type { Definition, FootnoteDefinition, Nodes } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { Problem, Warn, Where } from "../../errors.ts";
import type { Tables, Value } from "../query/table.ts";
import type { Locale } from "../locale/locale.ts";
import type { ChartSpec, Template } from "../template/template.ts";
import type { Block, Inline, PictureContent, TableOfContents } from "../document/document.ts";
import type { SourceRange } from "../document/trace.ts";
import type { Formats } from "./formats/formats.ts";
import type { Piece } from "./liquid/placeholders.ts";
import type { SectionCounter } from "./section-counter.ts";
import type { TextOrigins } from "./text-origins.ts";

/** A cross reference whose text may have to wait until its target is known. */
export interface PendingReference {
  readonly target: string;
  readonly children: Inline[];
  readonly where: Where;
  /** Whether it prints its target's page; then the target must exist. */
  readonly page?: boolean;
}

/** A target of cross references, and the text that names it. */
export interface Target {
  readonly text: readonly Inline[];
}

/** A report while it is being composed: its inputs, and the counts so far. */
export interface Composition {
  readonly template: Template;
  readonly tables: Tables;
  readonly language: string;
  readonly locale: Locale;
  readonly warn: Warn;
  readonly formats: Formats;
  /** Splits a text of the part being composed into pieces. */
  splitValues(text: string): readonly Piece[];
  /** The template's faults so far; thrown together at the end. */
  readonly problems: Problem[];
  /** The source text of a node. */
  sourceOf(node: Nodes): string;
  /** Attributes of a leaf or container directive. */
  attributesOf(node: LeafDirective | ContainerDirective): Readonly<Record<string, string>>;
  /** Puts extracted attributes back into a text: for code that looks like a directive. */
  restore(text: string): string;
  /** A node's place in the template's files. */
  where(node: Nodes): Where;
  /** Notes from which node blocks were composed; those that have a source keep it. Absent if nobody asks. */
  noteSource?(blocks: readonly Block[], node: Nodes): void;
  /** Finds where texts come from. Absent if nobody asks. */
  readonly origins?: TextOrigins | undefined;
  /** The sources noted. */
  readonly sources?: Map<Block, SourceRange> | undefined;
  /** Renders strings of a chart's spec. */
  renderSpecText(chart: ChartSpec, text: string): unknown;
  /** Names of the directives that stand on lines of their own. */
  readonly directives: ReadonlySet<string>;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly footnoteDefinitions: ReadonlyMap<string, FootnoteDefinition>;
  /** Identifiers in the order of their first reference; grows. */
  readonly footnotes: string[];
  /** Id → its target; grows. */
  readonly targets: Map<string, Target>;
  readonly references: PendingReference[];
  /** Formulas so far, by the ids of their drawings; grows. */
  readonly formulas: Map<string, { readonly content: PictureContent; readonly where: Where }>;
  readonly counts: { figures: number; tables: number };
  readonly sections: SectionCounter;
  /** Levels of the headings so far; grows. */
  readonly levels: Set<number>;
  /** Tables of contents so far; grows. */
  readonly contents: {
    readonly of: NonNullable<TableOfContents["of"]>;
    readonly depth: number;
    readonly where: Where;
  }[];
  /** Codes of the once-per-report warnings already given; grows. */
  readonly told: Set<string>;
}

/** Converts the blocks inside a block. @param nested false for blocks that form their own pages */
export type ComposeBlocks = (nodes: readonly Nodes[], nested?: boolean) => Block[];

/** A value as shown in the report's language. */
export function shownValue(composition: Composition, value: Value): string {
  return composition.formats.plain(value);
}

/** A text of the template with its values inserted, as plain text. */
export function plainText(composition: Composition, text: string): string {
  return composition
    .splitValues(text)
    .map((piece) => ("text" in piece ? piece.text : shownValue(composition, piece.value)))
    .join("");
}

/**
 * A name in the template (of a query, an id) with its values inserted unchanged, not as a language shows them.
 */
export function nameText(composition: Composition, text: string): string {
  return composition.splitValues(text).map(nameOf).join("");
}

/** A piece of a name, values unchanged. */
export function nameOf(piece: Piece): string {
  return "text" in piece ? piece.text : String(piece.value ?? "");
}
