/** Rounds to 12 significant digits, on which `pow`, `exp` and the like agree across processors and Node releases. */
export function roundNumber(value: number): number {
  return Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(12));
}
