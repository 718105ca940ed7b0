import { expect, test } from "vitest";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { publishReport } from "../../../../functions/core/report/publish/publish-report.ts";

const made = {
  id: "a".repeat(64),
  engine: "e".repeat(64),
  title: "Wind",
  pdf: new TextEncoder().encode("%PDF-1.7\n%%EOF\n"),
  pages: 1,
  warnings: [
    { code: "missing-glyph" as const, message: "no font has U+1F9FF" },
    { code: "empty-query" as const, message: "query share gave no rows" },
  ],
};

test("states size and hash, keeps warnings that no policy names", () => {
  const report = publishReport(made, {}, 1000);
  expect(report).toMatchObject({ bytes: 15, sha256: sha256(made.pdf), pages: 1 });
  expect(report.warnings.map((warning) => warning.code)).toEqual(["missing-glyph", "empty-query"]);
});

test("a policy drops a warning or makes it a failure", () => {
  expect(publishReport(made, { "missing-glyph": "ignore" }, 1000).warnings).toHaveLength(1);
  const error = failure(() => publishReport(made, { "empty-query": "fail" }, 1000));
  expect(error.kind).toBe("failed-by-policy");
  expect(error.problems.map((problem) => problem.code)).toEqual(["empty-query"]);
});

test("a PDF past the limit is refused with both sizes", () => {
  expect(failure(() => publishReport(made, {}, 14)).problems[0]).toMatchObject({ seen: 15, allowed: 14 });
});

function failure(action: () => unknown): BroadsheetError {
  try {
    action();
  } catch (error) {
    if (error instanceof BroadsheetError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
