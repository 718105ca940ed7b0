import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { outcomeKey } from "../../../functions/core/service/lifecycle/records/keys.ts";
import { reportOf } from "../../../functions/core/service/lifecycle/records/report-kind.ts";
import { awaitOutcome } from "../../../functions/lambda/render/await-outcome.ts";
import type { RenderAnswer } from "../../../functions/lambda/render/render-answer.ts";
import { FakeClock, type LogEntry, recordingLogger } from "../../core/service/lifecycle/lifecycle-fakes.ts";

const claim = { id: "a".repeat(64), generation: 1 };

/** @param invoke returns the render function's answer; called with the milliseconds since the beginning */
async function wait(
  ms: number,
  invoke: (at: number) => RenderAnswer | Error,
  outcomeAt = Infinity,
): Promise<{ waited: number; invoked: number[]; logged: LogEntry[] }> {
  const clock = new FakeClock();
  const begun = clock.now();
  const store = new MemoryObjectStore(clock);
  const invoked: number[] = [];
  const logged: LogEntry[] = [];
  const sleep = async (nap: number): Promise<void> => {
    clock.time += nap;
    if (clock.now() - begun >= outcomeAt)
      await store.create(outcomeKey(reportOf(claim.id, 1)), new Uint8Array(0), "application/json");
  };
  await awaitOutcome(claim, ms, {
    store,
    clock: { now: clock.now, sleep },
    logger: recordingLogger(logged),
    invoke: async () => {
      invoked.push(clock.now() - begun);
      const answer = invoke(clock.now() - begun);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { waited: clock.now() - begun, invoked, logged };
}

test("a render that ends is the end of waiting", async () => {
  expect(await wait(20_000, () => ({ state: "finished" }))).toMatchObject({ waited: 0, invoked: [0] });
  expect(await wait(20_000, () => ({ state: "absent" }))).toMatchObject({ waited: 0, invoked: [0] });
});

test("a render in progress is waited for, and none is started meanwhile", async () => {
  const until = new FakeClock().now() + 90_000;
  expect(await wait(20_000, () => ({ state: "held", until }), 1_000)).toMatchObject({ waited: 1_000, invoked: [0] });
});

test("after a pause between two attempts the next one is started", async () => {
  const until = new FakeClock().now() + 1_000;
  expect(await wait(20_000, (at) => (at < 1_000 ? { state: "held", until } : { state: "finished" }))).toMatchObject({
    waited: 1_000,
    invoked: [0, 1_000],
  });
});

test("a render function that cannot be called leaves it to the queue, and waiting ends in time", async () => {
  const { waited, invoked, logged } = await wait(2_000, () => new Error("throttled"));
  expect({ waited, invoked }).toEqual({ waited: 2_000, invoked: [0] });
  expect(logged).toEqual([{ level: "warn", message: "the render function could not be called" }]);
  expect(await wait(20_000, () => new Error("throttled"), 500)).toMatchObject({ waited: 500 });
});
