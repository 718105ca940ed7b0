import type { OriginRange } from "./origin.ts";

/** What a rule says of a cell. */
export type CellTone = "good" | "watch" | "bad";

/** Text inside a block. */
export type Inline =
  /**
   * `tone`: what its mark says, which gives it a colour. `origins`: where its parts come from, if someone asks;
   * nothing printed depends on them.
   */
  | {
      readonly type: "text";
      readonly text: string;
      readonly language?: string;
      readonly tone?: CellTone;
      readonly origins?: readonly OriginRange[];
    }
  | {
      readonly type: "strong" | "emphasis" | "delete" | "superscript" | "subscript" | "smallcaps";
      readonly children: readonly Inline[];
    }
  | { readonly type: "code"; readonly text: string; readonly origins?: readonly OriginRange[] }
  | { readonly type: "link"; readonly url: string; readonly children: readonly Inline[] }
  | { readonly type: "break" }
  /** A reference to `Document.footnotes[index]`; its printed number is `index + 1`. */
  | { readonly type: "footnote"; readonly index: number }
  /** A formula in TeX; `id` names its drawing in `Document.pictures`. */
  | { readonly type: "formula"; readonly id: string; readonly tex: string }
  /** A live cross reference to a block's `id` ("Figure 3"). */
  | { readonly type: "reference"; readonly target: string; readonly children: readonly Inline[] }
  /** The place of a block. @see PageReference */
  | PageReference;

/** The page number of the block with an `id`. */
export interface PageReference {
  readonly type: "page-reference";
  readonly target: string;
  /** The printed words, with `{page}` for the number: "page {page}", or the number alone. */
  readonly words: string;
}
