import type { MeasureRole } from "./roles/roles.ts";

/**
 * A measure in the steps by which Chinese counts: ten thousand and a hundred million, and not a million and a billion.
 * Its typical value has three digits, so its decimals tell how large it is.
 */
export function chineseScale(measure: MeasureRole): MeasureRole {
  const { scale, decimals } = measure;
  if (scale === 1e6)
    return decimals > 0 ? { ...measure, scale: 1e4, decimals: 0 } : { ...measure, scale: 1e8, decimals: 2 };
  if (scale === 1e9) return { ...measure, scale: 1e8, decimals: Math.max(0, decimals - 1) };
  return measure;
}
