import type { Nodes } from "mdast";
import type { Problem, Where } from "../../errors.ts";
import type { ComposeBlocks, Composition } from "./composition.ts";
import type { DirectiveName } from "./directive-rules.ts";
import type { Inline } from "../document/document.ts";
import type { Piece } from "./liquid/placeholders.ts";

/** A checked directive of the report's text, with access to its attributes. */
export interface Directive {
  readonly where: Where;
  readonly kind: DirectiveName;
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

/** Adds a directive's fault to the composition's problems, with its place. */
export function addFault({ problems }: Composition, { where }: Directive, problem: Problem): void {
  problems.push({ ...problem, message: `${where.file}:${where.line}: ${problem.message}`, where });
}
