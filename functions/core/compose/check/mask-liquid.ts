import { Tokenizer, TokenKind } from "liquidjs";

/**
 * A text with its Liquid masked: what stays is the template's own words, at the same offsets. An
 * expression becomes a placeholder, since what it prints is not known; tags become spaces, so that
 * the words of every branch stay.
 *
 * @returns undefined when the Liquid cannot be read, which its parser tells better
 */
export function maskLiquid(text: string, file: string): string | undefined {
  try {
    let masked = "";
    let hidden = "";
    for (const token of new Tokenizer(text, undefined, file).readTopLevelTokens()) {
      const written = text.slice(token.begin, token.end);
      const name = (token as { readonly name?: string }).name;
      if (hidden !== "" || token.kind === TokenKind.Tag) masked += written.replace(/[^\n]/g, " ");
      else if (token.kind === TokenKind.Output) masked += `\ufde0${"\ufdd0".repeat(Math.max(1, written.length - 2))}\ufde1`;
      else masked += written;
      if (name === "comment") hidden = "endcomment";
      else if (name === hidden) hidden = "";
    }
    return masked;
  } catch {
    return undefined;
  }
}
