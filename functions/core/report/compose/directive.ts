import type { Nodes } from "mdast";
import type { Problem, Warning, Where } from "../../errors.ts";
import type { ComposeBlocks, Composition } from "./composition.ts";
import type { Block, Inline } from "../document/document.ts";
import type { KnownColumns, KnownNames } from "./known-names.ts";
import type { Piece } from "./liquid/placeholders.ts";

/** A checked directive of the report's text, with access to its attributes. */
export interface Directive {
  readonly where: Where;
  /** Its name. */
  readonly kind: string;
  /** Whether it is inside another block. */
  readonly nested: boolean;
  /** Children without the label. */
  readonly children: readonly Nodes[];
  /** An attribute as a name, with values unchanged; undefined if absent or empty. */
  name(attribute: string): string | undefined;
  /** An attribute in pieces, so that its values are not read as syntax; empty if absent. */
  pieces(attribute: string): readonly Piece[];
  /** Whether an attribute is present, with or without a value, and not switched off with "false". */
  has(attribute: string): boolean;
  /** An attribute with placeholders for its values; undefined if absent or empty. */
  raw(attribute: string): string | undefined;
  /** An attribute as plain text, with values as the language shows them; empty if absent. */
  plain(attribute: string): string;
  /** An attribute as inline Markdown; empty if absent. */
  inline(attribute: string): Inline[];
  /** `[label]` after the directive's name. */
  label(): Inline[];
  readonly composeBlocks: ComposeBlocks;
}

export interface DirectiveRule {
  /** `::name` holds nothing, `:::name` holds blocks up to `:::`. */
  readonly forms: readonly ("leaf" | "container")[];
  readonly required: readonly string[];
  readonly attributes: readonly string[];
  /** Attributes that name a query of the template. */
  readonly queries: readonly string[];
}

/** Attributes by name, with placeholders for their values. */
export type Attributes = Readonly<Record<string, string>>;

/** A kind of directive: all that the rest of the house knows of it. Each is a folder of `directives/`. */
export interface DirectiveKind {
  readonly rule: DirectiveRule;
  /** Whether blocks of any kind may stand in one with these attributes: the page's editor adds them. @default none */
  holdsBlocks?(attributes: Attributes): boolean;
  /** Finds faults in attributes that keep the rule. */
  check?(attributes: Attributes, known: KnownNames, where: Where): readonly Problem[];
  /** Finds what only the check of a template reports, before there is data. */
  lint?(
    attributes: Attributes,
    columns: KnownColumns,
    where: Where,
  ): { readonly errors?: readonly Problem[]; readonly warnings?: readonly Warning[] };
  /** Converts a checked directive to blocks. Adds its faults to the composition's problems. */
  compose(composition: Composition, directive: Directive): Block[];
}

/** Attributes of whatever has a caption. */
export const captionAttributes = ["id", "title", "deck", "source", "note", "place"] as const;

/** Adds a directive's fault to the composition's problems, with its place. */
export function addFault({ problems }: Composition, { where }: Directive, problem: Problem): void {
  problems.push({ ...problem, message: `${where.file}:${where.line}: ${problem.message}`, where });
}
