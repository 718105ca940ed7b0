import { Output, Token, Tokenizer, toValue, Value, type Context, type Emitter, type Template } from "liquidjs";
import type { DirectExpression } from "./direct-expressions.ts";

/** A stretch of a file. LiquidJS's own tokens also hold how they were parsed. */
export class Place extends Token {
  constructor({ kind, input, begin, end, file }: Pick<Token, "kind" | "input" | "begin" | "end" | "file">) {
    super(kind, input, begin, end, file);
  }
}

/** Where an expression is written. Errors in it are LiquidJS's, which is then given the text again. */
class DirectPlace extends Place {
  readonly expression: DirectExpression;

  constructor(place: ConstructorParameters<typeof Place>[0], expression: DirectExpression) {
    super(place);
    this.expression = expression;
  }

  protected tokenizer(): Tokenizer {
    return new Tokenizer(this.input, this.expression.liquid.options.operators, this.file, [this.begin, this.end]);
  }
}

/** Prints an expression, in place of LiquidJS's `Output`. It is its own token. */
export class DirectOutput extends DirectPlace implements Template {
  get token(): Token {
    return this;
  }

  render(context: Context, emitter: Emitter): Iterable<unknown> | undefined {
    const value = this.expression.valueIn(context);
    if (value !== undefined) {
      emitter.write(toValue(value));
      return undefined;
    }
    const { liquid } = this.expression;
    return new Output(this.tokenizer().readOutputToken(liquid.options), liquid).render(context, emitter);
  }
}

/** An expression in a tag, in place of LiquidJS's `Value`. */
export class DirectValue extends DirectPlace {
  value(context: Context, lenient?: boolean): unknown {
    const value = this.expression.valueIn(context);
    return value === undefined ? new Value(this.tokenizer().readFilteredValue(), this.expression.liquid).value(context, lenient) : value;
  }
}
