import { expect, test } from "vitest";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import {
  attemptKey,
  claimKey,
  outcomeKey,
  parsePendingKey,
  parseRecentKey,
  parseSubjectKey,
  pdfKey,
  pendingKey,
  recentKey,
} from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportKind, reportOf } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";

const id = sha256("a");

test("markers of later times sort first", () => {
  const times = [0, 1, 999, 1_767_605_400_000, 1_767_605_400_001, 9_999_999_999_999];
  const keys = times.map((time) => recentKey(reportKind, time, id));
  expect([...keys].sort()).toEqual([...keys].reverse());
  expect(keys.map((key) => parseRecentKey(reportKind, key))).toEqual(times.map((created) => ({ created, id })));
});

test("keys are read back, and foreign ones are not", () => {
  expect(parsePendingKey(reportKind, pendingKey(reportOf(id, 12))!)).toEqual({ id, generation: 12 });
  expect(parseSubjectKey(reportKind, claimKey(reportOf(id, 12)))).toEqual({ generation: 12, rest: "request.json" });
  for (const key of [`pending/${id}`, `pending/${id}-0`, `pending/${id}-1x`, "pending/x-1"])
    expect(parsePendingKey(reportKind, key)).toBeUndefined();
  for (const key of ["recent/1-x", `recent/${id}`, `recent/-000000000001-${id}`])
    expect(parseRecentKey(reportKind, key)).toBeUndefined();
  for (const key of [`reports/${id}/01/a`, `reports/${id}/current.json`, "datasets/a/1/b"])
    expect(parseSubjectKey(reportKind, key)).toBeUndefined();
});

test("a report's records are where earlier releases wrote them", () => {
  const report = reportOf(id, 3);
  expect([
    claimKey(report),
    attemptKey(report, 2),
    outcomeKey(report),
    pdfKey(id, 3),
    pendingKey(report),
    recentKey(reportKind, 1_767_605_400_000, id),
  ]).toEqual([
    `reports/${id}/3/request.json`,
    `reports/${id}/3/attempts/2.json`,
    `reports/${id}/3/outcome.json`,
    `reports/${id}/3/report.pdf`,
    `pending/${id}-3`,
    `recent/8232394599999-${id}`,
  ]);
});
