import type { Goal } from "./case.ts";

/** A goal with an upper limit. It is not met if nothing was measured. */
export function atMost(goal: string, limit: number, measured: number | undefined, unit: string): Goal {
  return {
    goal,
    measured: measured === undefined ? "not measured" : `${round(measured)} ${unit}`,
    met: measured !== undefined && measured <= limit,
  };
}

/** A goal for a ratio with a lower limit. It is not met if nothing was measured. */
export function atLeast(goal: string, limit: number, measured: number | undefined): Goal {
  return {
    goal,
    measured: measured === undefined ? "not measured" : `${round(measured)} times`,
    met: measured !== undefined && measured >= limit,
  };
}

/** Returns `a / b`, if both are known. */
export function ratio(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
