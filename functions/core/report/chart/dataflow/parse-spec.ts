import { compactDataflow, type CompactDataflow, type CompactOperator } from "./compact-dataflow.ts";
import type { Vega } from "../vega.ts";
import { awaitData, type Runtime } from "./await-data.ts";
import { isSpec, specs, type Spec } from "../spec.ts";
import type { Shelf } from "../../../ports.ts";
import { takeOrMake } from "../spec/take-or-make.ts";

interface ParsedSpec {
  readonly runtime: CompactDataflow;
  /** Index of an operator and of the data source whose rows it takes in. */
  readonly sources: readonly (readonly [operator: number, source: number])[];
  /** Name of a signal → index of its operator. */
  readonly signals: ReadonlyMap<string, number>;
}

/** Initial values of a dataflow that do not come from the spec. */
export interface Inputs {
  /** Index of a data source → its rows, which the view may write into. */
  readonly rows: ReadonlyMap<number, readonly unknown[]>;
  /** Name of a signal → its value. */
  readonly signals: ReadonlyMap<string, unknown>;
}

/** Spec → its parsed forms, by the data sources that receive rows. */
const parsed = new WeakMap<Spec, Map<string, ParsedSpec>>();

/**
 * Parses a Vega spec into the description of a dataflow. The result is cached with the spec, without rows and
 * parameters, since parsing (expressions, guides, defaults) takes as long as running most dataflows. Views only read
 * it, except for rows: each view gets its own.
 *
 * @param shelf where it is kept beyond this process
 * @throws whatever Vega throws
 */
export function parseSpec(
  vega: Vega,
  spec: Spec,
  config: Spec | undefined,
  inputs: Inputs,
  shelf?: Shelf,
): CompactDataflow {
  const data = specs(spec["data"]);
  if (data.some(({ values }) => isSpec(values)) || holdsRows(spec["marks"]))
    return parseWhole(vega, spec, config, inputs);
  const given = [...inputs.rows.keys()].join(" ");
  let all = parsed.get(spec);
  if (all === undefined) parsed.set(spec, (all = new Map()));
  let known = all.get(given);
  if (known === undefined) {
    const bare = takeOrMake(
      shelf,
      () => `parsed ${given} ${JSON.stringify([spec, config])}`,
      () => parseBare(vega, spec, config, inputs.rows),
    );
    all.set(given, (known = { ...bare, signals: signalsOf(bare.runtime) }));
  }
  const operators = [...known.runtime.operators];
  for (const [index, source] of known.sources) {
    const { $format, ...value } = operators[index]!.value as Spec;
    // Vega's readers write into formats, too.
    operators[index] = {
      ...operators[index]!,
      value: {
        ...value,
        $ingest: inputs.rows.get(source) ?? structuredClone(data[source]!["values"]),
        $format: structuredClone($format),
      },
    };
  }
  return { ...known.runtime, operators: withSignals(operators, known.signals, inputs.signals) };
}

/** Parses a spec together with its rows, if they cannot be inserted afterwards. */
function parseWhole(vega: Vega, spec: Spec, config: Spec | undefined, { rows, signals }: Inputs): CompactDataflow {
  const own = structuredClone(spec);
  const data = specs(own["data"]).map((entry, index) =>
    rows.has(index) ? { ...entry, values: rows.get(index) } : entry,
  );
  const runtime = parse(vega, { ...own, data }, config);
  return { ...runtime, operators: withSignals([...runtime.operators], signalsOf(runtime), signals) };
}

function parseBare(
  vega: Vega,
  spec: Spec,
  config: Spec | undefined,
  given: Inputs["rows"],
): Omit<ParsedSpec, "signals"> {
  const own = structuredClone(spec);
  const data = specs(own["data"]).map((entry, index) =>
    given.has(index) || Array.isArray(entry["values"]) ? { ...entry, values: [] } : entry,
  );
  const runtime = parse(vega, { ...own, data }, config);
  const rows = data.map((entry) => ("values" in entry ? entry.values : undefined));
  const sources: [number, number][] = [];
  for (const [index, { value }] of runtime.operators.entries()) {
    const source = isSpec(value) && value["$ingest"] !== undefined ? rows.indexOf(value["$ingest"] as never[]) : -1;
    if (source >= 0) sources.push([index, source]);
  }
  return { runtime, sources };
}

function parse(vega: Vega, spec: Spec, config: Spec | undefined): CompactDataflow {
  return compactDataflow(awaitData(vega.parse(spec as never, config as never, { ast: true }) as unknown as Runtime));
}

function signalsOf({ operators }: CompactDataflow): ReadonlyMap<string, number> {
  return new Map(operators.flatMap(({ signal }, index) => (signal === undefined ? [] : [[signal, index] as const])));
}

function withSignals(
  operators: CompactOperator[],
  places: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, unknown>,
): readonly CompactOperator[] {
  for (const [name, value] of values) {
    const index = places.get(name);
    if (index !== undefined) operators[index] = { ...operators[index]!, value };
  }
  return operators;
}

/** Whether a nested group has its own rows, into which a view would write. */
function holdsRows(marks: unknown): boolean {
  return specs(marks).some(
    (mark) => specs(mark["data"]).some(({ values }) => values !== undefined) || holdsRows(mark["marks"]),
  );
}
