import type { ExpressionFunction } from "./expression-functions.ts";

/** What an expression sees while it is evaluated. */
export interface ExpressionScope {
  readonly functions: Readonly<Record<string, ExpressionFunction>>;
  /** Signals and other parameters, each name behind a `$`. */
  readonly parameters: Readonly<Record<string, unknown>> | undefined;
  readonly datum?: unknown;
  readonly item?: unknown;
  readonly event?: unknown;
}

export type Evaluate = (scope: ExpressionScope) => unknown;

/** A node of the tree that Vega parses expressions into, after ESTree. */
export interface ExpressionNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Written for numbers; applied to whatever an expression yields, as in JavaScript. */
const binary: Readonly<Record<string, (a: number, b: number) => unknown>> = {
  "*": (a, b) => a * b, "+": (a, b) => a + b, "-": (a, b) => a - b, "/": (a, b) => a / b, "%": (a, b) => a % b,
  ">": (a, b) => a > b, "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">=": (a, b) => a >= b,
  // oxlint-disable-next-line eqeqeq -- the language of expressions has both equalities
  "==": (a, b) => a == b, "!=": (a, b) => a != b, "===": (a, b) => a === b, "!==": (a, b) => a !== b,
  "&": (a, b) => a & b, "|": (a, b) => a | b, "^": (a, b) => a ^ b, "<<": (a, b) => a << b, ">>": (a, b) => a >> b, ">>>": (a, b) => a >>> b,
};

const unary: Readonly<Record<string, (a: number) => unknown>> = { "+": (a) => +a, "-": (a) => -a, "~": (a) => ~a, "!": (a) => !a };

const constants: ReadonlyMap<string, number> = new Map(Object.entries({
  NaN: Number.NaN, E: Math.E, LN2: Math.LN2, LN10: Math.LN10, LOG2E: Math.LOG2E, LOG10E: Math.LOG10E, PI: Math.PI,
  SQRT1_2: Math.SQRT1_2, SQRT2: Math.SQRT2, MIN_VALUE: Number.MIN_VALUE, MAX_VALUE: Number.MAX_VALUE,
}));

/**
 * Turns a parsed Vega expression into closures, once; evaluating it then walks no tree and makes no
 * code. Nothing reaches out of an expression: it can call the functions of Vega's registry by name
 * and nothing else (Vega's parser sees to that), and reading a member never yields a function or a
 * prototype.
 */
export function compileExpression(node: ExpressionNode): Evaluate {
  const child = (key: string): Evaluate => compileExpression(node[key] as ExpressionNode);
  const children = (key: string): Evaluate[] => (node[key] as ExpressionNode[]).map(compileExpression);
  switch (node.type) {
    case "Literal":
      return compileLiteral(node);
    case "Identifier":
      return compileIdentifier(String(node["name"]));
    case "MemberExpression":
      return compileMember(node, child("object"));
    case "CallExpression":
      return compileCall(String((node["callee"] as ExpressionNode)["name"]), children("arguments"));
    case "ArrayExpression": {
      const elements = children("elements");
      return (scope) => elements.map((element) => element(scope));
    }
    case "BinaryExpression": {
      const [apply, left, right] = [binary[String(node["operator"])]!, child("left"), child("right")];
      return (scope) => apply(left(scope) as number, right(scope) as number);
    }
    case "UnaryExpression": {
      const [apply, argument] = [unary[String(node["operator"])]!, child("argument")];
      return (scope) => apply(argument(scope) as number);
    }
    case "LogicalExpression": {
      const [left, right] = [child("left"), child("right")];
      return node["operator"] === "&&" ? (scope) => left(scope) && right(scope) : (scope) => left(scope) || right(scope);
    }
    case "ConditionalExpression":
      return compileChoice(child("test"), child("consequent"), child("alternate"));
    case "ObjectExpression":
      return compileObject(node["properties"] as ExpressionNode[]);
    default:
      throw new Error(`Expressions have no ${node.type}`);
  }
}

function compileLiteral(node: ExpressionNode): Evaluate {
  const { value } = node;
  // A global or sticky pattern remembers where it stopped: each evaluation gets its own.
  if (value instanceof RegExp && (value.global || value.sticky)) return () => new RegExp(value.source, value.flags);
  return () => value;
}

function compileIdentifier(name: string): Evaluate {
  if (name === "datum") return (scope) => scope.datum;
  if (name === "item") return (scope) => scope.item;
  if (name === "event") return (scope) => scope.event;
  const constant = constants.get(name);
  if (constant !== undefined) return () => constant;
  const key = `$${name}`;
  return (scope) => scope.parameters?.[key];
}

function compileMember(node: ExpressionNode, object: Evaluate): Evaluate {
  const property = node["property"] as ExpressionNode;
  if (node["computed"] === true && property.type !== "Literal") {
    const name = compileExpression(property);
    return (scope) => readMember(object(scope), name(scope));
  }
  const name = node["computed"] === true ? property["value"] : property["name"];
  return (scope) => readMember(object(scope), name);
}

function readMember(object: unknown, name: unknown): unknown {
  const key = typeof name === "string" || typeof name === "number" ? name : String(name);
  const value = (object as Readonly<Record<string, unknown>>)[key];
  return typeof value === "function" || key === "__proto__" || key === "prototype" ? undefined : value;
}

function compileCall(callee: string, values: readonly Evaluate[]): Evaluate {
  // Vega's encoders put an underscore before the functions that they call themselves.
  const name = callee.startsWith("_") ? callee.slice(1) : callee;
  const [first, second, third] = values;
  if (name === "if") return compileChoice(first!, second!, third!);
  if (values.length === 1) return (scope) => scope.functions[name]!.call(scope.functions, first!(scope) as never);
  if (values.length === 2) return (scope) => scope.functions[name]!.call(scope.functions, first!(scope) as never, second!(scope) as never);
  return (scope) => scope.functions[name]!.apply(scope.functions, values.map((value) => value(scope)) as never[]);
}

function compileChoice(test: Evaluate, consequent: Evaluate, alternate: Evaluate): Evaluate {
  return (scope) => (test(scope) ? consequent(scope) : alternate(scope));
}

function compileObject(properties: readonly ExpressionNode[]): Evaluate {
  const entries = properties.map((property) => {
    const key = property["key"] as ExpressionNode;
    const name = String(key.type === "Identifier" ? key["name"] : key["value"]);
    return [name, compileExpression(property["value"] as ExpressionNode)] as const;
  });
  // Names by which objects turn into other values, or into other objects, are not for expressions to give.
  const allowed = entries.filter(([name]) => !["__proto__", "constructor", "toString", "toJSON", "valueOf", "toLocaleString"].includes(name));
  return (scope) => Object.fromEntries(allowed.map(([name, value]) => [name, value(scope)]));
}
