import type { Definition, FootnoteDefinition, Nodes } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { Problem, Warn, Where } from "../errors.ts";
import type { Tables, Value } from "../query/table.ts";
import type { Locale } from "../locale/locale.ts";
import type { ChartSpec, Template } from "../template/template.ts";
import type { Block, Inline, PictureContent, TableOfContents } from "../document/document.ts";
import type { Formats } from "./formats/formats.ts";
import type { Piece } from "./liquid/placeholders.ts";
import type { SectionCounter } from "./section-counter.ts";

/** A cross reference whose text may have to wait until its target is known. */
export interface PendingReference {
  readonly target: string;
  readonly children: Inline[];
  readonly where: Where;
  /** Whether it prints its target's page: then it needs one. */
  readonly page?: boolean;
}

/** What a cross reference can lead to: the text that stands for it. */
export interface Target {
  readonly text: readonly Inline[];
}

/** A report while it is being composed: what is given, and what has been counted so far. */
export interface Composition {
  readonly template: Template;
  readonly tables: Tables;
  readonly language: string;
  readonly locale: Locale;
  readonly warn: Warn;
  readonly formats: Formats;
  /** A text of the part being composed in pieces. */
  splitValues(text: string): readonly Piece[];
  /** Everything wrong with the template so far; thrown together at the end. */
  readonly problems: Problem[];
  /** What a node was parsed from. */
  sourceOf(node: Nodes): string;
  /** Attributes of a leaf or container directive. */
  attributesOf(node: LeafDirective | ContainerDirective): Readonly<Record<string, string>>;
  /** A text with attributes that were taken out put back: for code, which may look like a directive. */
  restore(text: string): string;
  /** Place in the template's files. */
  where(node: Nodes): Where;
  /** Renders strings of a chart's spec. */
  renderSpecText(chart: ChartSpec, text: string): unknown;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly footnoteDefinitions: ReadonlyMap<string, FootnoteDefinition>;
  /** Identifiers in the order of their first reference; grows. */
  readonly footnotes: string[];
  /** Id → what it names; grows. */
  readonly targets: Map<string, Target>;
  readonly references: PendingReference[];
  /** Formulas so far, by the ids of their drawings; grows. */
  readonly formulas: Map<string, { readonly content: PictureContent; readonly where: Where }>;
  readonly counts: { figures: number; tables: number };
  readonly sections: SectionCounter;
  /** Levels of the headings so far; grows. */
  readonly levels: Set<number>;
  /** Tables of contents so far; grows. */
  readonly contents: { readonly of: NonNullable<TableOfContents["of"]>; readonly depth: number; readonly where: Where }[];
  /** Codes of the warnings that are given once in a report; grows. */
  readonly told: Set<string>;
}

/** Converts the blocks inside a block. @param nested false for blocks that make pages of their own */
export type ComposeBlocks = (nodes: readonly Nodes[], nested?: boolean) => Block[];

/** A value as the report's language shows it. */
export function shownValue(composition: Composition, value: Value): string {
  return composition.formats.plain(value);
}

/** A text of the template with its values put in, as plain text. */
export function plainText(composition: Composition, text: string): string {
  return composition
    .splitValues(text)
    .map((piece) => ("text" in piece ? piece.text : shownValue(composition, piece.value)))
    .join("");
}

/**
 * A name in the template (of a query, an id) with its values put in: values as they are, not as a
 * language shows them.
 */
export function nameText(composition: Composition, text: string): string {
  return composition.splitValues(text).map(nameOf).join("");
}

/** A piece of a name: a value as it is. */
export function nameOf(piece: Piece): string {
  return "text" in piece ? piece.text : String(piece.value ?? "");
}
