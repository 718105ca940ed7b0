import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { generateReport } from "../../functions/core/report/generate-report.ts";
import { reportId } from "../../functions/core/report/request/report-id.ts";
import { engineDigest } from "../../functions/engine-digest.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { renderOnce } from "../../functions/local/render-once.ts";
import { runCommand } from "../../functions/local/start/run-command.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";
import type { Verification } from "../../functions/local/verify-report.ts";
import type { PdfStream } from "../../functions/proof/reader/pdf-syntax.ts";
import { PdfEditor } from "../proof/edit-pdf.ts";
import { captureOutput } from "./capture-output.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-verify-"));
afterAll(() => rmSync(folder, { recursive: true }));
const template = join(folder, "briefing");
const sample = join(template, "data/temperature.csv");
const pdf = join(folder, "briefing.pdf");
const none = ["--data-dir", join(folder, "empty")];

beforeAll(async () => {
  cpSync(join(import.meta.dirname, "../../functions/local/scaffold"), template, { recursive: true });
  const { report } = await renderOnce({ name: "briefing", folder: template, parameters: {}, datasets: {} });
  writeFileSync(pdf, report.pdf);
  await FileObjectStore.open(join(folder, "empty"));
  await seedTemplate(await FileObjectStore.open(join(folder, "store")), "stored-under-another-name", template);
});

async function verify(file: string, ...words: string[]): Promise<{ code: number; result: Verification }> {
  const { code, stdout } = await captureOutput(() => runCommand(["verify", file, "--json", ...words]));
  return { code, result: JSON.parse(stdout) as Verification };
}

/** Makes a changed copy of a file in the template's folder. */
function variant(name: string, file: string, change: (text: string) => string): string {
  const copy = join(folder, name);
  cpSync(template, copy, { recursive: true });
  writeFileSync(join(copy, file), change(readFileSync(join(copy, file), "utf8")));
  return copy;
}

function altered(name: string, change: (editor: PdfEditor) => void): string {
  const editor = new PdfEditor(readFileSync(pdf));
  change(editor);
  writeFileSync(join(folder, name), editor.write());
  return join(folder, name);
}

/** Alters the manifest inside the report. */
const manifest =
  (change: (text: string) => string) =>
  (editor: PdfEditor): void => {
    const file = editor.find((item) => editor.reader.text(item.get("UF")) === "manifest.json");
    editor.rewrite(editor.reader.dictionary(file.get("EF")).get("F"), change);
  };

test("a report is verified from the given template and its samples", async () => {
  const { code, result } = await verify(pdf, "--template", template, ...none);
  expect({ code, ...result }).toMatchObject({ code: 0, verified: true, differences: [] });
  expect(result.again).toBe(result.sha256);
});

test("a report is verified from a store, by versions, whatever the names", async () => {
  expect(await verify(pdf, "--data-dir", join(folder, "store"))).toMatchObject({ code: 0, result: { verified: true } });
});

test("a report in PDF 2.0 is verified, and the standards are part of the template's version", async () => {
  const later = variant("later", "template.yaml", (text) => `${text.trimEnd()}\nconformance: ua2-a4f\n`);
  const { report } = await renderOnce({ name: "briefing", folder: later, parameters: {}, datasets: {} });
  const file = join(folder, "later.pdf");
  writeFileSync(file, report.pdf);
  expect(Buffer.from(report.pdf.subarray(0, 8)).toString("latin1")).toBe("%PDF-2.0");
  expect(await verify(file, "--template", later, ...none)).toMatchObject({ code: 0, result: { verified: true } });
  const { code, result } = await verify(file, "--template", template, ...none);
  expect({ code, differences: result.differences.map(({ what }) => what) }).toMatchObject({
    code: 1,
    differences: expect.arrayContaining(["template"]),
  });
});

test("says it in a line", async () => {
  const { code, stderr } = await captureOutput(() => runCommand(["verify", pdf, "--template", template, ...none]));
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /briefing\.pdf: verified, rendered again with the same bytes\n\s+from\s+template [0-9a-f]{12}, 1 dataset, date /,
  );
});

test("names the template that differs, and what came of it", async () => {
  const other = variant("other-text", "report.md", (text) => `${text}\nOne more paragraph.\n`);
  const { code, result } = await verify(pdf, "--template", other, ...none);
  expect(code).toBe(1);
  expect(result.differences.map(({ what }) => what)).toEqual(["template"]);
});

