import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommand } from "../../functions/local/start/run-command.ts";
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
  [
    "a ragged row",
    profile(fileOf("ragged.csv", "a,b\n1,2\n3\n4,5,6\n")),
    ["ragged.csv:3, --dataset data, row 2", "Line 4 has 3 fields"],
  ],
  ["an empty file", profile(fileOf("empty.csv", "")), ["is empty", "empty.csv, --dataset data"]],
  [
    "a binary file",
    profile(fileOf("binary.csv", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))),
    ["binary.csv, --dataset data"],
  ],
  ["malformed JSON", profile(fileOf("bad.json", '[{"a": 1},\n {"a": }]')), ["bad.json:2"]],
  [
    "a dataset without the column",
    ["render", "high-tech-industries", "--dataset", `indicators=${fileOf("other.csv", "a,b\n1,2\n")}`, "--out", out],
    ["other.csv, --dataset indicators, indicator"],
  ],
  [
    "a folder that is not there",
    [...flagship.slice(0, 2), "--out", join(folder, "none", "x.pdf")],
    ["there is no folder", "mkdir -p"],
  ],
  ["a value that the message says as part of a number", [...flagship, "--param", "rate=0"], ["seen    0"]],
  ["an empty value", [...flagship, "--param", "currency="], ["seen    an empty text"]],
  ["an impossible date", [...flagship, "--date", "2024-02-30"], ["--date", "2024-02-30"]],
  ["a word without =", [...flagship, "--param", "year"], ["key=value"]],
  ["a format that is not known", profile(fileOf("data.xls", "x")), [".xls", ".csv"]],
  ["a file that is not a workbook", profile(fileOf("data.xlsx", "x")), ["data.xlsx", "not an Excel workbook"]],
  [
    "a reading of a dataset that is not given",
    [...profile(fileOf("data.csv", "a,b\n1,2\n")), "--read", "other.encoding=utf-8"],
    ["--read other.encoding", "--dataset"],
  ],
  [
    "a reading that there is not",
    [...profile(fileOf("data.csv", "a,b\n1,2\n")), "--read", "data.encodng=utf-8"],
    ["encodng", "encoding"],
  ],
])("%s exits 1 and says what, where and what is allowed", async (_, words, parts) => {
  const { code, stderr } = await captureOutput(() => runCommand(words));
  expect({ code, stderr }).toMatchObject({ code: 1 });
  for (const part of parts) expect(stderr).toContain(part);
  expect(stderr).not.toMatch(/\n\s+at .*\.ts:\d+:\d+|node_modules/);
});

test("a template that is not there has no place but the words typed", async () => {
  const { stderr } = await captureOutput(() => runCommand(["render", "no-such"]));
  expect(stderr).not.toMatch(/^ {2}at /m);
});

test("one page is one page", async () => {
  mkdirSync(join(folder, "tiny"));
  fileOf("tiny/template.yaml", 'title: Tiny\ndate: "2024-06-30"\n');
  fileOf("tiny/report.md", "# A page\n");
  const { stderr } = await captureOutput(() => runCommand(["render", join(folder, "tiny"), "--out", out]));
  expect(stderr).toMatch(/out\.pdf: 1 page, /);
});

test("--json prints an error as JSON on stdout", async () => {
  const { code, stdout } = await captureOutput(() => runCommand([...flagship, "--param", "currency=EUR", "--json"]));
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    error: "invalid-request",
    problems: [{ where: { pointer: "/parameters/currency" }, seen: "EUR", allowed: ["CNY", "USD"] }],
  });
});
