import { expect, test } from "vitest";
import { isPresent, type ReportStatus } from "../../../../../functions/core/service/lifecycle/status/report-status.ts";

test.each([
  ["queued", true],
  ["rendering", true],
  ["ready", true],
  ["failed", true],
  ["deleted", false],
  ["expired", false],
] as const)("a report that is %s is there: %j", (state, isThere) => {
  expect(isPresent({ state } as ReportStatus)).toBe(isThere);
});
