import type { Vega } from "./load-vega.ts";
import { isSpec, type Spec } from "./spec.ts";

/** A running operator, as far as it is connected to others. */
interface Operator {
  readonly value: unknown;
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
  readonly dataflow: { connect(target: Operator, sources: readonly Operator[]): void };
  get(id: unknown): Operator | undefined;
  parseParameters(params: Spec): Record<string, unknown>;
  parseOperatorParameters(entry: Entry): void;
}

interface Entry {
  readonly id: unknown;
  readonly params?: Spec;
  readonly react?: boolean;
  readonly initonly?: boolean;
}

/**
 * How one parameter is come by: the id of an operator; a value; a description of which each view makes a value; steps for a
 * list's members; or ids of the operators whose tuples come in.
 */
type Step =
  | { readonly name: string; readonly kind: "operator" | "value"; readonly value: unknown }
  | { readonly name: string; readonly kind: "made"; readonly value: Spec }
  | { readonly name: string; readonly kind: "list"; readonly value: readonly Step[] }
  | { readonly name: string; readonly kind: "pulse"; readonly value: readonly unknown[]; readonly several: boolean };

/** Descriptions of functions that are the same for every view. */
const shared = ["$field", "$compare", "$key", "$tupleid"];

/**
 * The operators that one operator runs before, each once. Vega's own list looks every one up in a table; an operator names
 * the same source several times only in one go.
 */
class Targets extends Array<Operator> {
  add(operator: Operator): this {
    if (this[this.length - 1] !== operator) this.push(operator);
    return this;
  }

  remove(operator: Operator): this {
    for (let at = this.indexOf(operator); at >= 0; at = this.indexOf(operator)) this.splice(at, 1);
    return this;
  }
}

function targets(this: Operator): Targets {
  return (this._targets ??= new Targets());
}

/**
 * Connects the operators of a view by what is found out once about their description, which is kept: which parameters are
 * other operators, which are values. It does what `vega-runtime` and `Operator.parameters` do, which go through the
 * description anew for every view: that takes longer than running many a chart.
 */
export function registerConnections(vega: Vega): void {
  const { runtimeContext, Dataflow, Operator, Parameters } = vega as unknown as {
    readonly runtimeContext: (dataflow: object, transforms: object, functions: object) => Context;
    readonly Dataflow: new () => object;
    readonly Operator: { readonly prototype: Operator };
    readonly Parameters: new () => Record<string, unknown>;
  };
  Operator.prototype.targets = targets;
  const plans = new WeakMap<Spec, readonly Step[]>();
  const context = Object.getPrototypeOf(runtimeContext(new Dataflow(), {}, {})) as Context;
  context.parseOperatorParameters = function parseOperatorParameters({ id, params, react = true, initonly = false }) {
    if (params === undefined) return;
    let plan = plans.get(params);
    if (plan === undefined) plans.set(params, (plan = planOf(params, this)));
    const operator = find(this, id);
    const values = (operator._argval = new Parameters());
    const operators: NonNullable<Operator["_argops"]> = (operator._argops = []);
    const sources: Operator[] = [];
    const connect = (source: Operator): void => {
      if (source === operator) return;
      source.targets().add(operator);
      sources.push(source);
    };
    const valueOf = (step: Step, name: string, index: number): unknown => {
      if (step.kind !== "operator") return step.kind === "made" ? this.parseParameters(step.value)[name] : step.value;
      const source = find(this, step.value);
      if (react) connect(source);
      else if (source !== operator) sources.push(source);
      operators.push({ op: source, name, index });
      return source.value;
    };
    for (const step of plan) {
      const { name } = step;
      if (step.kind === "list") values[name] = step.value.map((member, index) => valueOf(member, name, index));
      else if (step.kind !== "pulse") values[name] = valueOf(step, name, -1);
      else {
        const before = step.value.map((source) => find(this, source));
        before.forEach(connect);
        operator.source = step.several ? before : before[0];
      }
    }
    if (initonly) operators.initonly = true;
    this.dataflow.connect(operator, sources);
  };
}

function find(context: Context, id: unknown): Operator {
  const operator = context.get(id);
  if (operator === undefined) throw new Error(`Operator not defined: ${String(id)}`);
  return operator;
}

function planOf(params: Spec, context: Context): readonly Step[] {
  const steps = new Map<string, Step>();
  const stepOf = (name: string, value: unknown): Step => {
    if (!isSpec(value)) return { name, kind: "value", value };
    if ("$ref" in value) return { name, kind: "operator", value: value["$ref"] };
    if (shared.some((key) => key in value)) return { name, kind: "value", value: context.parseParameters({ [name]: value })[name] };
    if (!Object.keys(value).some((key) => key.startsWith("$"))) return { name, kind: "value", value };
    // What an expression reads are parameters of the operator.
    const { $params, ...rest } = value;
    if (isSpec($params)) addAll($params);
    return { name, kind: "made", value: { [name]: rest } };
  };
  const addAll = (all: Spec): void => {
    for (const [name, value] of Object.entries(all)) {
      const members = Array.isArray(value) ? (value as readonly unknown[]) : [value];
      if (name === "pulse") steps.set(name, { name, kind: "pulse", value: members.map((member) => (member as { readonly $ref: unknown }).$ref), several: Array.isArray(value) });
      else if (Array.isArray(value)) steps.set(name, { name, kind: "list", value: members.map((member) => stepOf(name, member)) });
      else steps.set(name, stepOf(name, value));
    }
  };
  addAll(params);
  // A parameter that is undefined is none: some transforms go through the names.
  return [...steps.values()].filter(({ value }) => value !== undefined);
}
