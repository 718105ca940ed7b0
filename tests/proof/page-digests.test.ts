import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommand } from "../../functions/local/start/run-command.ts";
import { pageDigests } from "../../functions/proof/page-digests.ts";
import { PdfReader } from "../../functions/proof/reader/pdf-reader.ts";
import { captureOutput } from "../local/capture-output.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-digests-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chart = (color: string): string =>
  `{"data": {"name": "bars"}, "height": 60, "mark": {"type": "bar", "color": "${color}"}, "encoding": {"x": {"field": "year", "type": "nominal"}, "y": {"field": "ships", "type": "quantitative"}}}`;

/** The digests of a report of two pages, with a chart on the second. */
async function digests(name: string, changes: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const files: Readonly<Record<string, string>> = {
    "template.yaml": 'title: Sales\ndatasets: {sales: {file: data/sales.csv}}\ndate: "2026-01-02"\n',
    "report.md": '# Sales\n\nOslo.\n\n::page-break\n\n::chart{spec="bars" data="bars" title="Ships" alt="Bars"}\n',
    "queries/bars.sql": "SELECT year, ships FROM sales ORDER BY year",
    "charts/bars.vl.json": chart("#123456"),
    "data/sales.csv": "year,ships\n2020,3\n2021,5\n",
    ...changes,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  const pdf = join(folder, `${name}.pdf`);
  const { code, stderr } = await captureOutput(() => runCommand(["render", join(folder, name), "--out", pdf]));
  expect(code, stderr).toBe(0);
  return pageDigests(new PdfReader(readFileSync(pdf)));
}

const before = await digests("before");

test("a version that draws the same has the same digests", async () => {
  expect(before).toHaveLength(2);
  expect(
    await digests("comment", { "queries/bars.sql": "-- By year.\nSELECT year, ships FROM sales ORDER BY year" }),
  ).toEqual(before);
});

test("a colour changes the digest of its page alone", async () => {
  const after = await digests("colour", { "charts/bars.vl.json": chart("#654321") });
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

test("a page of another size has another digest", async () => {
  const after = await digests("size", {
    "template.yaml":
      'title: Sales\ndatasets: {sales: {file: data/sales.csv}}\ndate: "2026-01-02"\npage: {size: Letter}\n',
  });
  expect(after[0]).not.toBe(before[0]);
});
