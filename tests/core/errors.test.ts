import { expect, test } from "vitest";
import { BroadsheetError } from "../../functions/core/errors.ts";

const slow = { code: "query-too-slow", message: "the query took too long" };
const faulty = { code: "query-failed", message: "the query failed" };

test("what a service or the clock caused may succeed later; the rest is final", () => {
  expect(new BroadsheetError("unavailable", faulty).transient).toBe(true);
  expect(new BroadsheetError("query-failed", slow).transient).toBe(true);
  expect(new BroadsheetError("query-failed", [slow, slow]).transient).toBe(true);
  expect(new BroadsheetError("query-failed", [slow, faulty]).transient).toBe(false);
  expect(new BroadsheetError("query-failed", faulty).transient).toBe(false);
  expect(new BroadsheetError("query-failed", []).transient).toBe(false);
});
