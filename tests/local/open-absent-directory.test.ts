import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../../functions/local/start/run-command.ts";
import { captureOutput } from "./capture-output.ts";

const folder = mkdtempSync(join(tmpdir(), "absent-"));
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  writeFileSync(at("sales.csv"), "year,value\n2020,1\n");
  expect((await run(["datasets", "put", "sales", at("sales.csv"), "--data-dir", at("store")])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (words: readonly string[]) => captureOutput(() => runCommand([...words]));

test("what stores something makes the data directory that it names", async () => {
  const listed = await run(["datasets", "list", "--data-dir", at("store"), "--json"]);
  expect([listed.code, JSON.parse(listed.stdout)]).toMatchObject([0, { datasets: [{ name: "sales" }] }]);
});

test.each([
  ["reports", "list"],
  ["datasets", "list"],
  ["datasets", "get", "sales"],
  ["datasets", "log", "sales"],
  ["publications", "list"],
  ["batches", "list"],
  ["webhooks", "list"],
  ["sources", "list"],
  ["views", "list"],
  ["api", "GET", "/reports"],
  ["api", "GET", "/events"],
])("a mistyped data directory is refused and not made by %s %s", async (...words) => {
  const ran = await run([...words, "--data-dir", at("stroe")]);
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('there is no data directory "')]);
  expect(ran.stderr).toContain('did you mean "store"?');
  expect(existsSync(at("stroe"))).toBe(false);
});
