import type { Expression } from "./compact-expression.ts";
import { compileExpression, type Evaluate } from "./compile-expression.ts";
import type { ExpressionFunction } from "./expression-functions.ts";

interface Context {
  readonly functions: Readonly<Record<string, ExpressionFunction>>;
}

/** An expression, where Vega would have code: the place of its tree in the dataflow's table. */
export interface Parsed {
  readonly code: number;
}

/** Visual property → place of its expression. */
export type Channels = Readonly<Record<string, number>>;

type Parameters = Readonly<Record<string, unknown>>;

/** A scenegraph item being encoded. */
type Item = Record<string, unknown> & { datum?: unknown };

/** How a view evaluates expressions: the option `expr`. */
export interface ExpressionRuntime {
  /** An operator's update. */
  operator(context: Context, parsed: Parsed): (parameters: Parameters) => unknown;
  /** A parameter that is a function of the datum. */
  parameter(context: Context, parsed: Parsed): (datum: unknown, parameters: Parameters) => unknown;
  /** A filter of events. */
  event(context: Context, parsed: Parsed): (event: unknown) => unknown;
  /** An update by an event. */
  handler(context: Context, parsed: Parsed): (parameters: Parameters, event: { item?: Item }) => unknown;
  /** A set of encodings: sets an item's visual properties and returns whether one has changed. */
  encode(
    context: Context,
    encode: { readonly marktype: string; readonly channels: Channels },
  ): (item: Item, parameters: Parameters) => 0 | 1;
}

/** Parsed specs are cached, and so are their compiled expressions. */
const compiled = new WeakMap<readonly Expression[], ExpressionRuntime>();

/**
 * Evaluates the expressions of a dataflow parsed with `ast: true` for a Vega view, instead of generated code. It does
 * the work of vega-interpreter at less cost: it walks each tree once, not once per item and channel.
 */
export function expressionRuntime(expressions: readonly Expression[]): ExpressionRuntime {
  let runtime = compiled.get(expressions);
  if (runtime === undefined) compiled.set(expressions, (runtime = makeRuntime(expressions)));
  return runtime;
}

function makeRuntime(expressions: readonly Expression[]): ExpressionRuntime {
  const evaluates: Evaluate[] = [];
  const evaluatorOf = (place: number): Evaluate => (evaluates[place] ??= compileExpression(expressions[place]!));
  const encodings = new Map<Channels, Encoding>();
  const encodingOf = (channels: Channels): Encoding => {
    let encoding = encodings.get(channels);
    if (encoding === undefined) {
      const names = Object.keys(channels);
      const placing = names.some((name) => name === "x2" || name === "xc" || name === "y2" || name === "yc");
      encodings.set(
        channels,
        (encoding = { names, evaluates: names.map((name) => evaluatorOf(channels[name]!)), placing }),
      );
    }
    return encoding;
  };
  return {
    operator({ functions }, { code }) {
      const evaluate = evaluatorOf(code);
      return (parameters) => evaluate({ functions, parameters });
    },
    parameter({ functions }, { code }) {
      const evaluate = evaluatorOf(code);
      return (datum, parameters) => evaluate({ functions, parameters, datum });
    },
    event({ functions }, { code }) {
      const evaluate = evaluatorOf(code);
      return (event) => evaluate({ functions, parameters: undefined, event });
    },
    handler({ functions }, { code }) {
      const evaluate = evaluatorOf(code);
      return (parameters, event) => evaluate({ functions, parameters, event, datum: event.item?.datum });
    },
    encode: ({ functions }, { marktype, channels }) => encoderOf(functions, marktype, channels, encodingOf(channels)),
  };
}

function encoderOf(
  functions: Context["functions"],
  marktype: string,
  channels: Channels,
  { names, evaluates, placing }: Encoding,
): (item: Item, parameters: Parameters) => 0 | 1 {
  const places = placing && marktype !== "rule";
  const swap = marktype === "group" || marktype === "image" || marktype === "rect";
  // One scope for all items: evaluation does not retain it.
  const scope: ItemScope = { functions, parameters: undefined, datum: undefined, item: undefined };
  return (item, parameters) => {
    scope.parameters = parameters;
    scope.datum = item.datum;
    scope.item = item;
    let modified: 0 | 1 = 0;
    for (let at = 0; at < names.length; at++) {
      const name = names[at]!;
      const value = evaluates[at]!(scope);
      if (item[name] === value) continue;
      item[name] = value;
      modified = 1;
    }
    if (places) placeItem(item, channels, swap);
    return modified;
  };
}

interface ItemScope {
  readonly functions: Context["functions"];
  parameters: Parameters | undefined;
  datum: unknown;
  item: Item | undefined;
}

/** A compiled set of encodings. */
interface Encoding {
  readonly names: readonly string[];
  /** In the order of the names. */
  readonly evaluates: readonly Evaluate[];
  /** Whether a far edge or a centre is encoded. */
  readonly placing: boolean;
}

/** Computes position and size from an encoded far edge or centre, as Vega's encoders do. */
function placeItem(item: Item, channels: Channels, swap: boolean): void {
  settleAxis(item, channels, swap, "x", "x2", "xc", "width");
  settleAxis(item, channels, swap, "y", "y2", "yc", "height");
}

function settleAxis(
  item: Item,
  channels: Channels,
  swap: boolean,
  near: string,
  far: string,
  middle: string,
  size: string,
): void {
  if (channels[far] !== undefined) {
    const end = item[far] as number;
    if (channels[near] === undefined) item[near] = end - ((item[size] as number) || 0);
    else {
      const start = item[near] as number;
      if (swap && start > end) [item[near], item[far]] = [end, start];
      item[size] = (item[far] as number) - (item[near] as number);
    }
  }
  if (channels[middle] !== undefined) item[near] = (item[middle] as number) - ((item[size] as number) || 0) / 2;
}
