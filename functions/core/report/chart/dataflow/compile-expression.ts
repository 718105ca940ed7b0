import type { Expression } from "./compact-expression.ts";
import type { ExpressionFunction } from "./expression-functions.ts";

/** What an expression can access while it is evaluated. */
export interface ExpressionScope {
  readonly functions: Readonly<Record<string, ExpressionFunction>>;
  /** Signals and other parameters, each name with a `$` in front. */
  readonly parameters: Readonly<Record<string, unknown>> | undefined;
  readonly datum?: unknown;
  readonly item?: unknown;
  readonly event?: unknown;
}

export type Evaluate = (scope: ExpressionScope) => unknown;

/** Typed for numbers, but applied to any operands, as in JavaScript. */
const binary: Readonly<Record<string, (a: number, b: number) => unknown>> = {
  "*": (a, b) => a * b,
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  // The expression language has both equalities.
  "==": (a, b) => a == b,
  "!=": (a, b) => a != b,
  "===": (a, b) => a === b,
  "!==": (a, b) => a !== b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
  ">>>": (a, b) => a >>> b,
};

const unary: Readonly<Record<string, (a: number) => unknown>> = {
  "+": (a) => +a,
  "-": (a) => -a,
  "~": (a) => ~a,
  "!": (a) => !a,
};

const constants: ReadonlyMap<string, number> = new Map(
  Object.entries({
    NaN: Number.NaN,
    E: Math.E,
    LN2: Math.LN2,
    LN10: Math.LN10,
    LOG2E: Math.LOG2E,
    LOG10E: Math.LOG10E,
    PI: Math.PI,
    SQRT1_2: Math.SQRT1_2,
    SQRT2: Math.SQRT2,
    MIN_VALUE: Number.MIN_VALUE,
    MAX_VALUE: Number.MAX_VALUE,
  }),
);

/**
 * Compiles a parsed Vega expression into closures, once; evaluation then neither walks a tree nor generates code. An
 * expression is sandboxed: it can call only functions of Vega's registry, by name (Vega's parser ensures that), and
 * reading a member never yields a function or a prototype.
 */
export function compileExpression(expression: Expression): Evaluate {
  if (typeof expression !== "object" || expression === null) return () => expression;
  switch (expression[0]) {
    case "pattern":
      return compilePattern(expression[1], expression[2]);
    case "name":
      return compileName(expression[1]);
    case "member": {
      const [object, name] = [compileExpression(expression[1]), expression[2]];
      return (scope) => readMember(object(scope), name);
    }
    case "computed": {
      const [object, name] = [compileExpression(expression[1]), compileExpression(expression[2])];
      return (scope) => readMember(object(scope), name(scope));
    }
    case "call":
      return compileCall(expression[1], expression[2].map(compileExpression));
    case "list": {
      const elements = expression[1].map(compileExpression);
      return (scope) => elements.map((element) => element(scope));
    }
    case "object":
      return compileObject(expression[1]);
    case "unary": {
      const [apply, argument] = [unary[expression[1]]!, compileExpression(expression[2])];
      return (scope) => apply(argument(scope) as number);
    }
    case "binary": {
      const [apply, left, right] = [
        binary[expression[1]]!,
        compileExpression(expression[2]),
        compileExpression(expression[3]),
      ];
      return (scope) => apply(left(scope) as number, right(scope) as number);
    }
    case "both": {
      const [left, right] = [compileExpression(expression[1]), compileExpression(expression[2])];
      return (scope) => left(scope) && right(scope);
    }
    case "either": {
      const [left, right] = [compileExpression(expression[1]), compileExpression(expression[2])];
      return (scope) => left(scope) || right(scope);
    }
    case "choice":
      return compileChoice(
        compileExpression(expression[1]),
        compileExpression(expression[2]),
        compileExpression(expression[3]),
      );
  }
}

function compilePattern(source: string, flags: string): Evaluate {
  const pattern = new RegExp(source, flags);
  // A global or sticky pattern keeps its position, so each evaluation gets its own.
  return pattern.global || pattern.sticky ? () => new RegExp(source, flags) : () => pattern;
}

function compileName(name: string): Evaluate {
  if (name === "datum") return (scope) => scope.datum;
  if (name === "item") return (scope) => scope.item;
  if (name === "event") return (scope) => scope.event;
  const constant = constants.get(name);
  if (constant !== undefined) return () => constant;
  const key = `$${name}`;
  return (scope) => scope.parameters?.[key];
}

function readMember(object: unknown, name: unknown): unknown {
  const key = typeof name === "string" || typeof name === "number" ? name : String(name);
  const value = (object as Readonly<Record<string, unknown>>)[key];
  return typeof value === "function" || key === "__proto__" || key === "prototype" ? undefined : value;
}

function compileCall(callee: string, values: readonly Evaluate[]): Evaluate {
  // Vega's encoders put an underscore before the functions that they call directly.
  const name = callee.startsWith("_") ? callee.slice(1) : callee;
  const [first, second, third] = values;
  if (name === "if") return compileChoice(first!, second!, third!);
  if (values.length === 1) return (scope) => scope.functions[name]!.call(scope.functions, first!(scope) as never);
  if (values.length === 2)
    return (scope) => scope.functions[name]!.call(scope.functions, first!(scope) as never, second!(scope) as never);
  return (scope) => scope.functions[name]!.apply(scope.functions, values.map((value) => value(scope)) as never[]);
}

function compileChoice(test: Evaluate, consequent: Evaluate, alternate: Evaluate): Evaluate {
  return (scope) => (test(scope) ? consequent(scope) : alternate(scope));
}

function compileObject(properties: readonly (readonly [name: string, value: Expression])[]): Evaluate {
  // Expressions may not set the names by which objects convert to other values or change their prototype.
  const allowed = properties.filter(
    ([name]) => !["__proto__", "constructor", "toString", "toJSON", "valueOf", "toLocaleString"].includes(name),
  );
  const entries = allowed.map(([name, value]) => [name, compileExpression(value)] as const);
  return (scope) => Object.fromEntries(entries.map(([name, value]) => [name, value(scope)]));
}
