import { Tokenizer, TokenKind } from "liquidjs";
import { inAttribute } from "../liquid/in-attribute.ts";

/**
 * Masks the Liquid of a text, so that only the template's own words remain, at the same offsets. An expression becomes
 * a placeholder, since its output is unknown; tags become spaces, so that the words of every branch remain. A tag
 * inside an attribute is part of its value.
 *
 * @returns undefined if the Liquid cannot be read, which its parser reports better
 */
export function maskLiquid(text: string, file: string): string | undefined {
  try {
    let masked = "";
    let hidden = "";
    for (const token of new Tokenizer(text, undefined, file).readTopLevelTokens()) {
      const written = text.slice(token.begin, token.end);
      const name = (token as { readonly name?: string }).name;
      const value =
        hidden === "" && (token.kind === TokenKind.Output || (token.kind === TokenKind.Tag && inAttribute(masked)));
      if (!value && (hidden !== "" || token.kind === TokenKind.Tag)) masked += written.replace(/[^\n]/g, " ");
      else if (value) masked += `\ufde0${"\ufdd0".repeat(Math.max(1, written.length - 2))}\ufde1`;
      else masked += written;
      if (name === "comment") hidden = "endcomment";
      else if (name === hidden) hidden = "";
    }
    return masked;
  } catch {
    return undefined;
  }
}
