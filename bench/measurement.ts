/** Several values of one quantity. */
export interface Measurement {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** Minimum, median and maximum as a row of a Markdown table. */
export function formatRow({ what, unit, values }: Measurement): string {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const shown = [sorted[0] ?? Number.NaN, median, sorted.at(-1) ?? Number.NaN].map((value) => value.toFixed(1));
  return `| ${what} | ${sorted.length} | ${shown.join(" | ")} | ${unit} |`;
}
