import type { CompactOperator, Encoders, Kind, ParsedFunction } from "./compact-dataflow.ts";
import type { Channels } from "./expression-runtime.ts";
import type { Vega } from "../vega.ts";
import { OperatorParameters } from "./operator-parameters.ts";
import type { Spec } from "../spec.ts";

/** A running operator's connections to others. */
interface Operator {
  readonly value: unknown;
  readonly rank: number;
  source: unknown;
  /** Parameter values; those of operators are filled in as each runs. */
  _argval?: Record<string, unknown>;
  /** Parameters that are operators. */
  _argops?: Argument[] & { initonly?: boolean };
  _targets?: Targets;
  targets(): Targets;
}

interface Argument {
  readonly op: Operator;
  readonly name: string;
  /** Place in a list parameter, or -1. */
  readonly index: number;
}

/** Vega's `accessor`: a function with the names of the fields that it reads. */
type Accessor = (evaluate: unknown, fields: unknown) => unknown;

/** The context from which Vega's runtime builds a view: `Context` in `vega-runtime`. */
interface Context {
  readonly dataflow: {
    rank(operator: Operator): void;
    rerank(target: Operator): void;
    touch(operator: Operator): void;
  };
  readonly transforms: Readonly<Record<string, (new () => Operator) | undefined>>;
  /** Compiled expressions by place. */
  readonly fn: Record<number, unknown>;
  get(id: unknown): Operator | undefined;
  add(entry: CompactOperator, operator: Operator): void;
  parseOperator(entry: CompactOperator): void;
  parseParameters(params: Spec): Record<string, unknown>;
  parseOperatorParameters(entry: CompactOperator): void;
  parameterExpression(expression: ParsedFunction): (...values: never[]) => unknown;
  encodeExpression(encode: { readonly marktype: string; readonly channels: Channels }): Encode;
}

/** A function that encodes an item, with the names of the properties that it sets. */
interface Encode {
  (item: never, parameters: never): 0 | 1;
  output?: readonly string[];
}

/**
 * The operators that run after an operator, each once. Vega's own list looks each one up in a table, but an operator
 * names the same source repeatedly only in direct succession. This is a plain array with two added methods, since V8
 * iterates slowly over subclasses of Array.
 */
interface Targets extends Array<Operator> {
  add(operator: Operator): Targets;
  remove(operator: Operator): Targets;
}

function addTarget(this: Targets, operator: Operator): Targets {
  if (this[this.length - 1] !== operator) this.push(operator);
  return this;
}

function removeTarget(this: Targets, operator: Operator): Targets {
  for (let at = this.indexOf(operator); at >= 0; at = this.indexOf(operator)) this.splice(at, 1);
  return this;
}

function targetsOf(operators: Operator[]): Targets {
  const targets = operators as Targets;
  targets.add = addTarget;
  targets.remove = removeTarget;
  return targets;
}

function targets(this: Operator): Targets {
  return (this._targets ??= targetsOf([]));
}

/** Makes an operator run after one of its sources. */
function follow(source: Operator, operator: Operator): void {
  if (source._targets === undefined) source._targets = targetsOf([operator]);
  else source._targets.add(operator);
}

/**
 * Connects the operators of a view, using what `compactDataflow` determined once about their parameters: which are
 * operators and which are values. `vega-runtime` and `Operator.parameters` would analyse the description again for
 * every view, which takes longer than running many charts.
 */
export function registerConnections(vega: Vega): void {
  const { runtimeContext, Dataflow, Operator, accessor } = vega as unknown as {
    readonly runtimeContext: (dataflow: object, transforms: object, functions: object) => Context;
    readonly Dataflow: new () => object;
    readonly Operator: { readonly prototype: Operator };
    readonly accessor: Accessor;
  };
  Operator.prototype.targets = targets;
  const context = Object.getPrototypeOf(runtimeContext(new Dataflow(), {}, {})) as Context;

  const { parseOperator, parseOperatorParameters } = context;
  context.parseOperator = function makeOperator(entry) {
    const Transform = entry.type === undefined ? undefined : this.transforms[entry.type];
    if (Transform === undefined) return parseOperator.call(this, entry);
    const operator = new Transform();
    this.dataflow.rank(operator);
    this.dataflow.touch(operator);
    this.add(entry, operator);
  };

  context.parseOperatorParameters = function connectOperator(entry) {
    const { id, steps, react = true, initonly } = entry;
    // Described by Vega's parser, or without parameters.
    if (steps === undefined) return parseOperatorParameters.call(this, entry);
    const operator = find(this, id);
    const operators = setParameters(this, operator, steps, react, accessor);
    if (initonly === true) operators.initonly = true;
    // Sources run first.
    if (operator.rank < latest(operator, operators)) this.dataflow.rerank(operator);
  };
}

