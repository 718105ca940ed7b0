import { Tokenizer, TokenKind } from "liquidjs";

/** A stretch of Liquid in a text: `{{ … }}` or `{% … %}`, with its braces. */
export interface LiquidCode {
  readonly from: number;
  readonly to: number;
  /** Of a tag: `for`. */
  readonly tag?: string;
}

/**
 * The Liquid of a text, without comments and what `raw` leaves as it is.
 *
 * @returns undefined if it cannot be read
 */
export function liquidCode(text: string, file: string): readonly LiquidCode[] | undefined {
  try {
    const found: LiquidCode[] = [];
    let hidden = "";
    for (const token of new Tokenizer(text, undefined, file).readTopLevelTokens()) {
      const { name } = token as { readonly name?: string };
      const isCode = token.kind === TokenKind.Output || token.kind === TokenKind.Tag;
      if (hidden === "" && isCode && name !== "comment" && name !== "#")
        found.push({ from: token.begin, to: token.end, ...(token.kind === TokenKind.Tag && { tag: name ?? "" }) });
      if (name === "comment") hidden = "endcomment";
      else if (name === hidden) hidden = "";
    }
    return found;
  } catch {
    return undefined;
  }
}
