import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-diff-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const base: Readonly<Record<string, string>> = {
  "template.yaml":
    'title: Sales\nparameters: {type: object, properties: {factor: {type: integer, default: 1}}}\ndatasets: {sales: {file: data/sales.csv}}\ndate: "2026-01-02"\n',
  "report.md":
    '# Sales\n\nOslo sold **{{ total.first.value | number }}** ships.\n\n::chart{spec="bars" data="bars" title="Ships" alt="Bars"}\n',
  "queries/total.sql": "SELECT sum(ships) * $factor AS value FROM sales",
  "queries/bars.sql": "SELECT year, ships FROM sales ORDER BY year",
  "charts/bars.vl.json":
    '{"mark": "bar", "data": {"name": "bars"}, "height": 60, "encoding": {"x": {"field": "year", "type": "nominal"}, "y": {"field": "ships", "type": "quantitative"}}}',
  "data/sales.csv": "year,ships\n2020,3\n2021,5\n",
};

function template(name: string, changes: Readonly<Record<string, string>> = {}): string {
  for (const [path, text] of Object.entries({ ...base, ...changes })) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
}

async function diff(...words: string[]): Promise<{
  code: number;
  cases: {
    name: string;
    differences: { kind: string; place: string; before?: string; after?: string }[];
    pages: { page: number; state: string }[];
  }[];
}> {
  const { code, stdout } = await captureOutput(() => runCommand(["diff", ...words, "--json"]));
  return { code, ...(JSON.parse(stdout) as { cases: [] }) };
}

const before = template("before");

test("a template and its copy under another name do not differ", async () => {
  const { code, stdout } = await captureOutput(() => runCommand(["diff", before, template("copy")]));
  expect([code, stdout]).toEqual([0, `${before} and ${join(folder, "copy")}: no difference in 1 case\n`]);
});

test("a moved number is named in the query, the text and the page", async () => {
  const found = await diff(before, template("number", { "data/sales.csv": "year,ships\n2020,3\n2021,6\n" }));
  expect(found.code).toBe(1);
  expect(found.cases).toMatchObject([{ name: "defaults", pages: [{ page: 1, state: "different" }] }]);
  expect(found.cases[0]!.differences).toEqual([
    { kind: "number", place: "standfirst", before: "Oslo sold **8** ships.", after: "Oslo sold **9** ships." },
    { kind: "data", place: "query bars, row 2 (2021), ships", before: "5", after: "6" },
    { kind: "data", place: "query total, row 1, value", before: "8", after: "9" },
    { kind: "data", place: "Figure 1 (bars), data", before: "2021,5", after: "2021,6" },
    { kind: "text", place: "Figure 1 (bars), words in the chart", after: "6" },
  ]);
});

test("a chart that draws the same data in another way is named", async () => {
  const found = await diff(
    before,
    template("colour", {
      "charts/bars.vl.json": base["charts/bars.vl.json"]!.replace('"bar"', '{"type": "bar", "color": "#123456"}'),
    }),
  );
  expect(found.cases[0]).toMatchObject({
    differences: [{ kind: "chart", place: "Figure 1 (bars)" }],
    pages: [{ page: 1 }],
  });
});

test("only what readers cannot see is named as a part of the file", async () => {
  const found = await diff(
    before,
    template("attach", { "report.md": base["report.md"]!.replace('alt="Bars"', 'alt="Bars" attach="none"') }),
  );
  expect(found.cases[0]).toMatchObject({
    differences: [{ kind: "data", place: "Figure 1 (bars), data", before: "attached" }],
    pages: [],
  });
});

test("a template that cannot be rendered any more differs by its error", async () => {
  const found = await diff(
    before,
    template("broken", { "queries/total.sql": "SELECT sum(boats) AS value FROM sales" }),
  );
  expect(found.cases[0]!.differences).toMatchObject([{ kind: "error", place: "the report", before: "rendered" }]);
});

test("settings that no report shows are named first, by their place in template.yaml", async () => {
  const titled = base["template.yaml"]!.replace("default: 1", "default: 1, title: Factor, maximum: 9").replace(
    "title: Sales",
    "title: Sales\ndescription: Ships by year",
  );
  const found = await diff(before, template("titled", { "template.yaml": titled }));
  expect(found.cases).toEqual([
    {
      name: "template.yaml",
      differences: [
        { kind: "added", place: "description", after: "Ships by year" },
        { kind: "added", place: "parameters.properties.factor.title", after: "Factor" },
        { kind: "added", place: "parameters.properties.factor.maximum", after: "9" },
      ],
      pages: [],
    },
    { name: "defaults", differences: [], pages: [] },
  ]);
});

test("a test that asks for the default report is no case of its own", async () => {
  const tested = template("tested", {
    "tests/plain.yaml": "title: Plain\nparameters: {factor: 1}\nexpect: {pages: 1}\n",
    "tests/double.yaml": "title: Double\nparameters: {factor: 2}\nexpect: {pages: 1}\n",
  });
  expect((await diff(tested, tested)).cases.map(({ name }) => name)).toEqual(["defaults", "Double"]);
});

test("one case may be given, and the page shows both sides and where they differ", async () => {
  const page = join(folder, "page.html");
  const { code, stdout } = await captureOutput(() =>
    runCommand([
      "diff",
      before,
      template("factor", { "queries/total.sql": "SELECT sum(ships) * $factor * $factor AS value FROM sales" }),
      "--param",
      "factor=3",
      "--html",
      page,
    ]),
  );
  expect(code).toBe(1);
  expect(stdout).toContain(
    "as given: 2 differences, 1 page that looks different\n  standfirst (number)\n    - Oslo sold **24** ships.\n    + Oslo sold **72** ships.",
  );
  const html = readFileSync(page, "utf8");
  expect(html).toContain("<del>24</del>");
  expect(html).toContain("<ins>72</ins>");
  expect(html.match(/data:image\/png;base64,iVBOR/g)).toHaveLength(2);
  expect(html).toContain("default-src 'none'");
  expect(html).not.toContain("<script");
});

test("two reports are compared by their words, their data and their inputs", async () => {
  const [a, b] = [join(folder, "a.pdf"), join(folder, "b.pdf")];
  await captureOutput(() => runCommand(["render", before, "--out", a]));
  await captureOutput(() => runCommand(["render", before, "--param", "factor=2", "--out", b]));
  const found = await diff(a, b);
  expect(found.cases[0]!.differences).toEqual([
    { kind: "number", place: "parameter factor", before: "1", after: "2" },
    { kind: "number", place: "page 1", before: "Oslo sold 8 ships.", after: "Oslo sold 16 ships." },
    {
      kind: expect.stringMatching(/^(?:number|text)$/),
      place: "result of the query total",
      before: expect.stringMatching(/^1 row, sha256 [0-9a-f]{12}$/),
      after: expect.stringMatching(/^1 row, sha256 [0-9a-f]{12}$/),
    },
  ]);
  expect(await diff(a, a)).toMatchObject({ code: 0, cases: [{ differences: [], pages: [] }] });
});

test("a report and a template cannot be compared", async () => {
  const { code, stderr } = await captureOutput(() => runCommand(["diff", before, "a.pdf"]));
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining("a report can be compared with a report, and a template with a template"),
  ]);
});
