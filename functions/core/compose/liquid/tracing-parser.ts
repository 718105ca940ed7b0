import { Parser, TokenKind, type TopLevelToken } from "liquidjs";
import { TracedText, type TextToken } from "./trace-text.ts";

/** LiquidJS's parser, whose plain texts become such as tell their place. */
export class TracingParser extends Parser {
  override parseToken(token: TopLevelToken, remaining: TopLevelToken[]): ReturnType<Parser["parseToken"]> {
    if (token.kind !== TokenKind.HTML) return super.parseToken(token, remaining);
    return new TracedText(token as TextToken) as unknown as ReturnType<Parser["parseToken"]>;
  }
}
