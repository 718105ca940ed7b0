import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommand } from "../../functions/local/run-command.ts";
import { captureOutput } from "./capture-output.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const out = join(folder, "out.pdf");
const flagship = ["render", "high-tech-industries", "--out", out];
const profile = (path: string): string[] => ["render", "dataset-profile", "--dataset", `data=${path}`, "--out", out];

test.each([
  ["an unknown template", ["render", "no-such"], ['no template "no-such"', "high-tech-industries", "dataset-profile"]],
  ["an unknown parameter", [...flagship, "--param", "yaer=2021"], ["yaer", "--param yaer", "year"]],
  ["a value of the wrong type", [...flagship, "--param", "year=soon"], ["--param year", "soon", "integer"]],
  ["a value that is not allowed", [...flagship, "--param", "currency=EUR"], ["--param currency", "EUR", "CNY, USD"]],
  ["a language it does not speak", [...flagship, "--param", "language=fr"], ["fr", "en, zh"]],
  ["an unknown alias", [...flagship, "--dataset", "weather=x.csv"], ["weather"]],
  ["a file that is not there", profile(join(folder, "none.csv")), ["none.csv", "--dataset data"]],
  ["a ragged row", profile(fileOf("ragged.csv", "a,b\n1,2\n3\n4,5,6\n")), ["line 3", "2"]],
  ["an empty file", profile(fileOf("empty.csv", "")), ["empty"]],
  ["a binary file", profile(fileOf("binary.csv", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))), ["data"]],
  ["malformed JSON", profile(fileOf("bad.json", '[{"a": 1},\n {"a": }]')), ["line 2"]],
  ["a dataset without the column", ["render", "high-tech-industries", "--dataset", `indicators=${fileOf("other.csv", "a,b\n1,2\n")}`, "--out", out], ["indicator", "indicators"]],
  ["an impossible date", [...flagship, "--date", "2024-02-30"], ["--date", "2024-02-30"]],
  ["a word without =", [...flagship, "--param", "year"], ["key=value"]],
  ["a format that is not known", profile(fileOf("data.xlsx", "x")), [".xlsx", ".csv"]],
])("%s exits 1 and says what, where and what is allowed", async (_, words, parts) => {
  const { code, stderr } = await captureOutput(() => runCommand(words));
  expect({ code, stderr }).toMatchObject({ code: 1 });
  for (const part of parts) expect(stderr).toContain(part);
  expect(stderr).not.toMatch(/\n\s+at .*\.ts:\d+:\d+|node_modules/);
});

test("--json tells an error as JSON on stdout", async () => {
  const { code, stdout } = await captureOutput(() => runCommand([...flagship, "--param", "currency=EUR", "--json"]));
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    error: "invalid-request",
    problems: [{ where: { pointer: "/parameters/currency" }, seen: "EUR", allowed: ["CNY", "USD"] }],
  });
});
