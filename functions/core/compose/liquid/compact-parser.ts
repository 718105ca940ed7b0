import { Output, Parser, TokenKind, type Liquid, type Tag, type Template, type TopLevelToken } from "liquidjs";
import { compactTag } from "./compact-tag.ts";
import type { DirectExpressions } from "./direct-expressions.ts";
import { DirectOutput } from "./direct-output.ts";
import { TracedText, type TextToken } from "./trace-text.ts";

/**
 * Parses texts into templates that take a sixth of the memory of LiquidJS's and print faster: plain texts that tell their place, expressions that
 * are evaluated at once and shared, tags without what only their parsing needed. Parsed templates are kept for long, and those of the shipped
 * reports are in the snapshot that `broadsheet render` starts from.
 *
 * They can be rendered, but not analyzed.
 */
export class CompactParser extends Parser {
  readonly #expressions: DirectExpressions;

  constructor(liquid: Liquid, expressions: DirectExpressions) {
    super(liquid);
    this.#expressions = expressions;
  }

  override parseTokens(tokens: TopLevelToken[]): Template[] {
    return super.parseTokens(tokens).slice();
  }

  override parseToken(token: TopLevelToken, remaining: TopLevelToken[]): ReturnType<Parser["parseToken"]> {
    return this.#parse(token, remaining) as ReturnType<Parser["parseToken"]>;
  }

  #parse(token: TopLevelToken, remaining: TopLevelToken[]): Template {
    if (token.kind === TokenKind.HTML) return new TracedText(token as TextToken);
    const known = token.kind === TokenKind.Output ? this.#expressions.known(token.getText()) : undefined;
    if (known !== undefined) return new DirectOutput(token, known);
    const template = super.parseToken(token, remaining);
    if (!(template instanceof Output)) {
      compactTag(template as Tag, this.#expressions);
      return template;
    }
    const expression = this.#expressions.make(token.getText(), template.value);
    return expression === undefined ? template : new DirectOutput(token, expression);
  }
}
