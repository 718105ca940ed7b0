import { BroadsheetError } from "../../../core/errors.ts";

interface Waiting {
  readonly enter: () => void;
  readonly late: NodeJS.Timeout;
}

export interface AdmissionGate {
  /**
   * Does work when it is its turn.
   *
   * @param patienceMs longest time until its turn
   * @throws BroadsheetError `unavailable`, code `too-busy`, if its turn does not come in time; nothing was done then
   */
  admit<T>(patienceMs: number, work: () => Promise<T>): Promise<T>;
  /** Time from one request to the next while others wait, ms: what accepting one takes. 0 until one has waited. */
  costMs(): number;
}

/** Weight of the last measurement in the mean. */
const weight = 0.1;

/**
 * Lets requests be accepted in the order of their arrival, a few at a time. If all were worked on at once, a burst of
 * them would end together, at a time when no client waits any more.
 *
 * @param most accepted at a time
 * @param now milliseconds of a clock that never goes back
 */
export function openAdmissionGate(most: number, now: () => number = () => performance.now()): AdmissionGate {
  const waiting: Waiting[] = [];
  let inside = 0;
  let cost = 0;
  /** When the last request left, if others waited then. */
  let left: number | undefined;

  const enter = async (patienceMs: number): Promise<void> => {
    if (inside < most) {
      inside += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        waiting.splice(waiting.indexOf(entry), 1);
        reject(
          new BroadsheetError("unavailable", {
            code: "too-busy",
            message: `more requests arrive than this server can accept; it did not get to this one in ${Math.round(patienceMs / 1000)} s`,
            hint: "nothing was done; send it again later",
          }),
        );
      }, patienceMs);
      const entry: Waiting = { enter: resolve, late };
      waiting.push(entry);
    });
  };

  const measure = (): void => {
    const time = now();
    if (left !== undefined) cost = cost === 0 ? time - left : (1 - weight) * cost + weight * (time - left);
    left = waiting.length > 0 ? time : undefined;
  };

  const leave = (): void => {
    measure();
    const next = waiting.shift();
    if (next === undefined) {
      inside -= 1;
      return;
    }
    clearTimeout(next.late);
    next.enter();
  };

  return {
    costMs: () => cost,
    async admit(patienceMs, work) {
      await enter(patienceMs);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
