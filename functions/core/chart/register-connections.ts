import type { Vega } from "./load-vega.ts";
import { OperatorParameters } from "./operator-parameters.ts";
import { isSpec, type Spec } from "./spec.ts";

/** A running operator, as far as it is connected to others. */
interface Operator {
  readonly value: unknown;
  readonly rank: number;
  source: unknown;
  /** Parameters that are values, with those of operators filled in as each runs. */
  _argval?: Record<string, unknown>;
  /** Parameters that are operators. */
  _argops?: Argument[] & { initonly?: boolean };
  _targets?: Targets;
  targets(): Targets;
}

interface Argument {
  readonly op: Operator;
  readonly name: string;
  /** Place in a parameter that is a list; -1: it is none. */
  readonly index: number;
}

/** What Vega's runtime makes a view of: `vega-runtime`'s `Context`. */
interface Context {
  readonly dataflow: { rank(operator: Operator): void; rerank(target: Operator): void; touch(operator: Operator): void };
  readonly transforms: Readonly<Record<string, (new () => Operator) | undefined>>;
  /** What expressions became, by their text. */
  readonly fn: Record<string, unknown>;
  get(id: unknown): Operator | undefined;
  add(entry: Entry, operator: Operator): void;
  parseOperator(entry: Entry): void;
  parseParameters(params: Spec): Record<string, unknown>;
  parseOperatorParameters(entry: Entry): void;
  parameterExpression(expression: unknown): (...values: never[]) => unknown;
}

/** An operator as Vega's parser describes it. */
interface Entry {
  readonly id: unknown;
  readonly type?: string;
  readonly params?: Spec;
  readonly react?: boolean;
  readonly initonly?: boolean;
  /** How its parameters are come by: found out once, since descriptions are kept. */
  steps?: readonly Step[];
}

/**
 * How one parameter is come by: the id of an operator; a value; a description of which each view makes a value; an expression of the datum;
 * steps for a list's members; or ids of the operators whose tuples come in.
 */
interface Step {
  readonly name: string;
  readonly kind: "operator" | "value" | "made" | "expression" | "list" | "pulse";
  readonly value: unknown;
  /** Of a list. */
  readonly members: readonly Step[];
  /** Of a pulse: whether it comes from a list of operators. Of an expression: what it is kept by. */
  readonly detail: unknown;
}

/** Descriptions of functions that are the same for every view. */
const shared = ["$field", "$compare", "$key", "$tupleid"];

/**
 * The operators that one operator runs before, each once. Vega's own list looks every one up in a table; an operator names
 * the same source several times only in one go. It is a plain array with two methods of its own, not a class of arrays, through which V8 goes slowly.
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

/** Lets an operator run behind a source of its. */
function follow(source: Operator, operator: Operator): void {
  if (source._targets === undefined) source._targets = targetsOf([operator]);
  else source._targets.add(operator);
}

/**
 * Connects the operators of a view by what is found out once about their description, which is kept: which parameters are
 * other operators, which are values. It does what `vega-runtime` and `Operator.parameters` do, which go through the
 * description anew for every view: that takes longer than running many a chart.
 */
