import { isSpec, type Spec } from "../spec.ts";

/** An operator as Vega's parser describes it. */
export interface Operator {
  readonly id: unknown;
  readonly type?: string;
  readonly params?: Spec;
  /** The operator that runs behind this one, such as a group behind its content. */
  readonly parent?: unknown;
  /** Name of the signal that it is. */
  readonly signal?: string;
  readonly scale?: string;
  readonly value?: unknown;
  readonly update?: unknown;
  readonly react?: boolean;
  readonly initonly?: boolean;
  readonly root?: boolean;
  /** What it is to data sets, by their names. */
  readonly data?: Spec;
}

/** A dataflow as Vega's parser describes it; those of groups are in the parameters of operators. */
export interface Runtime {
  readonly operators: readonly Operator[];
  /** Of events. */
  readonly streams?: readonly Spec[];
  /** Each of a target by a source: an operator, or a stream of events. */
  readonly updates?: readonly Spec[];
}

interface Reference {
  readonly $ref: unknown;
}

/** What is to become of operators, by their ids. */
interface Pruning {
  /** Operators that go → the one that stands before each. */
  readonly gone: ReadonlyMap<unknown, unknown>;
  /** Operators that get the parent of one that goes. */
  readonly parents: ReadonlyMap<unknown, unknown>;
  /** Names of data sets, among others, by which they may be asked for. */
  readonly names: ReadonlySet<unknown>;
}

/**
 * The description of a dataflow without the operators that a printed chart does not need, a fifth of them: those that tell
 * a renderer of what has changed, and those that hold the tuples of a data source or a mark for others if no other asks. What
 * refers to one of the former refers to what stands before it. And all data are waited for, and data sets that no expression names have no names. (What these also do, noting that items have a `zindex`, is done
 * before drawing.)
 */
export function pruneDataflow(runtime: Runtime): Runtime {
  const asked = new Set<unknown>();
  // A view asks for the root's.
  const names = new Set<unknown>(["root"]);
  visitRuntimes(runtime, ({ operators, streams, updates = [] }) => {
    visitNodes([operators.map(({ params, update }) => [params, update]), streams, updates], ({ name, value }) => names.add(name ?? value));
    for (const { params, parent, type } of operators) visitReferences([type === "sieve" ? undefined : params, parent], (id) => asked.add(id));
    for (const update of updates) {
      visitReferences(update, (id) => asked.add(id));
      asked.add(update["source"]).add(update["target"]);
    }
  });
  const gone = new Map<unknown, unknown>();
  const parents = new Map<unknown, unknown>();
  visitRuntimes(runtime, ({ operators }) => {
    for (const [index, { id, type, params, parent }] of operators.entries()) {
      // The first of a group's dataflow is what its tuples enter by.
      if (index === 0 || (type !== "render" && (type !== "sieve" || asked.has(id)))) continue;
      const { $ref: before } = params!["pulse"] as Reference;
      const last = gone.get(before) ?? before;
      gone.set(id, last);
      if (parent !== undefined) parents.set(last, parent);
    }
  });
  return prune(runtime, { gone, parents, names });
}

function prune(runtime: Runtime, pruning: Pruning): Runtime {
  const { gone, parents, names } = pruning;
  const rewrite = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rewrite);
    if (!isSpec(value)) return value;
    if ("$ref" in value) return gone.has(value["$ref"]) ? { ...value, $ref: gone.get(value["$ref"]) } : value;
    if ("$subflow" in value) return { ...value, $subflow: prune(value["$subflow"] as Runtime, pruning) };
    // Expressions have references among their parameters, updates in what they are made of.
    return "$params" in value ? { ...value, $params: rewriteAll(value["$params"] as Spec) } : value;
  };
  const rewriteAll = (params: Spec): Spec => Object.fromEntries(Object.entries(params).map(([name, value]) => [name, rewrite(value)]));
  // All have the same properties in the same order: views read thousands of them.
  const operators = runtime.operators.filter(({ id }) => !gone.has(id)).map(({ id, type, params, parent, signal, scale, value, update, react, initonly, root, data }) => ({
    id, type, value, update, react, initonly, root, signal, scale,
    data: data === undefined ? undefined : named(data, names),
    params: params === undefined ? undefined : rewriteAll(type === "load" ? waitedFor(params) : params),
    parent: parents.has(id) ? rewrite(parents.get(id)) : parent,
  }) as Operator);
  return { ...runtime, operators, ...(runtime.updates === undefined ? {} : { updates: runtime.updates.map(rewriteAll) }) };
}

/** What an operator is to data sets that may be asked for, each once: Vega's parser notes it again for each part of a chart. */
function named(data: Spec, names: ReadonlySet<unknown>): Spec | undefined {
  // Its name may be computed.
  const all = names.has("setdata");
  const kept = Object.entries(data).filter(([name]) => all || names.has(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept.map(([name, roles]) => [name, [...new Set(roles as readonly string[])]]));
}

/** Data that the rest of a chart does not wait for would come when it is printed. */
function waitedFor(params: Spec): Spec {
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== "async"));
}

function visitRuntimes(runtime: Runtime, visit: (runtime: Runtime) => void): void {
  visit(runtime);
  for (const { params = {} } of runtime.operators) {
    for (const value of Object.values(params)) if (isSpec(value) && "$subflow" in value) visitRuntimes(value["$subflow"] as Runtime, visit);
  }
}

function visitReferences(value: unknown, visit: (id: unknown) => void): void {
  if (Array.isArray(value)) return value.forEach((member) => visitReferences(member, visit));
  if (!isSpec(value)) return;
  if ("$ref" in value) visit(value["$ref"]);
  else if (!("$subflow" in value)) for (const member of Object.values(value)) visitReferences(member, visit);
}

/** Visits what expressions are made of: identifiers and literals. */
function visitNodes(value: unknown, visit: (node: Spec) => void): void {
  if (Array.isArray(value)) return value.forEach((member) => visitNodes(member, visit));
  if (!isSpec(value) || "$subflow" in value) return;
  if (value["type"] === "Identifier" || value["type"] === "Literal") visit(value);
  else for (const member of Object.values(value)) visitNodes(member, visit);
}