test("names the dataset that differs, and the queries and files that do for it", async () => {
  const data = join(folder, "other.csv");
  writeFileSync(data, readFileSync(sample, "utf8").replace(/^1999,.*$/m, "1999,0.01"));
  const { code, result } = await verify(pdf, "--template", template, "--dataset", `temperature=${data}`, ...none);
  expect({ code, verified: result.verified }).toEqual({ code: 1, verified: false });
  expect(result.differences[0]).toMatchObject({
    what: "dataset",
    name: "temperature",
    report: result.manifest.datasets["temperature"],
  });
  expect(result.differences.filter(({ what }) => what === "query").map(({ name }) => name)).toContain("decades");
});

test("names the query that differs when the template's SQL does", async () => {
  const other = variant("other-query", "queries/headline.sql", (text) => `${text.trimEnd()} LIMIT 1\n`);
  const { result } = await verify(pdf, "--template", other, ...none);
  expect(result.differences.filter(({ what }) => what === "query").map(({ name }) => name)).toEqual(["headline"]);
});

test("names the engine of another version", async () => {
  const file = altered(
    "engine.pdf",
    manifest((text) => text.replace(/"engine": "[0-9a-f]{64}"/, `"engine": "${"e".repeat(64)}"`)),
  );
  const { code, result } = await verify(file, "--template", template, ...none);
  expect(code).toBe(1);
  expect(result.differences[0]).toMatchObject({ what: "engine", report: "e".repeat(64) });
});

test("a report of another version: says who made it, and whether this engine makes the same of it", async () => {
  const engine = "e".repeat(64);
  const store = new MemoryObjectStore();
  await seedTemplate(store, "briefing", template);
  const world = { ...createWorld(store), engine };
  const accepted = await acceptReport({ template: "briefing" }, world);
  const file = join(folder, "older.pdf");
  writeFileSync(file, (await generateReport(accepted, world)).pdf);
  const { code, result } = await verify(file, "--template", template, ...none);
  expect({ code, result }).toMatchObject({
    code: 1,
    result: { verified: false, differences: [{ what: "engine", report: engine, again: engineDigest() }] },
  });
  expect(result.differences).toHaveLength(1);
  const { stderr } = await captureOutput(() => runCommand(["verify", file, "--template", template, ...none]));
  expect(stderr).toContain("made by another engine; this one gives the same bytes, except for the engine's name");

  // An earlier release included the engine in the id's hash.
  const inputs = {
    engine: "f".repeat(64),
    template: accepted.template,
    parameters: accepted.parameters,
    datasets: accepted.datasets,
    date: accepted.date,
    language: accepted.language,
  };
  const legacy = await generateReport({ id: reportId(inputs), ...inputs }, createWorld(store));
  writeFileSync(file, legacy.pdf);
  expect((await verify(file, "--template", template, ...none)).result).toMatchObject({
    verified: true,
    manifest: { acceptedBy: inputs.engine },
  });
});

test.each([
  [
    "a page",
    (editor: PdfEditor) => editor.content(1, (content) => content.replace("1 0 0 1", "1 0 0 2")),
    "what page 1 shows",
  ],
  [
    "the title",
    (editor: PdfEditor) => editor.rewrite(editor.catalog.get("Metadata"), (xmp) => xmp.replace("warmer", "colder")),
    "the XMP metadata",
  ],
])("reports that %s was altered if the inputs are the same", async (_, change, part) => {
  const { code, result } = await verify(altered("altered.pdf", change), "--template", template, ...none);
  expect(code).toBe(1);
  expect(result.differences.every(({ what }) => what === "content")).toBe(true);
  expect(result.differences.map(({ name }) => name)).toContain(part);
});

test("names the attached file that was altered", async () => {
  const file = altered("csv.pdf", (editor) => {
    const csv = [...editor.objects.keys()].find(
      (number) => editor.reader.text(editor.at(number)?.get?.("UF"))?.endsWith(".csv") === true,
    )!;
    editor.rewrite(editor.reader.dictionary(editor.at(csv).get("EF")).get("F"), (text) => `${text}1,2\n`);
  });
  const { result } = await verify(file, "--template", template, ...none);
  expect(result.differences).toMatchObject([{ what: "attachment", name: expect.stringMatching(/^figure-1-.*\.csv$/) }]);
});

