import { compactExpression, type Expression, type ExpressionNode } from "./compact-expression.ts";
import type { Channels, Parsed } from "./expression-runtime.ts";
import type { Operator, Runtime } from "./await-data.ts";
import { isSpec, type Spec, specs } from "../spec.ts";

/**
 * How an operator gets a parameter. The value for each kind:
 *
 * - `operator`: the id of one;
 * - `value`: itself;
 * - `function`: a description of a function that is the same for every view;
 * - `expression`: a `ParsedFunction`;
 * - `encoders`: an `Encoders`;
 * - `context`: no value; it is the part of the view that contains the operator;
 * - `made`: a description from which each view makes a value;
 * - `pulse`, `pulses`: the id or ids of operators whose tuples it receives;
 * - `list`: a kind and a value for each member in turn.
 */
export type Kind =
  | "operator"
  | "value"
  | "function"
  | "expression"
  | "encoders"
  | "context"
  | "made"
  | "pulse"
  | "pulses"
  | "list";

/** A function of the datum. */
export interface ParsedFunction extends Parsed {
  /** Names of the fields that it reads. */
  readonly fields: readonly string[];
}

/** Sets of encodings by name. */
export interface Encoders {
  readonly marktype: string;
  readonly sets: Readonly<Record<string, Channels>>;
}

/** An operator in the form that views use. */
export interface CompactOperator extends Omit<Operator, "params"> {
  /** Name, kind and value of each parameter in turn. */
  readonly steps: unknown[] | undefined;
}

/** A dataflow in the form that views use. */
export interface Dataflow extends Omit<Runtime, "operators"> {
  readonly operators: readonly CompactOperator[];
}

/** A dataflow with a table of all its expressions, each listed once. */
export interface CompactDataflow extends Dataflow {
  readonly expressions: readonly Expression[];
}

/** An expression as parsed by Vega. */
interface ParsedExpression {
  readonly code: string;
  readonly ast: ExpressionNode;
}

/** Returns an expression's place in the table. */
type PlaceOf = (parsed: ParsedExpression) => number;

/** Descriptions of functions that are the same for every view. */
const shared = ["$field", "$compare", "$key", "$tupleid"];

/**
 * Compacts a dataflow's description to a third of its size, ready for views. It determines once, not in every view, how
 * each parameter is obtained. It replaces expressions by their places in a table: half of them are equal, and Vega's
 * other data on them is for other ways of evaluation. The result is plain JSON if the spec's own values are.
 */
export function compactDataflow(runtime: Runtime): CompactDataflow {
  const expressions: Expression[] = [];
  const places = new Map<string, number>();
  const placeOf: PlaceOf = ({ code, ast }) => {
    const expression = compactExpression(ast);
    // Compared as code, which distinguishes values that JSON does not, such as numbers beyond its range.
    const key = `${code} ${JSON.stringify(expression)}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, expressions.length);
    return expressions.push(expression) - 1;
  };
  return { ...compact(runtime, placeOf), expressions };
}

function compact(runtime: Runtime, placeOf: PlaceOf): Dataflow {
  const { streams, updates } = runtime;
  return {
    ...runtime,
    // All have the same properties in the same order, since views read thousands of them.
    operators: runtime.operators.map(({ params, update, ...operator }) => ({
      ...operator,
      update: update === undefined ? undefined : parsedOf(update as ParsedExpression, placeOf),
      steps: params === undefined ? undefined : stepsOf(params, placeOf),
    })),
    ...(streams !== undefined && { streams: specs(streams).map((stream) => withPlace(stream, "filter", placeOf)) }),
    ...(updates !== undefined && { updates: updates.map((update) => withPlaces(update, placeOf)) }),
  };
}

/** An update by an event: its target and its value may be expressions. */
function withPlaces(update: Spec, placeOf: PlaceOf): Spec {
  const parts = ["target", "update"].flatMap((name) =>
    isSpec(update[name]) && "$expr" in update[name] ? [[name, withPlace(update[name], "$expr", placeOf)]] : [],
  );
  return { ...update, ...(Object.fromEntries(parts) as Spec) };
}

function withPlace(holder: Spec, name: string, placeOf: PlaceOf): Spec {
  return holder[name] === undefined
    ? holder
    : { ...holder, [name]: parsedOf(holder[name] as ParsedExpression, placeOf) };
}

function parsedOf(parsed: ParsedExpression, placeOf: PlaceOf): Parsed {
  return { code: placeOf(parsed) };
}

function stepsOf(params: Spec, placeOf: PlaceOf): unknown[] {
  const steps = new Map<string, readonly [Kind, unknown]>();
  const stepOf = (value: unknown): readonly [Kind, unknown] => {
    if (!isSpec(value)) return ["value", value];
    if ("$ref" in value) return ["operator", value["$ref"]];
    if (shared.some((key) => key in value)) return ["function", value];
    if ("$encode" in value) return ["encoders", encodersOf(value["$encode"] as Spec, placeOf)];
    if ("$context" in value) return ["context", null];
    if ("$subflow" in value) return ["made", { ...value, $subflow: compact(value["$subflow"] as Runtime, placeOf) }];
    if (!("$expr" in value)) return ["value", value];
    // What an expression reads becomes parameters of the operator.
    if (isSpec(value["$params"])) addAll(value["$params"]);
    return ["expression", { ...parsedOf(value["$expr"] as ParsedExpression, placeOf), fields: value["$fields"] }];
  };
  const addAll = (all: Spec): void => {
    for (const [name, value] of Object.entries(all)) {
      // An undefined parameter is left out, since some transforms iterate over the names.
      if (value === undefined) continue;
      if (name === "pulse") steps.set(name, pulseOf(value));
      else steps.set(name, Array.isArray(value) ? ["list", value.flatMap(stepOf)] : stepOf(value));
    }
  };
  addAll(params);
  return [...steps].flatMap(([name, [kind, value]]) => [name, kind, value]);
}

function pulseOf(value: unknown): readonly [Kind, unknown] {
  return Array.isArray(value) ? ["pulses", specs(value).map(({ $ref }) => $ref)] : ["pulse", (value as Spec)["$ref"]];
}

function encodersOf(encode: Spec, placeOf: PlaceOf): Encoders {
  const all = Object.entries(encode) as [
    string,
    { readonly $expr: { readonly marktype: string; readonly channels: Readonly<Record<string, ParsedExpression>> } },
  ][];
  const sets = all.map(([name, { $expr }]) => [
    name,
    Object.fromEntries(Object.entries($expr.channels).map(([channel, parsed]) => [channel, placeOf(parsed)])),
  ]);
  return { marktype: all[0]?.[1].$expr.marktype ?? "", sets: Object.fromEntries(sets) as Encoders["sets"] };
}
