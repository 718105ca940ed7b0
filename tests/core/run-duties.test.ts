import { expect, test } from "vitest";
import { runDuties } from "../../functions/core/run-duties.ts";
import { FakeClock, type LogEntry, recordingLogger } from "./service/lifecycle/lifecycle-fakes.ts";

test("each duty has its share of what is left, and one that fails stops no other", async () => {
  const clock = new FakeClock();
  clock.time = 0;
  const log: LogEntry[] = [];
  const shares: [string, number][] = [];
  const duty = (name: string, takes: number, fault?: string) => ({
    name,
    async run(until: number): Promise<void> {
      shares.push([name, until - clock.time]);
      clock.time += takes;
      if (fault !== undefined) throw new Error(fault);
    },
  });
  expect(
    await runDuties(
      [duty("quick", 0), duty("faulty", 1000, "no store"), duty("long", 9000), duty("last", 0)],
      { clock, logger: recordingLogger(log) },
      40_000,
    ),
  ).toEqual(["faulty"]);
  expect(shares).toEqual([
    ["quick", 10_000],
    ["faulty", 40_000 / 3],
    ["long", 19_500],
    ["last", 30_000],
  ]);
  expect(log).toEqual([{ level: "error", message: "a duty of the tick failed" }]);
});
