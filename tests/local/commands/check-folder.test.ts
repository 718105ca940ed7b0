import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { checkTemplate } from "../../../functions/core/report/check-template.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { captureOutput } from "../capture-output.ts";

const scaffold = join(import.meta.dirname, "../../../functions/local/scaffold");
let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "broadsheet-check-")), "sample");
  cpSync(scaffold, folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

function edit(file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

interface Findings {
  readonly errors: readonly {
    readonly code: string;
    readonly where: { readonly file: string; readonly line?: number };
  }[];
  readonly warnings: readonly { readonly code: string }[];
}

async function check(): Promise<Findings & { code: number }> {
  const { code, stdout } = await captureOutput(() => runCommand(["check", folder, "--json"]));
  return { code, ...(JSON.parse(stdout) as Findings) };
}

test("the scaffold is without fault", async () => {
  expect(await check()).toMatchObject({ code: 0, errors: [], warnings: [] });
});

test("a check for batches notes the queries that run for each report, and why", async () => {
  const { stdout } = await captureOutput(() => runCommand(["check", folder, "--json", "--batch"]));
  const { errors, notes } = JSON.parse(stdout) as { errors: unknown; notes: readonly { message: string }[] };
  expect(errors).toEqual([]);
  expect(notes.map(({ message }) => message)).toEqual([
    'In a batch, the query "decades" runs for each report by itself: it uses $since elsewhere than in WHERE column = $since',
    `In a batch, the query "figures" runs for each report by itself: it calls max_by(), which is not known to be independent of the rows' order`,
    'In a batch, the query "headline" runs for each report by itself: it uses $since elsewhere than in WHERE column = $since',
  ]);
  expect(notes[0]).toMatchObject({ code: "runs-for-each-report", where: { file: "queries/decades.sql" } });
});

test("a check for batches says what it could not try, and takes language and date for common", async () => {
  edit("template.yaml", "default: 1950", 'default: 1950\n    only: { type: [integer, "null"], default: null }');
  edit("queries/headline.sql", "year >= $since", "($only::INTEGER IS NULL OR year = $only)");
  edit("queries/decades.sql", "year >= $since", "$language = 'en'");
  const { stdout } = await captureOutput(() => runCommand(["check", folder, "--json", "--batch"]));
  const { notes } = JSON.parse(stdout) as { notes: readonly { message: string }[] };
  expect(notes.map(({ message }) => message)).toEqual([
    expect.stringContaining("max_by()"),
    'In a batch, the query "headline" runs for each report by itself: it uses $only, which has no default to try it with',
  ]);
});

test("a check that is not for batches runs the queries plainly", async () => {
  const world = createWorld(new MemoryObjectStore());
  const findings = await checkTemplate(await seedTemplate(world.store, "sample", folder), world);
  expect(findings).toEqual({ errors: [], warnings: [] });
});

test.each([
  ["an unknown field", "template.yaml", "publication:", "publicaton:", { file: "template.yaml" }],
  [
    "Liquid that does not close",
    "report.md",
    "{{ parameters.since }}",
    "{% if parameters.since %}",
    { file: "report.md", line: 8 },
  ],
  ["an unknown variable", "report.md", "decades.first.anomaly", "decade.first.anomaly", { file: "report.md", line: 4 }],
  ["an unknown column", "report.md", "decades.first.anomaly", "decades.first.anomly", { file: "report.md", line: 4 }],
  ["an unknown filter", "report.md", "| number:", "| nmuber:", { file: "report.md", line: 1 }],
  ["an unknown chart", "report.md", 'spec="temperature"', 'spec="temprature"', { file: "report.md", line: 8 }],
  ["an unknown attribute", "report.md", 'deck="', 'dek="', { file: "report.md", line: 8 }],
  ["SQL that does not parse", "queries/decades.sql", "GROUP BY", "GROPU BY", { file: "queries/decades.sql", line: 7 }],
  [
    "an unknown column in SQL",
    "queries/decades.sql",
    "avg(temp)",
    "avg(tmep)",
    { file: "queries/decades.sql", line: 3 },
  ],
  [
    "a function that changes from run to run",
    "queries/headline.sql",
    "temp AS anomaly",
    "random() AS anomaly",
    { file: "queries/headline.sql", line: 1 },
  ],
  [
    "JSON that does not parse",
    "charts/temperature.vl.json",
    '"height": 150,',
    '"height": 150',
    { file: "charts/temperature.vl.json", line: 5 },
  ],
  [
    "a field that the query does not give",
    "charts/temperature.vl.json",
    '"field": "anomaly"',
    '"field": "anomlay"',
    { file: "charts/temperature.vl.json", line: 7, column: 21 },
  ],
  [
    "an unknown type",
    "charts/temperature.vl.json",
    '"quantitative"',
    '"quantitive"',
    { file: "charts/temperature.vl.json", line: 7, column: 40 },
  ],
  [
    "an expression that ends early",
    "charts/temperature.vl.json",
    '"height": 150,',
    '"transform": [{ "filter": "datum.anomaly >" }],',
    { file: "charts/temperature.vl.json", line: 4, column: 29 },
  ],
  ["a sample without the column", "data/temperature.csv", "year,temp", "year,tmp", {}],
  ["a ragged sample", "data/temperature.csv", "1881,-0.09", "1881", {}],
])("%s is found, with file and line", async (_, file, from, to, where) => {
  edit(file, from, to);
  const { code, errors } = await check();
  expect(code).toBe(1);
  expect(errors.map((error) => error.where)).toContainEqual(expect.objectContaining(where));
});

test.each([
  [
    "a value of another type",
    "1881,-0.09",
    "1881,n/a",
    { file: "data/temperature.csv", row: 2, name: "temp" },
    /declare the column as text.*TRY_CAST\("temp" AS DOUBLE\)/,
  ],
  ["a ragged row", "1881,-0.09", "1881", { file: "data/temperature.csv", line: 3, row: 2 }, /double quotes/],
])("%s of a sample is reported by its file, without an option that nobody gave", async (_, from, to, where, hint) => {
  edit("data/temperature.csv", from, to);
  const { errors } = await check();
  expect(errors).toMatchObject([{ where, hint: expect.stringMatching(hint) as string }]);
  expect(errors[0]?.where).toEqual(where);
  const { stderr } = await captureOutput(() => runCommand(["render", folder, "--out", join(folder, "..", "x.pdf")]));
  expect(stderr).toContain("data/temperature.csv");
  expect(stderr).not.toContain("--dataset");
});

test("faults of a sample do not hide those of the texts", async () => {
  edit("data/temperature.csv", "1881,-0.09", "1881,n/a");
  edit("report.md", 'deck="', 'dek="');
  expect((await check()).errors.map(({ where }) => where.file)).toEqual(["data/temperature.csv", "report.md"]);
});

test("an empty report.md is warned of", async () => {
  writeFileSync(join(folder, "report.md"), "");
  expect((await check()).warnings.map(({ code }) => code)).toContain("empty-report");
});

test("faults in several files are reported at once", async () => {
  edit("queries/decades.sql", "avg(temp)", "avg(tmep)");
  edit("report.md", "headline.last.year", "headlin.last.year");
  const { errors } = await check();
  expect(errors.map(({ where }) => where.file).sort()).toEqual(["queries/decades.sql", "report.md"]);
});

test.each([
  [
    "a name that is nearly one",
    '"height": 150',
    '"heigth": 150',
    { code: "unknown-property", where: { line: 4, column: 3 }, hint: 'did you mean "height"?' },
  ],
  [
    "a number as a text",
    '"height": 150',
    '"height": 150, "padding": "5"',
    { code: "invalid-value", where: { line: 4, column: 29 }, hint: "write 5 without quotes" },
  ],
  [
    "a misspelt title of an axis",
    '"axis": { "title": null, "format": "%Y"',
    '"axis": { "titel": null, "format": "%Y"',
    { code: "unknown-property", where: { line: 6, column: 59 }, hint: 'did you mean "title"?' },
  ],
])("useless parts of a chart's spec give a warning: %s", async (_, from, to, warning) => {
  edit("charts/temperature.vl.json", from, to);
  const { code, errors, warnings } = await check();
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  expect(warnings).toContainEqual(
    expect.objectContaining({
      ...warning,
      where: { file: "charts/temperature.vl.json", name: "temperature", ...warning.where },
    }),
  );
});

test("a size given as text is an error with a suggestion", async () => {
  edit("charts/temperature.vl.json", '"height": 150', '"height": "150"');
  const { code, errors } = await check();
  expect(code).toBe(1);
  expect(errors).toMatchObject([
    {
      code: "bad-size",
      where: { file: "charts/temperature.vl.json", line: 4, column: 13 },
      seen: "150",
      hint: "write 150 without quotes",
    },
  ]);
});

test("an expression is checked where there is no sample to draw it with", async () => {
  edit("template.yaml", "    file: data/temperature.csv\n", "");
  edit("charts/temperature.vl.json", '"height": 150,', '"transform": [{ "filter": "datum.anomaly >" }],');
  const { code, errors } = await check();
  expect(code).toBe(1);
  expect(errors).toMatchObject([
    { code: "invalid-expression", where: { file: "charts/temperature.vl.json", line: 4, column: 29 } },
  ]);
});

test("a fault that keeps a chart from being drawn is reported once", async () => {
  edit("charts/temperature.vl.json", '"quantitative"', '"quantitive"');
  const { errors, warnings } = await check();
  expect(errors).toHaveLength(1);
  expect(warnings).toEqual([]);
});

test("without a sample the rest is checked, and that is said", async () => {
  edit("template.yaml", "    file: data/temperature.csv\n", "");
  expect(await check()).toMatchObject({ code: 0, errors: [], warnings: [{ code: "not-rendered" }] });
});
