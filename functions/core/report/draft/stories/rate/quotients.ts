import { isPartName } from "../../names/measure-words.ts";
import type { MeasureRole } from "../../roles/roles.ts";

/** Fewest rows that must agree, and the share of them that must. */
const [fewestRows, mostly] = [8, 0.95];
/** What a quotient may be given as: as it is, in percent, per thousand. */
const steps = [1, 100, 1000] as const;
/** Decimals to which a column may be rounded, and errors of rounding that its values must span. */
const [mostDecimals, fewestErrors] = [6, 8];

/** A column that is the quotient of two others, or of one and of what it makes together with another. */
export interface Quotient {
  readonly rate: MeasureRole;
  readonly above: MeasureRole;
  readonly below: MeasureRole;
  readonly times: number;
}

/** The columns that are quotients of others, each once. */
export function quotientsOf(
  rates: readonly MeasureRole[],
  parts: readonly MeasureRole[],
  columnOf: (measure: MeasureRole) => readonly number[],
): readonly Quotient[] {
  const pairs = parts.flatMap((above) => parts.filter((other) => other !== above).map((other) => ({ above, other })));
  return rates.flatMap((rate) => {
    const values = columnOf(rate);
    for (const { above, other } of pairs) {
      if (above === rate || other === rate) continue;
      const times = timesOf(values, columnOf(above), columnOf(other));
      // Pieces are no rate, though they are the quotient of their value and the price of one.
      if (times !== undefined && !(times === 1 && rate.whole === true)) return [{ rate, above, below: other, times }];
    }
    if (!isPartName(rate.column)) return [];
    for (const { above, other } of pairs) {
      const [a, b] = [columnOf(above), columnOf(other)];
      const both = a.map((value, at) => value + b[at]!);
      const times = timesOf(values, a, both);
      if (times !== undefined) return [{ rate, above, below: together(above, other), times }];
    }
    return [];
  });
}

/** Two counts as one: those who are married and those who are not. */
const together = (one: MeasureRole, other: MeasureRole): MeasureRole => ({
  ...one,
  key: `${one.key}_${other.key}`,
  label: `${one.label} + ${other.label}`,
  value: `(${one.value} + ${other.value})`,
});

/** How often one column has the quotient of two others, up to its own rounding; undefined if it is none. */
function timesOf(rate: readonly number[], above: readonly number[], below: readonly number[]): number | undefined {
  const values = rate.filter((value) => !Number.isNaN(value));
  const decimals = Array.from({ length: mostDecimals + 1 }, (_, at) => at).find((at) =>
    values.every(
      (value) => Math.abs(value * 10 ** at - Math.round(value * 10 ** at)) < 1e-6 * Math.max(1, Math.abs(value)),
    ),
  );
  const error = 0.51 * 10 ** -(decimals ?? mostDecimals);
  const span = Math.max(...values) - Math.min(...values);
  if (values.length < fewestRows || span < fewestErrors * error) return undefined;
  return steps.find((times) => {
    let [equal, counted] = [0, 0];
    rate.forEach((value, row) => {
      if (Number.isNaN(value) || Number.isNaN(above[row]!) || !(below[row]! > 0)) return;
      counted += 1;
      if (Math.abs(value - (times * above[row]!) / below[row]!) <= error + 1e-4 * Math.abs(value)) equal += 1;
    });
    return counted >= fewestRows && equal >= mostly * counted;
  });
}
