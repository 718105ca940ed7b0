import type { Vega } from "../vega.ts";

type Values = Readonly<Record<string, unknown>>;

interface Parameters {
  readonly type?: unknown;
  readonly bins?: unknown;
  readonly domain?: unknown;
  readonly field?: (tuple: unknown) => unknown;
  readonly scheme?: unknown;
}

interface Pulse {
  readonly SOURCE: number;
  readonly NO_SOURCE: number;
  readonly NO_FIELDS: number;
  readonly source: readonly Values[];
  add: readonly Values[];
  rem: readonly Values[];
  fork(flags: number): Pulse;
  materialize(flags: number): Pulse;
}

type Transform = new (parameters: unknown) => {
  value: unknown;
  transform(parameters: Parameters, pulse: Pulse): unknown;
};

/**
 * Makes transforms and scales without any values give nothing. Vega fails there: `kde` and `dotbin` read a tuple beyond
 * the last, and a binned scale requests -1 colours. A query without rows must give an empty chart, not a failure.
 */
export function registerSparse(vega: Vega): void {
  const transforms = vega.transforms as unknown as Record<string, Transform>;
  const [Kde, DotBin, Scale] = [transforms["kde"]!, transforms["dotbin"]!, transforms["scale"]!];

  transforms["kde"] = class extends Kde {
    static readonly Definition = definitionOf(Kde);

    override transform(parameters: Parameters, pulse: Pulse): unknown {
      if (hasValue(parameters, pulse)) return super.transform(parameters, pulse);
      const out = pulse.fork(pulse.NO_SOURCE | pulse.NO_FIELDS) as { -readonly [Key in keyof Pulse]: Pulse[Key] };
      if (Array.isArray(this.value)) out.rem = this.value as Values[];
      this.value = out.add = out.source = [];
      return out;
    }
  };

  transforms["dotbin"] = class extends DotBin {
    static readonly Definition = definitionOf(DotBin);

    override transform(parameters: Parameters, pulse: Pulse): unknown {
      if (hasValue(parameters, pulse)) return super.transform(parameters, pulse);
      this.value = { start: Number.NaN, stop: Number.NaN, step: Number.NaN };
      return pulse;
    }
  };

  transforms["scale"] = class extends Scale {
    override transform(parameters: Parameters, pulse: Pulse): unknown {
      const { scheme, ...others } = parameters;
      const { type, bins, domain } = others;
      checkBins(bins, domain);
      if (type !== "bin-ordinal" || scheme === undefined || edgesOf(bins ?? domain) > 0)
        return super.transform(parameters, pulse);
      return super.transform({ ...others, bins: [] }, pulse);
    }
  };
}

/** Whether a field has a value in at least one of a transform's tuples. */
function hasValue({ field }: Parameters, pulse: Pulse): boolean {
  return pulse.materialize(pulse.SOURCE).source.some((tuple) => field === undefined || isValue(field(tuple)));
}

function isValue(value: unknown): boolean {
  return value !== null && value !== undefined && !Number.isNaN(value);
}

/** Most bins of one scale, more than can be distinguished. */
const mostBins = 10_000;

/** Refuses too many bins: Vega lists all edges, so a single distant value would exhaust memory. */
function checkBins(bins: unknown, domain: unknown): void {
  if (!isStepped(bins)) return;
  const { start, stop, step } = bins;
  const [low, high] = Array.isArray(domain) && domain.length > 0 ? [domain[0], domain.at(-1)] : [start, stop];
  const from = Math.max(Number(start ?? low), Number(low));
  const to = Math.min(Number(stop ?? high), Number(high));
  const count = (to - from) / Number(step);
  if (count > mostBins)
    throw new Error(
      `bins of ${String(step)} from ${from} to ${to} are more than the ${mostBins} that a scale may have`,
    );
}

/** Number of edges of bins; 0 if there is nothing to divide. */
function edgesOf(bins: unknown): number {
  if (Array.isArray(bins)) return bins.length;
  if (!isStepped(bins)) return 0;
  const { start, stop, step } = bins;
  return [start, stop, step].every((value) => value === undefined || Number.isFinite(value)) ? 2 : 0;
}

/** Whether bins are defined by their step: an object, or the function of a `bin` transform with such properties. */
function isStepped(bins: unknown): bins is Values {
  return bins !== null && !Array.isArray(bins) && (typeof bins === "object" || typeof bins === "function");
}

function definitionOf(transform: Transform): unknown {
  return (transform as unknown as { readonly Definition: unknown }).Definition;
}
