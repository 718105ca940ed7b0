import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { claimName } from "../../../../../functions/core/report/template/store/claim-name.ts";
import type { Clock } from "../../../../../functions/core/ports.ts";

const clockAt = (now: number): Clock => ({ now: () => now }) as Clock;

test("of those who find an old claim at the same moment, one gets the name, and it is taken anew", async () => {
  const store = new MemoryObjectStore();
  await claimName({ store, clock: clockAt(1_000_000) }, "mine");
  const claims = await Promise.allSettled(
    [1, 2, 3].map((each) => claimName({ store, clock: clockAt(1_061_000 + each) }, "mine")),
  );
  expect(claims.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
  await expect(claimName({ store, clock: clockAt(1_100_000) }, "mine")).rejects.toMatchObject({ kind: "conflict" });
});

test("a name that somebody has just taken has no template yet, and the message says so", async () => {
  const store = new MemoryObjectStore();
  await claimName({ store, clock: clockAt(1_000_000) }, "mine");
  await expect(claimName({ store, clock: clockAt(1_030_000) }, "mine")).rejects.toMatchObject({
    problems: [
      {
        code: "template-exists",
        message: 'somebody has taken the name "mine" for a new template within the last minute',
        allowed: ["mine-2"],
      },
    ],
  });
});
