import { expect, test } from "vitest";
import { parsePreferredWait } from "../../../functions/http/request/prefer.ts";

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
