import { TokenKind, toValue, toValueSync, type Context, type PropertyAccessToken, type Token } from "liquidjs";

/** Part of an expression that is evaluated at once. */
export interface Operand {
  /** `undefined` where LiquidJS has to be asked. */
  valueIn(context: Context): unknown;
}

/** @returns `undefined` for what is neither a literal nor a plain path */
export function createOperand(token: Token): Operand | undefined {
  if ("content" in token) return new Literal(token.content);
  if (token.kind !== TokenKind.PropertyAccess) return undefined;
  const { variable, props } = token as PropertyAccessToken;
  if (variable !== undefined || !props.every((prop) => "content" in prop)) return undefined;
  return new Path(props.map((prop) => toValue((prop as { readonly content: unknown }).content) as string));
}

class Literal implements Operand {
  readonly content: unknown;

  constructor(content: unknown) {
    this.content = content;
  }

  valueIn(): unknown {
    return this.content;
  }
}

class Path implements Operand {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = names;
  }

  valueIn(context: Context): unknown {
    const { names } = this;
    let value: unknown = findScope(context, names[0]!);
    for (let at = 0; at < names.length && value !== undefined; at++) value = context.readProperty(value as object, names[at]!);
    return value;
  }
}

/** Two operands and what stands between them: `==`, `contains`, `and`. */
export class Comparison implements Operand {
  readonly operator: string;
  readonly left: Operand;
  readonly right: Operand;

  constructor(operator: string, left: Operand, right: Operand) {
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  valueIn(context: Context): unknown {
    const a = this.left.valueIn(context);
    const b = this.right.valueIn(context);
    return a === undefined || b === undefined ? undefined : toValueSync(context.opts.operators[this.operator]!(a, b, context) as Generator);
  }
}

/** Private in LiquidJS's types. */
function findScope(context: Context, name: string): object {
  return (context as unknown as { findScope(key: string): object }).findScope(name);
}
