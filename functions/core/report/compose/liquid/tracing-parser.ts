import { TokenKind, type Parser, type TopLevelToken } from "liquidjs";
import { StrictParser } from "./strict-parser.ts";
import { TracedText, type TextToken } from "./trace-text.ts";

/** A parser whose plain texts report their place. */
export class TracingParser extends StrictParser {
  override parseToken(token: TopLevelToken, remaining: TopLevelToken[]): ReturnType<Parser["parseToken"]> {
    if (token.kind !== TokenKind.HTML) return super.parseToken(token, remaining);
    return new TracedText(token as TextToken) as unknown as ReturnType<Parser["parseToken"]>;
  }
}
