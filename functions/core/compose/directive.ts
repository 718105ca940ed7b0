import type { Nodes } from "mdast";
import type { Where } from "../errors.ts";
import type { ComposeBlocks } from "./composition.ts";
import type { DirectiveName } from "./directive-rules.ts";
import type { Inline } from "../document/document.ts";

/** A directive of the report's text, checked, with its attributes within reach. */
export interface Directive {
  readonly where: Where;
  readonly kind: DirectiveName;
  /** Whether it stands inside another block. */
  readonly nested: boolean;
  /** Children without the label. */
  readonly children: readonly Nodes[];
  /** An attribute as a name: values as they are; undefined if absent or empty. */
  name(attribute: string): string | undefined;
  /** An attribute as plain text, values as the language shows them; empty if absent. */
  plain(attribute: string): string;
  /** An attribute as inline Markdown; empty if absent. */
  inline(attribute: string): Inline[];
  /** `[label]` after the directive's name. */
  label(): Inline[];
  readonly composeBlocks: ComposeBlocks;
}
