import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openGate } from "../../../../functions/local/server/connections/open-gate.ts";

async function rest(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
}

test("what runs alone never meets other work, and all work ends, whatever fails", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ alone: fc.boolean(), turns: fc.nat(4), wait: fc.nat(4), fails: fc.boolean() }), {
        maxLength: 20,
      }),
      async (works) => {
        const gate = openGate();
        let under = 0;
        let single = 0;
        let met = 0;
        const all = works.map(async ({ alone, turns, wait, fails }) => {
          await rest(wait);
          return (alone ? gate.alone : gate.together)(async () => {
            under += 1;
            if (alone) single += 1;
            if (single > 0 && under > 1) met += 1;
            await rest(turns);
            under -= 1;
            if (alone) single -= 1;
            if (fails) throw new Error("failed");
            return turns;
          });
        });
        const ended = await Promise.allSettled(all);
        expect(met).toBe(0);
        expect(ended.map((one) => (one.status === "fulfilled" ? one.value : "failed"))).toEqual(
          works.map(({ fails, turns }) => (fails ? "failed" : turns)),
        );
      },
    ),
    { numRuns: process.env["SOAK"] === undefined ? 60 : 3_000, seed: 29 },
  );
});
