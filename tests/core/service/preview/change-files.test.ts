import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { changeFiles } from "../../../../functions/core/service/preview/change-files.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const base = new Map([
  ["charts/bars.vl.json", bytes("{}")],
  ["queries/rows.sql", bytes("SELECT 1")],
  ["report.md", bytes("# One")],
  ["template.yaml", bytes("title: One")],
]);

/** The problem with which changes are refused. */
function refused(changes: Readonly<Record<string, Uint8Array | null>>): unknown {
  try {
    changeFiles(base, changes);
  } catch (error) {
    if (error instanceof BroadsheetError) return { kind: error.kind, ...error.problems[0] };
    throw error;
  }
  return undefined;
}

test("files are changed, added and removed, and the others stay the same objects", () => {
  const before = new Map(base);
  const report = bytes("# Two");
  const files = changeFiles(base, {
    "report.md": report,
    "queries/rows.sql": null,
    "queries/new.sql": bytes("SELECT 2"),
  });
  expect([...files.keys()]).toEqual(["charts/bars.vl.json", "queries/new.sql", "report.md", "template.yaml"]);
  expect(files.get("report.md")).toBe(report);
  expect(files.get("template.yaml")).toBe(base.get("template.yaml"));
  expect(base).toEqual(before);
});

test("a file that is sent again with its content stays the object that it was, wherever its bytes lie", () => {
  const shared = bytes("--# One--");
  const within = new Map([...base, ["report.md", shared.subarray(2, 7)]]);
  expect(changeFiles(within, { "report.md": bytes("# One") }).get("report.md")).toBe(within.get("report.md"));
  const other = bytes("# one");
  expect(changeFiles(within, { "report.md": other }).get("report.md")).toBe(other);
});

test("a file that is not there cannot be removed: its problem names those that are, and the nearest", () => {
  expect(refused({ "reports.md": null })).toMatchObject({
    kind: "invalid-request",
    code: "unknown-file",
    message: 'there is no file "reports.md" to remove',
    where: { pointer: "/files", name: "reports.md" },
    seen: "reports.md",
    allowed: [...base.keys()],
    hint: expect.stringContaining("report.md"),
  });
  expect(refused({ "quite/another": null })).not.toHaveProperty("hint");
});

test.each(["../report.md", "/report.md", "queries/../../a", "REPORT.md"])("%s is no path of another file", (path) => {
  expect(refused({ [path]: bytes("x") })).toMatchObject({ kind: "invalid-template" });
});
