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

/** The same dataflow, which waits for all its data: what comes without being awaited would arrive after printing. */
export function awaitData(runtime: Runtime): Runtime {
  return {
    ...runtime,
    operators: runtime.operators.map((operator) =>
      operator.params === undefined ? operator : { ...operator, params: awaited(operator) },
    ),
  };
}

function awaited({ type, params = {} }: Operator): Spec {
  const own = Object.entries(params).filter(([name]) => type !== "load" || name !== "async");
  return Object.fromEntries(
    own.map(([name, value]) => [
      name,
      isSpec(value) && "$subflow" in value ? { ...value, $subflow: awaitData(value["$subflow"] as Runtime) } : value,
    ]),
  );
}
