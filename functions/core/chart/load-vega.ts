import { roundNumber } from "./round-number.ts";

export type Vega = typeof import("vega");

export interface VegaModules {
  readonly vega: Vega;
  readonly compileVegaLite: typeof import("vega-lite").compile;
  readonly expressionInterpreter: unknown;
}

let loaded: Promise<VegaModules> | undefined;

/**
 * Imports Vega on first use (150 ms) and settles what it leaves to its surroundings: dates are in
 * UTC under every TZ, the clock is closed, and functions whose last bits differ between processors
 * are rounded. These are registries of the module, the same for every chart.
 */
export function loadVega(): Promise<VegaModules> {
  loaded ??= importVega();
  return loaded;
}

async function importVega(): Promise<VegaModules> {
  const [vega, vegaLite, interpreter] = await Promise.all([import("vega"), import("vega-lite"), import("vega-interpreter")]);
  for (const [name, implementation] of Object.entries(settledFunctions(vega))) {
    vega.expressionFunction(name, implementation);
  }
  (vega as unknown as { typeParsers: Record<string, unknown> }).typeParsers["date"] = parseUtcDate;
  registerRounding(vega);
  return { vega, compileVegaLite: vegaLite.compile, expressionInterpreter: interpreter.expressionInterpreter };
}

type ExpressionFunction = (...values: never[]) => unknown;

function settledFunctions(vega: Vega): Record<string, ExpressionFunction> {
  const same = (name: string): ExpressionFunction => (vega.expressionFunction as (name: string) => ExpressionFunction)(name);
  return {
    year: part((date) => date.getUTCFullYear()),
    month: part((date) => date.getUTCMonth()),
    date: part((date) => date.getUTCDate()),
    day: part((date) => date.getUTCDay()),
    hours: part((date) => date.getUTCHours()),
    minutes: part((date) => date.getUTCMinutes()),
    seconds: part((date) => date.getUTCSeconds()),
    milliseconds: part((date) => date.getUTCMilliseconds()),
    timezoneoffset: () => 0,
    datetime: (first: number | string, month = 0, ...rest: number[]) =>
      new Date(typeof first === "string" ? (parseUtcDate(first) ?? Number.NaN) : Date.UTC(first, month, ...rest)),
    quarter: same("utcquarter"),
    week: same("utcweek"),
    dayofyear: same("utcdayofyear"),
    timeFormat: same("utcFormat"),
    timeParse: same("utcParse"),
    timeOffset: same("utcOffset"),
    timeSequence: same("utcSequence"),
    toDate: parseUtcDate,
    now: () => {
      throw new Error("now() would make the chart depend on the clock; use a parameter or the report's date");
    },
    pow: rounded(Math.pow), exp: rounded(Math.exp), log: rounded(Math.log), hypot: rounded(Math.hypot),
    sin: rounded(Math.sin), cos: rounded(Math.cos), tan: rounded(Math.tan),
    asin: rounded(Math.asin), acos: rounded(Math.acos), atan: rounded(Math.atan), atan2: rounded(Math.atan2),
  };
}

function part(read: (date: Date) => number): ExpressionFunction {
  return (value: number | Date) => read(new Date(value));
}

function rounded(compute: (...numbers: number[]) => number): ExpressionFunction {
  return (...numbers: number[]) => roundNumber(compute(...numbers));
}

/** Milliseconds since the epoch. A date without a zone is UTC, whichever way it is written. */
function parseUtcDate(value: unknown): number | Date | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number" || value instanceof Date) return value;
  const text = String(value).trim();
  const zoned = /(?:z|gmt|utc|[+-]\d{2}:?\d{2})$/i.test(text);
  if (zoned || /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text)) return Date.parse(text);
  const iso = /^\d{4}-\d{2}-\d{2}[t ]\d/i.test(text);
  return Date.parse(iso ? `${text.replace(" ", "T")}Z` : `${text} UTC`);
}

interface Pulse {
  readonly ADD_MOD: number;
  visit(flags: number, visitor: (tuple: Record<string, unknown>) => void): Pulse;
}

/**
 * A transform that rounds every number of its input's tuples. `applyConventions` puts it behind the
 * statistical transforms, which use `exp` and `log`.
 */
function registerRounding(vega: Vega): void {
  class RoundNumbers extends (vega.Transform as unknown as new (value: unknown, parameters: unknown) => object) {
    static readonly Definition = { type: "RoundNumbers", metadata: { modifies: true }, params: [] };

    constructor(parameters: unknown) {
      super(null, parameters);
    }

    transform(_: unknown, pulse: Pulse): Pulse {
      return pulse.visit(pulse.ADD_MOD, (tuple) => {
        for (const [name, value] of Object.entries(tuple)) {
          if (typeof value === "number") tuple[name] = roundNumber(value);
        }
      });
    }
  }
  (vega.transforms as Record<string, unknown>)["roundnumbers"] = RoundNumbers;
}