export function registerConnections(vega: Vega): void {
  const { runtimeContext, Dataflow, Operator, accessor } = vega as unknown as {
    readonly runtimeContext: (dataflow: object, transforms: object, functions: object) => Context;
    readonly Dataflow: new () => object;
    readonly Operator: { readonly prototype: Operator };
    readonly accessor: (evaluate: unknown, fields: unknown) => unknown;
  };
  Operator.prototype.targets = targets;
  const context = Object.getPrototypeOf(runtimeContext(new Dataflow(), {}, {})) as Context;

  /** A parameter's value as the view begins. What is an operator is connected, and noted in `operators`. */
  const valueOf = (context: Context, { kind, value, name, detail }: Step, index: number, operator: Operator, react: boolean, operators: Argument[]): unknown => {
    if (kind === "value") return value;
    if (kind === "made") return context.parseParameters(value as Spec)[name];
    if (kind === "expression") {
      const { $expr, $fields } = value as Spec;
      return (context.fn[detail as string] ??= accessor(context.parameterExpression($expr), $fields));
    }
    const source = find(context, value);
    if (react && source !== operator) follow(source, operator);
    operators.push({ op: source, name, index });
    return source.value;
  };

  const { parseOperator } = context;
  context.parseOperator = function makeOperator(entry) {
    const Transform = entry.type === undefined ? undefined : this.transforms[entry.type];
    if (Transform === undefined) return parseOperator.call(this, entry);
    const operator = new Transform();
    this.dataflow.rank(operator);
    this.dataflow.touch(operator);
    this.add(entry, operator);
  };

  context.parseOperatorParameters = function parseOperatorParameters(entry) {
    if (entry.params === undefined) return;
    const steps = (entry.steps ??= stepsOf(entry.params, this));
    const { react = true } = entry;
    const operator = find(this, entry.id);
    const values = (operator._argval = new OperatorParameters() as unknown as Record<string, unknown>);
    const operators: NonNullable<Operator["_argops"]> = (operator._argops = []);
    let before = operator.rank;
    for (let at = 0; at < steps.length; at++) {
      const step = steps[at]!;
      const { name, kind } = step;
      if (kind === "pulse") {
        const sources = (step.value as readonly unknown[]).map((id) => find(this, id));
        for (const source of sources) {
          if (source === operator) continue;
          follow(source, operator);
          before = Math.max(before, source.rank);
        }
        operator.source = step.detail === true ? sources : sources[0];
      } else if (kind === "list") values[name] = step.members.map((member, index) => valueOf(this, member, index, operator, react, operators));
      else values[name] = valueOf(this, step, -1, operator, react, operators);
    }
    for (let at = 0; at < operators.length; at++) before = Math.max(before, operators[at]!.op.rank);
    if (entry.initonly === true) operators.initonly = true;
    // Sources run first.
    if (operator.rank < before) this.dataflow.rerank(operator);
  };
}

function find(context: Context, id: unknown): Operator {
  const operator = context.get(id);
  if (operator === undefined) throw new Error(`Operator not defined: ${String(id)}`);
  return operator;
}

function stepsOf(params: Spec, context: Context): readonly Step[] {
  const steps = new Map<string, Step>();
  const step = (name: string, kind: Step["kind"], value: unknown, detail?: unknown, members: readonly Step[] = []): Step => ({ name, kind, value, members, detail });
  const stepOf = (name: string, value: unknown): Step => {
    if (!isSpec(value)) return step(name, "value", value);
    if ("$ref" in value) return step(name, "operator", value["$ref"]);
    if (shared.some((key) => key in value)) return step(name, "value", context.parseParameters({ [name]: value })[name]);
    if (!Object.keys(value).some((key) => key.startsWith("$"))) return step(name, "value", value);
    // What an expression reads are parameters of the operator.
    const { $params, ...rest } = value;
    if (isSpec($params)) addAll($params);
    const expression = rest["$expr"];
    return isSpec(expression) ? step(name, "expression", rest, `e:${String(expression["code"])}`) : step(name, "made", { [name]: rest });
  };
  const addAll = (all: Spec): void => {
    for (const [name, value] of Object.entries(all)) {
      const members = Array.isArray(value) ? (value as readonly unknown[]) : [value];
      if (name === "pulse") steps.set(name, step(name, "pulse", members.map((member) => (member as { readonly $ref: unknown }).$ref), Array.isArray(value)));
      else if (Array.isArray(value)) steps.set(name, step(name, "list", value, undefined, members.map((member) => stepOf(name, member))));
      else steps.set(name, stepOf(name, value));
    }
  };
  addAll(params);
  // A parameter that is undefined is none: some transforms go through the names.
  return [...steps.values()].filter(({ value }) => value !== undefined);
}
