import { Decimal } from "../../../decimal.ts";
import type { Value } from "../../query/table.ts";

/** The order of keys in a query whose rows repeat each of them. */
export interface KeyOrder {
  /**
   * Adds the key of the next row. @param line identifies the line that holds the key: keys that follow one another on a
   * line are in order
   */
  meet(line: string, key: string, value: Value): void;
  /** Keys with their values, in order. */
  ordered(): { readonly key: string; readonly value: Value }[];
}

/** If lines contradict one another, at most this many keys are put in the order of most lines. */
const mostContradicting = 300;

/** One key directly after another on a line, and how often. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly up: boolean;
  count: number;
}

/**
 * Finds the order that a query implies. If a line lacks a key (a region without sales in January), the order of first
 * occurrence would put that key last. So neighbours on a line keep their order, and among such orders the one nearest
 * to first occurrence is chosen. If lines contradict one another, texts follow the majority and, in a tie, the
 * ascending order.
 *
 * @param comparable whether values are numbers or dates: if every line ascends, or every line descends, so do the keys;
 *   if lines contradict one another, the keys ascend. A missing value has no part in this: it is first if every line
 *   puts it before other values, and otherwise last
 */
export function createKeyOrder(comparable: boolean): KeyOrder {
  const values = new Map<string, Value>();
  /** The keys of each line since one of them repeated. */
  const runs = new Map<string, { last: string; readonly keys: Set<string> }>();
  const steps = new Map<string, Map<string, Step>>();
  let up = true;
  let down = true;
  return {
    meet(line, key, value) {
      if (!values.has(key)) values.set(key, value);
      const run = runs.get(line);
      if (run?.last === key) return;
      if (run === undefined || run.keys.has(key)) {
        runs.set(line, { last: key, keys: new Set([key]) });
        return;
      }
      const { last } = run;
      run.keys.add(key);
      run.last = key;
      const following = steps.get(last) ?? new Map<string, Step>();
      steps.set(last, following);
      const before = values.get(last) ?? null;
      const ascends = isBefore(before, value);
      const step = following.get(key) ?? { from: last, to: key, up: ascends, count: 0 };
      following.set(key, step);
      step.count += 1;
      if (before === null || value === null) return;
      up &&= ascends;
      down &&= !ascends;
    },
    ordered() {
      const keys = [...values.keys()];
      const all = [...steps.values()].flatMap((following) => [...following.values()]);
      const missing = keys.filter((key) => values.get(key) === null);
      const sorted = (): string[] => {
        const present = keys
          .filter((key) => values.get(key) !== null)
          .sort((a, b) => (isBefore(values.get(a) ?? null, values.get(b) ?? null) === (up || !down) ? -1 : 1));
        return missing.some((key) => steps.has(key)) && !all.some(({ to }) => missing.includes(to))
          ? [...missing, ...present]
          : [...present, ...missing];
      };
      const order =
        comparable && up !== down
          ? sorted()
          : (inLine(keys, all) ??
            (comparable ? sorted() : keys.length > mostContradicting ? keys : inLine(keys, withoutCircles(all))!));
      return order.map((key) => ({ key, value: values.get(key) ?? null }));
    },
  };
}

/**
 * Kahn's topological order, with the earliest key first if several may follow. @returns undefined if there is a cycle
 */
function inLine(keys: readonly string[], steps: readonly Step[]): string[] | undefined {
  const after = Map.groupBy(steps, ({ from }) => from);
  const waits = new Map<string, number>(keys.map((key) => [key, 0]));
  for (const { to } of steps) waits.set(to, waits.get(to)! + 1);
  const place = new Map(keys.map((key, index) => [key, index]));
  const open = keys.filter((key) => waits.get(key) === 0);
  const order: string[] = [];
  while (open.length > 0) {
    const key = open.shift()!;
    order.push(key);
    for (const { to } of after.get(key) ?? []) {
      const left = waits.get(to)! - 1;
      waits.set(to, left);
      if (left > 0) continue;
      const at = open.findIndex((other) => place.get(other)! > place.get(to)!);
      open.splice(at < 0 ? open.length : at, 0, to);
    }
  }
  return order.length === keys.length ? order : undefined;
}

/**
 * Drops steps that would form a cycle: keeps the most frequent first, in a tie the ascending ones, then the one met
 * first.
 */
function withoutCircles(steps: readonly Step[]): Step[] {
  const after = new Map<string, string[]>();
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    seen.add(from);
    return (after.get(from) ?? []).some((next) => !seen.has(next) && reaches(next, to, seen));
  };
  return steps
    .toSorted((a, b) => b.count - a.count || Number(b.up) - Number(a.up))
    .filter(({ from, to }) => {
      if (reaches(to, from)) return false;
      after.set(from, [...(after.get(from) ?? []), to]);
      return true;
    });
}

/** Whether `a` comes before `b`, a different value: numbers by size, dates as text; a missing value comes last. */
function isBefore(a: Value, b: Value): boolean {
  if (a === null || b === null) return b === null;
  return a instanceof Decimal ? a.lt(b) : b instanceof Decimal ? b.gt(a) : a < b;
}
