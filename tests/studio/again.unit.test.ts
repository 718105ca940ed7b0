import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { again } from "../../studio/src/api/again.ts";
import { RefusedError } from "../../studio/src/api/refused-error.ts";
import { UnreachableError } from "../../studio/src/api/unreachable-error.ts";

let isThere = true;
let wake = (): void => undefined;
const network = { isThere: () => isThere, comes: () => new Promise<void>((resolve) => (wake = resolve)) };

beforeEach(() => {
  vi.useFakeTimers();
  isThere = true;
});
afterEach(() => vi.useRealTimers());

/** Work that fails some times. */
function failing(times: number, error: Error): () => Promise<string> {
  let left = times;
  return () => (left-- > 0 ? Promise.reject(error) : Promise.resolve("done"));
}

test.each([429, 503])("work that is refused for the moment with %i is done again", async (status) => {
  const result = again(failing(2, new RefusedError(status, undefined)), network);
  await vi.runAllTimersAsync();
  expect(await result).toBe("done");
});

test.each([
  new TypeError("Failed to fetch"),
  new DOMException("signal timed out", "TimeoutError"),
  new UnreachableError("gone"),
])("work without an answer ($name) is done again, and without a network waits for one", async (error) => {
  const soon = again(failing(2, error), network);
  await vi.runAllTimersAsync();
  expect(await soon).toBe("done");
  isThere = false;
  const later = again(failing(1, error), network);
  await vi.runAllTimersAsync();
  isThere = true;
  wake();
  expect(await later).toBe("done");
});

test("work that is refused for good is not", async () => {
  await expect(again(failing(1, new RefusedError(422, undefined)), network)).rejects.toThrow("HTTP 422");
});

test("without a network work waits for one, also after the last try", async () => {
  let made = 0;
  const result = again(() => {
    made += 1;
    isThere = made !== 6;
    return made < 8 ? Promise.reject(new UnreachableError("gone")) : Promise.resolve("done");
  }, network);
  await vi.runAllTimersAsync();
  expect(made).toBe(6);
  isThere = true;
  wake();
  await vi.runAllTimersAsync();
  expect(await result).toBe("done");
});

test("with a network it fails after six tries", async () => {
  const result = again(failing(6, new UnreachableError("gone")), network);
  const caught = expect(result).rejects.toThrow("gone");
  await vi.runAllTimersAsync();
  await caught;
});
