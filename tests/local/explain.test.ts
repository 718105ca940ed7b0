import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import type { Explanation } from "../../functions/local/explain-report.ts";
import { renderOnce } from "../../functions/local/render-once.ts";
import { runCommand } from "../../functions/local/start/run-command.ts";
import { captureOutput } from "./capture-output.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-explain-"));
afterAll(() => rmSync(folder, { recursive: true }));
const template = join(import.meta.dirname, "../../templates/high-tech-industries");
const pdf = join(folder, "report.pdf");
const none = ["--template", template, "--data-dir", join(folder, "empty")];

beforeAll(async () => {
  const { report } = await renderOnce({ name: "high-tech-industries", folder: template, parameters: {}, datasets: {} });
  writeFileSync(pdf, report.pdf);
  await FileObjectStore.open(join(folder, "empty"));
});

async function explain(...words: string[]): Promise<Explanation> {
  const { code, stdout } = await captureOutput(() => runCommand(["explain", pdf, "--json", ...words, ...none]));
  expect(code).toBe(0);
  return JSON.parse(stdout) as Explanation;
}

test("a number is led back to its cell, with the whole row and the line of the template", async () => {
  const { answers, sha256, otherEngine } = await explain("--number", "30.1%");
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(otherEngine).toBe(false);
  const cell = answers.find(({ kind, places }) => kind === "cell" && places[0]?.file === "report.md")!;
  const [{ query, column, rows }] = cell.cells as [(typeof cell.cells)[number]];
  const [{ value, record }] = rows as [(typeof rows)[number]];
  expect(record[column]).toBe(value);
  expect(cell.decimals).toBe(1);
  // The value, rounded by hand, is what the page says.
  expect([Number(value), 100 * Number(value)].map((each) => each.toFixed(1))).toContain("30.1");
  expect(readFileSync(join(template, `queries/${query}.sql`), "utf8")).toMatch(/select/i);
  const source = readFileSync(join(template, "report.md"), "utf8");
  const [{ from, to, line }] = cell.places as [(typeof cell.places)[number]];
  expect(source.slice(from, to)).toMatch(new RegExp(`\\b${column}\\b`));
  expect(source.split("\n")[line - 1]).toContain(source.slice(from, to).split("\n")[0]);
});

test("the number at a place is the one that is asked by its text", async () => {
  const { answers } = await explain("--number", "30.1%");
  for (const { page, x, y, width, height, ...asked } of answers.slice(0, 4)) {
    const place = `${(x + width / 2).toFixed(1)},${(y + height / 2).toFixed(1)}`;
    const there = await explain("--page", String(page), "--at", place);
    expect(there.answers).toMatchObject([{ text: asked.text, kind: asked.kind, cells: asked.cells }]);
  }
});

test("with --rows a cell is led to the rows of the datasets, over which it is computed again", async () => {
  const { answers } = await explain("--number", "30.1%", "--page", "1", "--rows", "2");
  const found = answers.flatMap(({ lineage }) => lineage ?? []);
  expect(found.length).toBeGreaterThan(0);
  for (const { again, datasets } of found) {
    expect(again).toEqual({ result: "same" });
    expect(datasets[0]!.value.rows.length).toBeLessThanOrEqual(2);
  }
  const { code, stdout } = await captureOutput(() =>
    runCommand(["explain", pdf, "--number", "30.1%", "--page", "1", "--rows", ...none]),
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/computed from \d+ rows? of \d+ of \w+\n {6}row \d+ {2}\{/);
  expect(stdout).toContain("over these rows alone the queries give the same value");
});

test("says it in lines", async () => {
  const { code, stdout } = await captureOutput(() => runCommand(["explain", pdf, "--number", "30.1%", ...none]));
  expect(code).toBe(0);
  expect(stdout).toMatch(/30\.1 on page 1.*: a value of a query\n {2}value {4}[\d.]+ \(printed with 1 decimal\)\n/);
  expect(stdout).toMatch(/ {2}query {4}\w+, row \d+, column \w+\n {2}row {6}\{/);
  expect(stdout).toMatch(/ {2}written {2}report\.md:\d+:\d+/);
});

test("another template's report is refused with what differs", async () => {
  const copy = join(folder, "other");
  cpSync(template, copy, { recursive: true });
  const text = readFileSync(join(copy, "report.md"), "utf8");
  writeFileSync(join(copy, "report.md"), `${text}\nOne more line.\n`);
  const { code, stderr } = await captureOutput(() =>
    runCommand(["explain", pdf, "--number", "30.1%", "--template", copy, "--data-dir", join(folder, "empty")]),
  );
  expect(code).toBe(1);
  expect(stderr).toContain("template differs");
});

test.each([
  ["a number that is not printed", ["--number", "123456789"], 'there is no "123456789"'],
  ["a place without a number", ["--page", "1", "--at", "1,1"], "there is no number at 1,1 on page 1"],
  ["no question", [], "name a number"],
  ["a place without a page", ["--at", "1,1"], "name a number"],
  ["a place that is none", ["--page", "1", "--at", "middle"], "--at takes two numbers"],
  ["a number of rows that is none", ["--number", "30.1%", "--rows", "all"], "--rows takes a number of rows"],
  ["a number without a character", ["--number", ""], "--number must have 1 to 100 characters"],
  ["a number of blanks on a page", ["--number", "  ", "--page", "1"], "--number must have 1 to 100 characters"],
  ["a number that is too long", ["--number", "1".repeat(101)], "--number must have 1 to 100 characters"],
  ["a page that the report does not have", ["--number", "30.1%", "--page", "900"], "there is no number on page 900"],
  ["a page that is none", ["--number", "30.1%", "--page", "first"], "--page takes a page's number"],
])("refuses %s", async (_, words, message) => {
  const { code, stderr } = await captureOutput(() => runCommand(["explain", pdf, ...words, ...none]));
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});

test("a PDF with its lineage attached answers by itself, the same as it does rendered again", async () => {
  const own = join(folder, "own");
  cpSync(template, own, { recursive: true });
  const yaml = join(own, "template.yaml");
  writeFileSync(yaml, `${readFileSync(yaml, "utf8").trimEnd()}\nlineage: attach\n`);
  const { report } = await renderOnce({ name: "own", folder: own, parameters: {}, datasets: {} });
  const file = join(folder, "own.pdf");
  writeFileSync(file, report.pdf);
  const ask = async (...words: string[]): Promise<Explanation> => {
    const { code, stdout } = await captureOutput(() => runCommand(["explain", file, "--json", ...words]));
    expect(code).toBe(0);
    return JSON.parse(stdout) as Explanation;
  };
  for (const number of ["30.1%", "2021", "6.83"]) {
    const { attached, ...alone } = await ask("--number", number);
    const again = await ask("--number", number, "--template", own, "--data-dir", join(folder, "empty"));
    expect(attached).toBe(true);
    expect(alone).toEqual(again);
  }
  const { stdout } = await captureOutput(() => runCommand(["explain", file, "--number", "30.1%"]));
  expect(stdout).toContain("answered by the file itself; broadsheet verify proves that it is the report");
  const unknown = await captureOutput(() => runCommand(["explain", file, "--number", "987654"]));
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('there is no "987654" in the report');
});
