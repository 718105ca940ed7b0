import { expect, test } from "vitest";
import { parsePreferredWait } from "../../../functions/http/request/prefer.ts";
import { openTestApp } from "../open-test-app.ts";

test.each([
  ["wait=20", 20],
  ["respond-async, wait=10", 10],
  ["Wait = 7", 7],
  ['wait="3"; strict=1', 3],
  ["wait=600", 25],
  ["wait=5, wait=9", 5],
  ["wait=0", 0],
])("%s waits %i seconds", (header, seconds) => {
  expect(parsePreferredWait(header)).toBe(seconds);
});

test.each([undefined, "", "respond-async", "wait", "wait=soon", "wait=-1", "wait=1.5", "await=3"])(
  "%s is no wish to wait",
  (header) => {
    expect(parsePreferredWait(header)).toBeUndefined();
  },
);

test("a wait begins when the request comes, not when it is accepted", async () => {
  let now = Date.parse("2026-01-01");
  const waits: number[] = [];
  const { ask } = await openTestApp({
    change: {
      clock: { now: () => now, sleep: async () => {} },
      // Accepting takes twelve seconds.
      admit: async (_, work) => ((now += 12_000), work()),
      claimed: () => {},
      settle: async (_, __, ms) => void waits.push(ms),
    },
  });
  expect((await ask({ template: "sentence" }, { prefer: "wait=20" })).status).toBe(202);
  expect((await ask({ template: "sentence" }, { prefer: "wait=5" })).status).toBe(202);
  expect((await ask({ template: "sentence" }, { accept: "application/pdf" })).status).toBe(503);
  expect(waits).toEqual([8_000, 13_000]);
});

test("a store that hangs after the wait does not hold the answer up", async () => {
  const { ask, services } = await openTestApp({
    change: { claimed: () => {}, settle: async () => void (hangs = true) },
  });
  let hangs = false;
  const get = services.store.get.bind(services.store);
  services.store.get = (key) => (hangs ? new Promise(() => {}) : get(key));
  const start = performance.now();
  const response = await ask({ template: "sentence" }, { prefer: "wait=1" });
  expect([response.status, await response.json()]).toEqual([202, expect.objectContaining({ status: "queued" })]);
  expect(performance.now() - start).toBeLessThan(8_000);
});
