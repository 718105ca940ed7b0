import type { Vega } from "./load-vega.ts";
import { isSpec, specs, type Spec } from "./spec.ts";

/** An operator of a parsed dataflow; one that begins with rows has them in its value. */
interface Operator {
  readonly value?: { readonly $ingest?: unknown; readonly $format?: unknown };
}

interface Runtime {
  readonly operators: readonly Operator[];
}

interface ParsedSpec {
  readonly runtime: Runtime;
  /** Index of an operator → index of the data source whose rows it takes in. */
  readonly sources: ReadonlyMap<number, number>;
}

/** Parsed specs kept, as many as compiled ones, and the longest spec worth a place, characters. */
const kept = 256;
const longest = 200_000;
const parsed = new Map<string, ParsedSpec>();

/**
 * Parses a Vega spec into the description of a dataflow. It is kept as a compiled spec is, without
 * rows, since parsing takes as long as running most dataflows: expressions, guides and defaults. A
 * view only reads it, but for rows, which every view gets its own of.
 *
 * @throws whatever Vega throws
 */
export function parseSpec(vega: Vega, spec: Spec, config: Spec | undefined): object {
  const data = specs(spec["data"]);
  const bare = { ...spec, data: data.map((entry) => (Array.isArray(entry["values"]) ? { ...entry, values: [] } : entry)) };
  const key = JSON.stringify([bare, config]);
  if (key.length > longest || data.some(({ values }) => isSpec(values)) || holdsRows(spec["marks"])) return vega.parse(spec as never, config as never, { ast: true });
  let known = parsed.get(key);
  if (known === undefined) {
    known = parseBare(vega, bare, config);
    if (parsed.size >= kept) parsed.delete(parsed.keys().next().value!);
    parsed.set(key, known);
  }
  const { runtime, sources } = known;
  const operators = runtime.operators.map((operator, index) => {
    const source = sources.get(index);
    if (source === undefined) return operator;
    // Vega's readers write into formats too.
    return { ...operator, value: { ...operator.value, $ingest: data[source]!["values"], $format: structuredClone(operator.value?.$format) } };
  });
  return { ...runtime, operators };
}

function parseBare(vega: Vega, bare: Spec, config: Spec | undefined): ParsedSpec {
  const runtime = vega.parse(bare as never, config as never, { ast: true }) as unknown as Runtime;
  const rows = specs(bare["data"]).map(({ values }) => values);
  const sources = new Map<number, number>();
  for (const [index, { value }] of runtime.operators.entries()) {
    const source = isSpec(value) && value["$ingest"] !== undefined ? rows.indexOf(value["$ingest"]) : -1;
    if (source >= 0) sources.set(index, source);
  }
  return { runtime, sources };
}

/** Whether a group below has rows of its own, which a view would write into. */
function holdsRows(marks: unknown): boolean {
  return specs(marks).some((mark) => specs(mark["data"]).some(({ values }) => values !== undefined) || holdsRows(mark["marks"]));
}
