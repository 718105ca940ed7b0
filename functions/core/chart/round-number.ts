/** 12 significant digits: what `pow`, `exp` and the like agree on across processors and releases of Node. */
export function roundNumber(value: number): number {
  return Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(12));
}