test("detects an altered manifest: its id is the hash of its content", async () => {
  const file = altered(
    "date.pdf",
    manifest((text) => text.replace(/"date": "\d{4}/, '"date": "1999')),
  );
  const { code, result } = await verify(file, "--template", template, ...none);
  expect(code).toBe(1);
  expect(result.differences.map(({ name }) => name)).toContain("the manifest: its id does not match its content");
});

test("the reason why a report cannot be rendered again is reported beside the differences", async () => {
  const other = variant("broken-query", "queries/headline.sql", () => "SELECT nothing FROM temperature\n");
  const { code, result } = await verify(pdf, "--template", other, ...none);
  expect(code).toBe(1);
  expect(result.differences.map(({ what }) => what)).toEqual(["template"]);
  expect(result.problems[0]).toMatchObject({ where: { file: "queries/headline.sql" } });
});

test.each([
  ["a file that is not there", ["verify", "none.pdf"], "none.pdf cannot be read"],
  ["a file that is no PDF", ["verify", sample], "does not begin with %PDF-"],
  ["a data directory that is not there", ["verify", pdf, "--data-dir", join(folder, "nowhere")], "no data directory"],
  ["inputs that are nowhere", ["verify", pdf, ...none], "the template is neither given nor in a store"],
  [
    "a dataset without a file",
    ["verify", pdf, "--template", template, "--dataset", "temperature=none.csv", ...none],
    "none.csv cannot be read",
  ],
])("%s exits 1 and says so", async (_, words, part) => {
  const { code, stderr } = await captureOutput(() => runCommand(words));
  expect({ code, said: stderr.includes(part) }).toEqual({ code: 1, said: true });
  expect(stderr).not.toMatch(/\n\s+at .*\.ts:\d+/);
});

test("a PDF without a manifest is reported as such", async () => {
  const file = altered("bare.pdf", (editor) => {
    for (const [number, item] of editor.objects)
      if (item instanceof Map && item.has("EF")) editor.objects.set(number, null);
  });
  const { code, stderr } = await captureOutput(() => runCommand(["verify", file]));
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("has no manifest.json") });
});

test.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
  [
    "cut off",
    (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)),
    /does not say where its cross-references start/,
  ],
  [
    "overwritten in the middle of every stream",
    (bytes) => {
      const copy = Buffer.from(bytes);
      for (let at = copy.indexOf("stream\n"); at >= 0; at = copy.indexOf("stream\n", at + 7))
        copy.fill(0xff, at + 9, at + 24);
      return copy;
    },
    /damaged/,
  ],
])("a report that was %s is damaged, and verify says where", async (name, damage, where) => {
  const file = join(folder, `${name.replaceAll(" ", "-")}.pdf`);
  writeFileSync(file, damage(readFileSync(pdf)));
  const { code, stderr } = await captureOutput(() => runCommand(["verify", file]));
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("the PDF is damaged") });
  expect(stderr).toMatch(where);
  expect(stderr).not.toContain("has no manifest");
});

test("a report whose end is missing is damaged, even where its manifest can still be read", async () => {
  const file = join(folder, "no-end.pdf");
  writeFileSync(file, readFileSync(pdf).subarray(0, -40));
  const { code, result } = await verify(file, "--template", template, ...none);
  expect(code).toBe(1);
  expect(result.differences[0]).toEqual({
    what: "content",
    name: expect.stringMatching(/^the file is damaged: .*cross-references/),
  });
});

test("what a report carries can be read back by other programs: the manifest is plain JSON", () => {
  const { reader } = new PdfEditor(readFileSync(pdf));
  const file = reader.numbers
    .map((number) => reader.dictionary(reader.object(number)))
    .find((item) => reader.text(item.get("UF")) === "manifest.json")!;
  const stream = reader.stream(reader.dictionary(file.get("EF")).get("F")) as PdfStream;
  expect(reader.name(stream.dictionary.get("Subtype"))).toBe("application/json");
  expect(Object.keys(JSON.parse(Buffer.from(reader.decode(stream)).toString()) as object)).toEqual([
    "attachments",
    "datasets",
    "date",
    "engine",
    "fonts",
    "language",
    "manifest",
    "parameters",
    "queries",
    "report",
    "template",
    "warnings",
  ]);
});
