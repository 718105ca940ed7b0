import { expect, test } from "vitest";
import { sha256 } from "../../../../functions/core/canonical-json.ts";
import { claimKey, parsePendingKey, parseRecentKey, parseReportKey, pendingKey, recentKey } from "../../../../functions/core/lifecycle/records/keys.ts";

const id = sha256("a");

test("markers of later times sort first", () => {
  const times = [0, 1, 999, 1_767_605_400_000, 1_767_605_400_001, 9_999_999_999_999];
  const keys = times.map((time) => recentKey(time, id));
  expect([...keys].sort()).toEqual([...keys].reverse());
  expect(keys.map((key) => parseRecentKey(key))).toEqual(times.map((created) => ({ created, id })));
});

test("keys are read back, and foreign ones are not", () => {
  expect(parsePendingKey(pendingKey(id, 12))).toEqual({ id, generation: 12 });
  expect(parseReportKey(claimKey(id, 12))).toEqual({ generation: 12, rest: "request.json" });
  for (const key of [`pending/${id}`, `pending/${id}-0`, `pending/${id}-1x`, "pending/x-1"]) expect(parsePendingKey(key)).toBeUndefined();
  for (const key of ["recent/1-x", `recent/${id}`, `recent/-000000000001-${id}`]) expect(parseRecentKey(key)).toBeUndefined();
  for (const key of [`reports/${id}/01/a`, `reports/${id}/current.json`, "datasets/a/1/b"]) expect(parseReportKey(key)).toBeUndefined();
});
