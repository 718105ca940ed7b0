import { compileExpression, type Evaluate, type ExpressionNode } from "./compile-expression.ts";
import type { ExpressionFunction } from "./expression-functions.ts";

interface Context {
  readonly functions: Readonly<Record<string, ExpressionFunction>>;
}

interface Parsed {
  readonly ast: ExpressionNode;
}

type Parameters = Readonly<Record<string, unknown>>;

/** A scenegraph item being encoded. */
type Item = Record<string, unknown> & { datum?: unknown };

/** Parsed specs are kept, and with their trees what these were compiled into. */
const evaluators = new WeakMap<ExpressionNode, Evaluate>();

function evaluatorOf(ast: ExpressionNode): Evaluate {
  let evaluate = evaluators.get(ast);
  if (evaluate === undefined) {
    evaluate = compileExpression(ast);
    evaluators.set(ast, evaluate);
  }
  return evaluate;
}

/**
 * How a Vega view evaluates expressions that were parsed with `ast: true`: the option `expr`, in
 * place of the code that Vega would generate. It does what vega-interpreter does and is cheaper: it
 * walks each tree once, not once for every item and channel.
 */
export const expressionRuntime = {
  /** An operator's update. */
  operator({ functions }: Context, { ast }: Parsed) {
    const evaluate = evaluatorOf(ast);
    return (parameters: Parameters) => evaluate({ functions, parameters });
  },

  /** A parameter that is a function of the datum. */
  parameter({ functions }: Context, { ast }: Parsed) {
    const evaluate = evaluatorOf(ast);
    return (datum: unknown, parameters: Parameters) => evaluate({ functions, parameters, datum });
  },

  /** A filter of events. */
  event({ functions }: Context, { ast }: Parsed) {
    const evaluate = evaluatorOf(ast);
    return (event: unknown) => evaluate({ functions, parameters: undefined, event });
  },

  /** An update by an event. */
  handler({ functions }: Context, { ast }: Parsed) {
    const evaluate = evaluatorOf(ast);
    return (parameters: Parameters, event: { item?: Item }) => evaluate({ functions, parameters, event, datum: event.item?.datum });
  },

  /** A set of encodings: gives an item its visual properties and tells whether one has changed. */
  encode({ functions }: Context, { marktype, channels }: { marktype: string; channels: Channels }) {
    const { names, evaluates, placing } = encodingOf(channels);
    const places = placing && marktype !== "rule";
    const swap = marktype === "group" || marktype === "image" || marktype === "rect";
    // One for all items: what is evaluated keeps no scope.
    const scope: ItemScope = { functions, parameters: undefined, datum: undefined, item: undefined };
    return (item: Item, parameters: Parameters): 0 | 1 => {
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
  },
};

type Channels = Readonly<Record<string, Parsed>>;

interface ItemScope {
  readonly functions: Context["functions"];
  parameters: Parameters | undefined;
  datum: unknown;
  item: Item | undefined;
}

interface Encoding {
  readonly names: readonly string[];
  /** In the order of the names. */
  readonly evaluates: readonly Evaluate[];
  /** Whether a far edge or a middle is encoded. */
  readonly placing: boolean;
}

/** As with trees, what sets of encodings were compiled into is kept with them. */
const encodings = new WeakMap<Channels, Encoding>();

function encodingOf(channels: Channels): Encoding {
  let encoding = encodings.get(channels);
  if (encoding === undefined) {
    const names = Object.keys(channels);
    const placing = names.some((name) => name === "x2" || name === "xc" || name === "y2" || name === "yc");
    encodings.set(channels, (encoding = { names, evaluates: names.map((name) => evaluatorOf(channels[name]!.ast)), placing }));
  }
  return encoding;
}

/** Settles position and size where a far edge or a middle is encoded, as Vega's encoders do. */
function placeItem(item: Item, channels: Readonly<Record<string, unknown>>, swap: boolean): void {
  settleAxis(item, channels, swap, "x", "x2", "xc", "width");
  settleAxis(item, channels, swap, "y", "y2", "yc", "height");
}

function settleAxis(item: Item, channels: Readonly<Record<string, unknown>>, swap: boolean, near: string, far: string, middle: string, size: string): void {
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