/** A parameter's initial value: its kind is at `at` in the list, followed by the value. */
function valueAt(context: Context, steps: unknown[], at: number, name: string, accessor: Accessor): unknown {
  const value = steps[at + 1];
  switch (steps[at] as Kind) {
    case "expression": {
      const parsed = value as ParsedFunction;
      return (context.fn[parsed.code] ??= accessor(context.parameterExpression(parsed), parsed.fields));
    }
    case "encoders":
      return encodersOf(context, value as Encoders);
    case "context":
      return context;
    case "made":
      return context.parseParameters({ [name]: value })[name];
    case "function":
      // It is the same for every view, and descriptions are cached.
      steps[at] = "value" satisfies Kind;
      return (steps[at + 1] = context.parseParameters({ [name]: value })[name]);
    default:
      return value;
  }
}

/** Gives an operator its parameters and sources. @returns the parameters that are operators */
function setParameters(
  context: Context,
  operator: Operator,
  steps: unknown[],
  react: boolean,
  accessor: Accessor,
): NonNullable<Operator["_argops"]> {
  const values = (operator._argval = new OperatorParameters() as unknown as Record<string, unknown>);
  const operators: NonNullable<Operator["_argops"]> = (operator._argops = []);
  for (let at = 0; at < steps.length; at += 3) {
    const name = steps[at] as string;
    const kind = steps[at + 1] as Kind;
    const value = steps[at + 2];
    if (kind === "operator") values[name] = connect(find(context, value), operator, react, operators, name, -1);
    else if (kind === "pulse") operator.source = takeIn(find(context, value), operator);
    else if (kind === "pulses")
      operator.source = (value as readonly unknown[]).map((id) => takeIn(find(context, id), operator));
    else if (kind !== "list") values[name] = valueAt(context, steps, at + 1, name, accessor);
    else {
      const members = value as unknown[];
      const list: unknown[] = (values[name] = []);
      for (let member = 0; member < members.length; member += 2) {
        list.push(
          members[member] === "operator"
            ? connect(find(context, members[member + 1]), operator, react, operators, name, member / 2)
            : valueAt(context, members, member, name, accessor),
        );
      }
    }
  }
  return operators;
}

/** Connects a parameter to an operator, whose value it gets at each run. */
function connect(
  source: Operator,
  operator: Operator,
  react: boolean,
  operators: Argument[],
  name: string,
  index: number,
): unknown {
  if (react && source !== operator) follow(source, operator);
  operators.push({ op: source, name, index });
  return source.value;
}

function takeIn(source: Operator, operator: Operator): Operator {
  if (source !== operator) follow(source, operator);
  return source;
}

/** The highest rank among the sources of an operator. */
function latest({ source }: Operator, operators: readonly Argument[]): number {
  let rank = -1;
  for (let at = 0; at < operators.length; at++) rank = Math.max(rank, operators[at]!.op.rank);
  if (Array.isArray(source)) for (const each of source as readonly Operator[]) rank = Math.max(rank, each.rank);
  else if (source !== undefined) rank = Math.max(rank, (source as Operator).rank);
  return rank;
}

function encodersOf(context: Context, { marktype, sets }: Encoders): Readonly<Record<string, Encode>> {
  const encoders: Record<string, Encode> = {};
  for (const name of Object.keys(sets)) {
    const channels = sets[name]!;
    const encode = context.encodeExpression({ marktype, channels });
    encode.output = Object.keys(channels);
    encoders[name] = encode;
  }
  return encoders;
}

function find(context: Context, id: unknown): Operator {
  const operator = context.get(id);
  if (operator === undefined) throw new Error(`Operator not defined: ${String(id)}`);
  return operator;
}
