import { expect, test } from "vitest";
import {
  allowAgain,
  isSuppressed,
  listSuppressions,
  suppress,
} from "../../../../../functions/core/service/delivery/mail/suppression.ts";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";

test("an address is off one list only, until it is taken on again", async () => {
  const store = new MemoryObjectStore();
  const world = { store, clock: { now: () => 1767605400000 } };
  await suppress("Anna@Example.org", "weekly", world);
  await suppress("ben@example.org", "monthly", world);
  // Whoever unsubscribes twice did so the first time.
  await suppress("anna@example.org", "weekly", { store, clock: { now: () => 1767605999000 } });
  expect(await isSuppressed("anna@example.org", "weekly", store)).toBe(true);
  expect(await isSuppressed("anna@example.org", "monthly", store)).toBe(false);
  expect(await listSuppressions({ limit: 10, list: "weekly" }, store)).toEqual({
    suppressions: [{ address: "Anna@Example.org", list: "weekly", at: 1767605400000 }],
  });
  expect((await listSuppressions({ limit: 10 }, store)).suppressions).toHaveLength(2);

  expect(await allowAgain("anna@example.org", "weekly", store)).toBe(true);
  expect(await isSuppressed("anna@example.org", "weekly", store)).toBe(false);
  expect(await allowAgain("anna@example.org", "weekly", store)).toBe(false);
  expect(await isSuppressed("ben@example.org", "monthly", store)).toBe(true);
});

test("the list is read in pages", async () => {
  const store = new MemoryObjectStore();
  for (const name of ["a", "b", "c"])
    await suppress(`${name}@example.org`, "weekly", { store, clock: { now: () => 0 } });
  const first = await listSuppressions({ limit: 2 }, store);
  const second = await listSuppressions({ limit: 2, after: first.next }, store);
  expect(new Set([...first.suppressions, ...second.suppressions].map(({ address }) => address))).toEqual(
    new Set(["a@example.org", "b@example.org", "c@example.org"]),
  );
  expect([first.suppressions.length, second.next]).toEqual([2, undefined]);
});
