import type { Goal } from "./case.ts";

/** A goal that something is at most so much. Not measured is not met. */
export function atMost(goal: string, limit: number, measured: number | undefined, unit: string): Goal {
  return { goal, measured: measured === undefined ? "not measured" : `${round(measured)} ${unit}`, met: measured !== undefined && measured <= limit };
}

/** A goal that something is at least so many times something else. */
export function atLeast(goal: string, limit: number, measured: number | undefined): Goal {
  return { goal, measured: measured === undefined ? "not measured" : `${round(measured)} times`, met: measured !== undefined && measured >= limit };
}

/** `a / b`, if both are there. */
export function ratio(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
