import { Parser, TokenKind, type Liquid, type Output, type TopLevelToken } from "liquidjs";
import { checkSyntax, withPlace } from "./check-syntax.ts";
import { StrictOutput } from "./strict-value.ts";

/** LiquidJS's parser, but ignoring nothing. */
export class StrictParser extends Parser {
  readonly #liquid: Liquid;

  constructor(liquid: Liquid) {
    super(liquid);
    this.#liquid = liquid;
  }

  override parseToken(token: TopLevelToken, remaining: TopLevelToken[]): ReturnType<Parser["parseToken"]> {
    checkSyntax(this.#liquid, token, remaining);
    if (token.kind !== TokenKind.Output) return super.parseToken(token, remaining);
    return withPlace(token, () => new StrictOutput(token as ConstructorParameters<typeof Output>[0], this.#liquid));
  }
}
