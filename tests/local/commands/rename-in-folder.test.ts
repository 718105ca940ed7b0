import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

let folder: string;
beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), "rename-"));
  folder = join(made, "review");
  cpSync(join(import.meta.dirname, "../../../templates/monthly-business-review"), folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

const read = (path: string): string => readFileSync(join(folder, path), "utf8");

test("a query of a folder gets another name, and the check finds nothing", async () => {
  const sql = read("queries/months.sql");
  const { code, stderr } = await captureOutput(() => runCommand(["rename", folder, "query", "months", "by_month"]));
  expect([code, stderr]).toEqual([0, expect.stringContaining("queries/months.sql → queries/by_month.sql")]);
  expect(read("queries/by_month.sql")).toBe(sql);
  expect(read("report.md")).toContain('data="by_month"');
  const { stdout } = await captureOutput(() => runCommand(["check", folder, "--json"]));
  expect(JSON.parse(stdout)).toMatchObject({ errors: [], warnings: [] });
});

test("what cannot be renamed leaves the folder as it is, with the reason", async () => {
  const report = read("report.md");
  for (const [args, reason] of [
    [["query", "lead", "first_rows"], "is given a value of its own"],
    [["query", "mnths", "by_month"], 'did you mean "months"?'],
    [["column", "a", "b"], "query, chart, parameter, message"],
  ] as const) {
    const { code, stderr } = await captureOutput(() => runCommand(["rename", folder, ...args]));
    expect([code, stderr]).toEqual([1, expect.stringContaining(reason)]);
  }
  expect(read("report.md")).toBe(report);
});

test("a query is written from options, and renders", async () => {
  const asked = ["new-query", folder, "by_region", "--from", "figures", "--group", "region", "--sum", "Units sold"];
  const { code, stderr } = await captureOutput(() =>
    runCommand([...asked, "--count", "--where", "region != Nowhere", "--order", "-Units sold", "--top", "3"]),
  );
  expect([code, stderr]).toEqual([0, expect.stringContaining("queries/by_region.sql")]);
  expect(read("queries/by_region.sql")).toBe(
    'SELECT region, sum("Units sold") AS "Units sold", count(*) AS rows\nFROM figures\nWHERE region IS DISTINCT FROM \'Nowhere\'\nGROUP BY region\nORDER BY "Units sold" DESC, region\nLIMIT 3\n',
  );
  const wrong = await captureOutput(() => runCommand(asked.with(2, "other").with(6, "regoin")));
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('did you mean "region"?')]);
  const unread = await captureOutput(() => runCommand([...asked.with(2, "other"), "--where", "region"]));
  expect([unread.code, unread.stderr]).toEqual([1, expect.stringContaining("--where cannot be read")]);
});
