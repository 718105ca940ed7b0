import { TokenKind, toValueSync, type Context, type Filter, type Liquid, type Token, type Value } from "liquidjs";
import { Comparison, createOperand, type Operand } from "./direct-operands.ts";

/** A filter with its arguments. */
interface Step {
  readonly handler: (...values: unknown[]) => unknown;
  readonly operands: readonly (Operand | readonly [name: string, value: Operand])[];
}

/**
 * An expression that is evaluated at once, as most can be: paths (`share.last.pct`), literals, what compares them, and filters with such arguments.
 * LiquidJS runs eleven generators for a path and more for each filter, since every part might have to be waited for.
 */
export class DirectExpression {
  readonly liquid: Liquid;
  readonly initial: Operand;
  readonly steps: readonly Step[];

  constructor(liquid: Liquid, initial: Operand, steps: readonly Step[]) {
    this.liquid = liquid;
    this.initial = initial;
    this.steps = steps;
  }

  /** `undefined` where a path leads nowhere: that is left to LiquidJS, which knows how to complain. */
  valueIn(context: Context): unknown {
    let value = this.initial.valueIn(context);
    if (value === undefined) return undefined;
    // Filters may read LiquidJS's token of them too; none of ours does.
    const filterThis = { context, liquid: this.liquid };
    for (const { handler, operands } of this.steps) {
      const values: unknown[] = [value];
      for (const operand of operands) {
        const argument = "valueIn" in operand ? operand.valueIn(context) : operand[1].valueIn(context);
        if (argument === undefined) return undefined;
        values.push("valueIn" in operand ? argument : [operand[0], argument]);
      }
      value = toValueSync(handler.apply(filterThis, values) as Generator);
    }
    return value;
  }
}

/** The direct expressions of an engine. A report asks for the same few again and again: equal ones are kept once, wherever they stand. */
export class DirectExpressions {
  readonly #liquid: Liquid;
  readonly #expressions = new Map<string, DirectExpression>();
  readonly #operands = new Map<string, Operand>();
  readonly #steps = new Map<string, Step>();

  constructor(liquid: Liquid) {
    this.#liquid = liquid;
  }

  /** What was made of the same text. */
  known(text: string): DirectExpression | undefined {
    return this.#expressions.get(text);
  }

  /** @param value what `text` was parsed into. @returns `undefined` where it cannot be evaluated at once */
  make(text: string, { initial, filters }: Value): DirectExpression | undefined {
    const operand = this.#operandOf(initial.postfix);
    const steps = filters.map((filter) => this.#stepOf(filter));
    if (operand === undefined || !steps.every((step) => step !== undefined)) return undefined;
    const expression = new DirectExpression(this.#liquid, operand, steps);
    this.#expressions.set(text, expression);
    return expression;
  }

  /** @param postfix operators after their operands */
  #operandOf(postfix: readonly Token[]): Operand | undefined {
    const operands: (Operand | undefined)[] = [];
    for (const token of postfix) {
      if (token.kind !== TokenKind.Operator) operands.push(this.#plainOperand(token));
      else {
        const [right, left] = [operands.pop(), operands.pop()];
        const { operator } = token as Token & { readonly operator: string };
        // `not` takes one.
        operands.push(left === undefined || right === undefined || operator === "not" ? undefined : new Comparison(operator, left, right));
      }
    }
    return operands.length === 1 ? operands[0] : undefined;
  }

  #plainOperand(token: Token): Operand | undefined {
    return keep(this.#operands, token.getText(), () => createOperand(token));
  }

  #stepOf(filter: Filter): Step | undefined {
    const { token, handler } = filter as unknown as FilterParts;
    // The one that every output ends with has no text.
    return keep(this.#steps, token.getText().trimEnd(), () => {
      const operands = filter.args.map((argument) => {
        if (!Array.isArray(argument)) return this.#plainOperand(argument);
        const [name, value] = argument;
        const operand = value === undefined ? undefined : this.#plainOperand(value);
        return operand === undefined ? undefined : ([name!, operand] as const);
      });
      return operands.every((operand) => operand !== undefined) ? { handler, operands } : undefined;
    });
  }
}

/** Private in LiquidJS's types. */
interface FilterParts {
  readonly handler: Step["handler"];
  readonly token: Token;
}

function keep<T>(known: Map<string, T>, text: string, make: () => T | undefined): T | undefined {
  const value = known.get(text) ?? make();
  if (value !== undefined) known.set(text, value);
  return value;
}
