import { compactExpression, type Expression, type ExpressionNode } from "./compact-expression.ts";
import type { Channels, Parsed } from "./expression-runtime.ts";
import type { Operator, Runtime } from "./prune-dataflow.ts";
import { isSpec, type Spec, specs } from "../spec.ts";

/**
 * How a parameter of an operator is come by. Its value is by kind:
 *
 * - `operator`: the id of one;
 * - `value`: itself;
 * - `function`: a description of one that is the same for every view;
 * - `expression`: a `ParsedFunction`;
 * - `encoders`: an `Encoders`;
 * - `context`: none: it is the part of the view that the operator is in;
 * - `made`: a description of which each view makes a value;
 * - `pulse`, `pulses`: the id or ids of operators whose tuples come in;
 * - `list`: a kind and a value for each member in turn.
 */
export type Kind = "operator" | "value" | "function" | "expression" | "encoders" | "context" | "made" | "pulse" | "pulses" | "list";

/** A function of the datum. */
export interface ParsedFunction extends Parsed {
  /** Names of the fields that it reads. */
  readonly fields: readonly string[];
}

/** Sets of encodings by their names. */
export interface Encoders {
  readonly marktype: string;
  readonly sets: Readonly<Record<string, Channels>>;
}

/** An operator as views take it. */
export interface CompactOperator extends Omit<Operator, "params"> {
  /** Name, kind and value of each parameter in turn. */
  readonly steps: unknown[] | undefined;
}

/** A dataflow as views take it. */
export interface Dataflow extends Omit<Runtime, "operators"> {
  readonly operators: readonly CompactOperator[];
}

/** A dataflow with the expressions of it and its parts, each once. */
export interface CompactDataflow extends Dataflow {
  readonly expressions: readonly Expression[];
}

/** What Vega's parser makes of an expression. */
interface ParsedExpression {
  readonly code: string;
  readonly ast: ExpressionNode;
}

/** Gives an expression its place in the table. */
type PlaceOf = (parsed: ParsedExpression) => number;

/** Descriptions of functions that are the same for every view. */
const shared = ["$field", "$compare", "$key", "$tupleid"];

/**
 * A dataflow's description in a third of the room, ready for views: the way each parameter is come by is found out here, not by every view, and the places of
 * expressions stand for them, since half of them are the same and what Vega notes beside them is for other ways of evaluation. It is plain JSON where the spec's
 * own values are.
 */
export function compactDataflow(runtime: Runtime): CompactDataflow {
  const expressions: Expression[] = [];
  const places = new Map<string, number>();
  const placeOf: PlaceOf = ({ code, ast }) => {
    const expression = compactExpression(ast);
    // Code tells apart what JSON cannot, such as numbers beyond its range.
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
    // All have the same properties in the same order: views read thousands of them.
    operators: runtime.operators.map(({ params, update, ...operator }) => ({
      ...operator,
      update: update === undefined ? undefined : parsedOf(update as ParsedExpression, placeOf),
      steps: params === undefined ? undefined : stepsOf(params, placeOf),
    })),
    ...(streams === undefined ? {} : { streams: specs(streams).map((stream) => withPlace(stream, "filter", placeOf)) }),
    ...(updates === undefined ? {} : { updates: updates.map((update) => withPlaces(update, placeOf)) }),
  };
}

/** An update by an event: what is updated and what it is updated to may be expressions. */
function withPlaces(update: Spec, placeOf: PlaceOf): Spec {
  const parts = ["target", "update"].flatMap((name) => (isSpec(update[name]) && "$expr" in update[name] ? [[name, withPlace(update[name], "$expr", placeOf)]] : []));
  return { ...update, ...(Object.fromEntries(parts) as Spec) };
}

function withPlace(holder: Spec, name: string, placeOf: PlaceOf): Spec {
  return holder[name] === undefined ? holder : { ...holder, [name]: parsedOf(holder[name] as ParsedExpression, placeOf) };
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
    // What an expression reads are parameters of the operator.
    if (isSpec(value["$params"])) addAll(value["$params"]);
    return ["expression", { ...parsedOf(value["$expr"] as ParsedExpression, placeOf), fields: value["$fields"] }];
  };
  const addAll = (all: Spec): void => {
    for (const [name, value] of Object.entries(all)) {
      // A parameter that is undefined is none: some transforms go through the names.
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
  const all = Object.entries(encode) as [string, { readonly $expr: { readonly marktype: string; readonly channels: Readonly<Record<string, ParsedExpression>> } }][];
  const sets = all.map(([name, { $expr }]) => [name, Object.fromEntries(Object.entries($expr.channels).map(([channel, parsed]) => [channel, placeOf(parsed)]))]);
  return { marktype: all[0]?.[1].$expr.marktype ?? "", sets: Object.fromEntries(sets) as Encoders["sets"] };
}
