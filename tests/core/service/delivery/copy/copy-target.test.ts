import { expect, test } from "vitest";
import { faultOfName, faultOfTarget } from "../../../../../functions/core/service/delivery/copy/copy-target.ts";

test.each(["weekly-2026-01-05.pdf", "2026/01/report.pdf", "报告 2026.pdf", "a_b (1).pdf"])(
  "%s can be the name of a copy",
  (name) => {
    expect(faultOfName(name)).toBeUndefined();
  },
);

test.each([
  "",
  "/etc/passwd",
  "../x.pdf",
  "a/../x.pdf",
  "a//b.pdf",
  "a/./b.pdf",
  ".hidden",
  "a/.hidden",
  "x.pdf ",
  "x.",
  " x",
  "a\\b.pdf",
  "a:b.pdf",
  "a\nb.pdf",
  "CON",
  "nul.pdf",
  "a/com1.pdf",
  `${"ä".repeat(128)}.pdf`,
  "x".repeat(901),
  "a?.pdf",
])("%j cannot", (name) => {
  expect(faultOfName(name)).toEqual(expect.any(String));
});

test.each([
  ["weekly", ["/srv/copies"], undefined],
  ["weekly/a", ["/srv/copies"], undefined],
  ["s3://reports/board", ["s3://reports/board"], undefined],
  ["s3://reports/board/2026/", ["s3://reports/board"], undefined],
  ["s3://reports/boardroom", ["s3://reports/board"], "target-not-allowed"],
  ["s3://other/board", ["s3://reports/board"], "target-not-allowed"],
  ["s3://reports", ["s3://reports/board"], "target-not-allowed"],
  ["weekly", ["s3://reports/board"], "target-not-allowed"],
  ["s3://reports/board", ["/srv/copies"], "target-not-allowed"],
  ["../x", ["/srv/copies"], "invalid-target"],
  ["/etc", ["/srv/copies"], "invalid-target"],
  ["s3://reports/board/../x", ["s3://reports/board"], "invalid-target"],
  ["weekly", [], "no-copies"],
])("copies to %s where %j is allowed: %s", (to, targets, code) => {
  expect(faultOfTarget(to, targets)?.code).toBe(code);
});
