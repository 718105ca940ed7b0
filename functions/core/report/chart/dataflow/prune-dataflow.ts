import { isSpec, type Spec } from "../spec.ts";

/** An operator as Vega's parser describes it. */
export interface Operator {
  readonly id: unknown;
  readonly type?: string;
  readonly params?: Spec;
  /** The operator that runs after this one, such as a group after its content. */
  readonly parent?: unknown;
  /** Name of its signal. */
  readonly signal?: string;
  readonly scale?: string;
  readonly value?: unknown;
  readonly update?: unknown;
  readonly react?: boolean;
  readonly initonly?: boolean;
  readonly root?: boolean;
  /** Its roles in data sets, by their names. */
  readonly data?: Spec;
}

/** A dataflow as Vega's parser describes it; the dataflows of groups are in the parameters of operators. */
export interface Runtime {
  readonly operators: readonly Operator[];
  /** Event streams. */
  readonly streams?: readonly Spec[];
  /** Updates of a target by a source: an operator or an event stream. */
  readonly updates?: readonly Spec[];
}

interface Reference {
  readonly $ref: unknown;
}

/** What happens to operators, by id. */
interface Pruning {
  /** Removed operator → the operator before it. */
  readonly gone: ReadonlyMap<unknown, unknown>;
  /** Operators that inherit the parent of a removed one. */
  readonly parents: ReadonlyMap<unknown, unknown>;
  /** Names by which data sets, among others, may be looked up. */
  readonly names: ReadonlySet<unknown>;
}

/**
 * Removes the operators that a printed chart does not need, a fifth of them: those that report changes to a renderer,
 * and those that hold the tuples of a data source or mark for others, if no other uses them. References to a removed
 * operator go to the one before it. All data is awaited, and data sets that no expression names lose their names. (The
 * removed operators also record that items have a `zindex`; that is done before drawing.)
 */
export function pruneDataflow(runtime: Runtime): Runtime {
  const asked = new Set<unknown>();
  // A view looks up the root's.
  const names = new Set<unknown>(["root"]);
  visitRuntimes(runtime, ({ operators, streams, updates = [] }) => {
    visitNodes([operators.map(({ params, update }) => [params, update]), streams, updates], ({ name, value }) =>
      names.add(name ?? value),
    );
    for (const { params, parent, type } of operators)
      visitReferences([type === "sieve" ? undefined : params, parent], (id) => asked.add(id));
    for (const update of updates) {
      visitReferences(update, (id) => asked.add(id));
      asked.add(update["source"]).add(update["target"]);
    }
  });
  const gone = new Map<unknown, unknown>();
  const parents = new Map<unknown, unknown>();
  visitRuntimes(runtime, ({ operators }) => {
    for (const [index, { id, type, params, parent }] of operators.entries()) {
      // Tuples enter a group's dataflow through its first operator.
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
  // Only sieves refer to the operators that are removed, by their `pulse`, so no reference to change stands any deeper.
  const rewrite = (value: unknown): unknown => {
    if (!isSpec(value)) return value;
    if ("$subflow" in value) return { ...value, $subflow: prune(value["$subflow"] as Runtime, pruning) };
    return gone.has(value["$ref"]) ? { ...value, $ref: gone.get(value["$ref"]) } : value;
  };
  const rewriteAll = (params: Spec): Spec =>
    Object.fromEntries(Object.entries(params).map(([name, value]) => [name, rewrite(value)]));
  // All have the same properties in the same order: views read thousands of them.
  const operators = runtime.operators
    .filter(({ id }) => !gone.has(id))
    .map(
      ({ id, type, params, parent, signal, scale, value, update, react, initonly, root, data }) =>
        ({
          id,
          type,
          value,
          update,
          react,
          initonly,
          root,
          signal,
          scale,
          data: data === undefined ? undefined : named(data, names),
          params: params === undefined ? undefined : rewriteAll(type === "load" ? waitedFor(params) : params),
          parent: parents.has(id) ? rewrite(parents.get(id)) : parent,
        }) as Operator,
    );
  return { ...runtime, operators };
}

/**
 * An operator's roles in data sets that may be looked up, each once: Vega's parser repeats them for each part of a
 * chart.
 */
function named(data: Spec, names: ReadonlySet<unknown>): Spec | undefined {
  // The name may be computed.
  const all = names.has("setdata");
  const kept = Object.entries(data).filter(([name]) => all || names.has(name));
  return kept.length === 0
    ? undefined
    : Object.fromEntries(kept.map(([name, roles]) => [name, [...new Set(roles as readonly string[])]]));
}

/** Data for which the chart does not wait would arrive only after printing. */
function waitedFor(params: Spec): Spec {
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== "async"));
}

function visitRuntimes(runtime: Runtime, visit: (runtime: Runtime) => void): void {
  visit(runtime);
  for (const { params = {} } of runtime.operators) {
    for (const value of Object.values(params))
      if (isSpec(value) && "$subflow" in value) visitRuntimes(value["$subflow"] as Runtime, visit);
  }
}

function visitReferences(value: unknown, visit: (id: unknown) => void): void {
  if (Array.isArray(value)) return value.forEach((member) => visitReferences(member, visit));
  if (!isSpec(value)) return;
  if ("$ref" in value) visit(value["$ref"]);
  else if (!("$subflow" in value)) for (const member of Object.values(value)) visitReferences(member, visit);
}

/** Visits the identifiers and literals of expressions. */
function visitNodes(value: unknown, visit: (node: Spec) => void): void {
  if (Array.isArray(value)) return value.forEach((member) => visitNodes(member, visit));
  if (!isSpec(value) || "$subflow" in value) return;
  if (value["type"] === "Identifier" || value["type"] === "Literal") visit(value);
  else for (const member of Object.values(value)) visitNodes(member, visit);
}
