import { expect, test, vi } from "vitest";
import { openAdmissionGate } from "../../../../functions/local/server/connections/admission-gate.ts";

/** Longer than a busy machine takes for any of these tests, ms. */
const patience = 60_000;

/** Work that ends when it is told to. */
function held(name: string, log: string[]): { readonly work: () => Promise<string>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { work: () => (log.push(name), promise), end: () => resolve(name) };
}

test("a few are let in at a time, in the order of their arrival, whatever becomes of those before", async () => {
  const gate = openAdmissionGate(2);
  const log: string[] = [];
  const all = ["a", "b", "c", "d"].map((name) => held(name, log));
  const done = all.map(({ work }) => gate.admit(patience, work));
  const failing = gate.admit(patience, async () => Promise.reject(new Error("faulty")));
  const last = gate.admit(patience, async () => "last");
  await vi.waitFor(() => expect(log).toEqual(["a", "b"]));
  all[1]!.end();
  await done[1];
  await vi.waitFor(() => expect(log).toEqual(["a", "b", "c"]));
  for (const { end } of all) end();
  expect(await Promise.all(done)).toEqual(["a", "b", "c", "d"]);
  await expect(failing).rejects.toThrow("faulty");
  expect(await last).toBe("last");
});

test("one whose turn does not come in time is refused, having done nothing, and those behind it come in", async () => {
  const gate = openAdmissionGate(1);
  const log: string[] = [];
  const first = held("first", log);
  const done = gate.admit(patience, first.work);
  await expect(gate.admit(20, held("late", log).work)).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "too-busy" }],
  });
  const next = gate.admit(patience, async () => "next");
  first.end();
  expect(await done).toBe("first");
  expect(await next).toBe("next");
  expect(log).toEqual(["first"]);
});
