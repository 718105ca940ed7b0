import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openAdmissionGate } from "../../../../functions/local/server/connections/admission-gate.ts";
import { paceAnswers, type Settle } from "../../../../functions/local/server/connections/pace-answers.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** No report is ready before its wait ends. */
const settle: Settle = (_id, _generation, wait) => sleep(wait);

/** A processor: everything that it does takes its time, one thing after the other. */
function openProcessor(): (ms: number) => Promise<void> {
  let free = 0;
  return (ms) => {
    free = Math.max(free, Date.now()) + ms;
    return sleep(free - Date.now());
  };
}

/**
 * Clients that come at once and wait 20 s for reports that are not made in that time, on a server of which every
 * acceptance and every answer takes `ms`.
 *
 * @returns when the accepted ones are answered, in seconds
 */
async function burst(clients: number, ms: number, paced: boolean): Promise<readonly number[]> {
  const work = openProcessor();
  const gate = openAdmissionGate(16, Date.now);
  const waits = paced ? paceAnswers(settle, gate.costMs) : settle;
  const answered: number[] = [];
  const client = async (): Promise<void> => {
    try {
      await gate.admit(10_000, () => work(ms));
    } catch {
      return;
    }
    await waits("a", 1, 20_000 - Date.now());
    await work(ms);
    answered.push(Date.now() / 1000);
  };
  const all = Promise.all(Array.from({ length: clients }, client));
  await vi.advanceTimersByTimeAsync(120_000);
  await all;
  return answered;
}

test.each([1, 3, 5, 10, 40])("two thousand clients are answered within 25 s if each takes %i ms", async (ms) => {
  const answered = await burst(2_000, ms, true);
  expect(answered.length).toBeGreaterThan(200);
  expect(Math.max(...answered)).toBeLessThan(25);
  expect(Math.min(...answered)).toBeGreaterThan(9);
});

test("without pace, the last of them waits for all others", async () => {
  expect(Math.max(...(await burst(2_000, 5, false)))).toBeGreaterThan(28);
});

test("a client that comes alone waits as long as it prefers", async () => {
  const gate = openAdmissionGate(16, Date.now);
  const waited: number[] = [];
  const waits = paceAnswers(async (_id, _generation, ms) => void waited.push(ms), gate.costMs);
  await gate.admit(1_000, async () => {});
  await waits("a", 1, 20_000);
  expect(waited).toEqual([20_000]);
});
