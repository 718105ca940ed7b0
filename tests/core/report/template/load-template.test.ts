import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";
import { defaultTheme } from "../../../../functions/core/report/template/theme/default-theme.ts";
import { loadTemplate } from "../../../../functions/core/report/template/load-template.ts";
import type { TemplateFiles } from "../../../../functions/core/report/template/template.ts";
import { templateOf } from "./template-files.ts";

const version = "0".repeat(64);

test("the smallest template takes every default", () => {
  expect(loadTemplate("test", version, templateOf())).toMatchObject({
    name: "test",
    version,
    title: { en: "Test" },
    description: { en: "" },
    languages: ["en"],
    parameters: { type: "object", properties: {} },
    datasets: [],
    date: "2024-01-01",
    conformance: "ua1-a3a",
    page: { width: 595.28, height: 841.89, margins: { left: 56 }, footnotes: "page" },
    theme: defaultTheme,
    warnings: {},
  });
});

test("a whole template", () => {
  const template = loadTemplate(
    "test",
    version,
    templateOf({
      "template.yaml": `# yaml-language-server: $schema=../template.schema.json
title: { en: Sales, zh: 销售 }
kicker: Briefing
languages: [en, zh]
date: 2024-06-30
parameters:
  type: object
  properties:
    year: { type: integer, default: 2021 }
    language: { enum: [en, zh], default: en }
datasets:
  sales: { file: data/sales.csv, columns: { year: integer, amount: number } }
  big_regions: { file: data/sales.csv }
  other: { default: stored-name }
page: { size: Letter, margins: { left: 72 }, footnotes: end }
theme: { accent: "#004488", sizes: { title: 30 } }
warnings: { missing-glyph: fail }
`,
      "data/sales.csv": "year,amount\n2021,1\n",
      "report.zh.md": "# 标题\n",
      "messages/en.yaml": "share:\n  title: Share\ncount: 3\n",
      "queries/share_of-gdp.sql": "SELECT 1",
      "charts/share.vl.json": '{"mark": "bar"}',
      "charts/flow.vg.json": '{"marks": []}',
    }),
  );
  expect(template.title).toEqual({ en: "Sales", zh: "销售" });
  expect(template.kicker).toEqual({ en: "Briefing", zh: "Briefing" });
  expect(template.datasets).toEqual([
    { alias: "sales", default: "test-sales", file: "data/sales.csv", columns: { year: "integer", amount: "number" } },
    { alias: "big_regions", default: "test-big-regions", file: "data/sales.csv", columns: {} },
    { alias: "other", default: "stored-name", columns: {} },
  ]);
  expect(template.page).toMatchObject({ width: 612, height: 792, margins: { left: 72, right: 56 }, footnotes: "end" });
  expect(template.theme.palette[0]).toBe("#004488");
  expect(template.theme.sizes).toEqual({ ...defaultTheme.sizes, title: 30 });
  expect(template.texts.get("zh")).toEqual({ file: "report.zh.md", text: "# 标题\n" });
  expect(template.messages.get("en")).toEqual(
    new Map([
      ["share.title", "Share"],
      ["count", "3"],
    ]),
  );
  expect(template.queries.get("share_of-gdp")).toEqual({ file: "queries/share_of-gdp.sql", text: "SELECT 1" });
  expect(template.charts.get("share")).toMatchObject({ dialect: "vega-lite", spec: { mark: "bar" } });
  expect(template.charts.get("flow")).toMatchObject({ dialect: "vega" });
  expect(template.files.size).toBe(8);
});

function sizeOf(page: string): readonly number[] {
  const { width, height } = loadTemplate(
    "test",
    version,
    templateOf({ "template.yaml": `title: T\ndate: "2024-02-29"\npage: ${page}\n` }),
  ).page;
  return [width, height];
}

test("page.size takes each of the forms that the guide names, turned if asked", () => {
  const guide = /^\| `page.size` \|(.*)\|$/m.exec(readFileSync("docs/authoring/template-yaml.md", "utf8"))![1]!;
  const forms = [...guide.matchAll(/`([^`]+)`/g)].map(([, form]) => form!);
  expect(forms.map((form) => sizeOf(`{ size: ${form} }`))).toEqual([
    [841.89, 1190.55],
    [595.28, 841.89],
    [612, 792],
    [612, 1008],
    [400, 600],
    [400, 600],
  ]);
  expect(sizeOf("{ size: [400, 600], orientation: landscape }")).toEqual([600, 400]);
  const faults = ["A5", "[400]", "[400, 100]", "{ width: 400 }", "400"].map((size) =>
    problemsOf(templateOf({ "template.yaml": `title: T\ndate: "2024-02-29"\npage: { size: ${size} }\n` }))
      .map(({ message }) => message)
      .join("; "),
  );
  expect(faults).toMatchInlineSnapshot(`
    [
      "template.yaml: page.size must be one of "A3", "A4", "Letter", "Legal", or an object or an array",
      "template.yaml: page.size must be one of "A3", "A4", "Letter", "Legal", or an object",
      "template.yaml: page.size.1 must be at least 200",
      "template.yaml: "height" is missing in page.size",
      "template.yaml: page.size must be one of "A3", "A4", "Letter", "Legal", or an object or an array",
    ]
  `);
});

test("every mistake in template.yaml is reported with line, column and the values allowed", () => {
  const problems = problemsOf(
    templateOf({
      "template.yaml": `titel: Test
date: "2024-02-30"
languages: [en, xx]
page:
  size: A5
theme:
  accent: reddish
datasets:
  sales:
    columns: { year: int }
`,
    }),
  );
  expect(problems.map(({ code, where, seen }) => [code, where?.line, where?.column, seen])).toEqual([
    ["missing-field", 1, 1, undefined],
    ["unknown-field", 1, 1, "titel"],
    ["invalid-value", 2, 1, "2024-02-30"],
    ["not-allowed", 3, 17, "xx"],
    ["not-allowed", 5, 3, "A5"],
    ["invalid-value", 7, 3, "reddish"],
    ["not-allowed", 10, 16, "int"],
  ]);
  expect(problems.every(({ where }) => where?.file === "template.yaml")).toBe(true);
  expect(problems[1]?.hint).toBe('did you mean "title"?');
  expect(problems[6]?.allowed).toEqual(["text", "integer", "number", "boolean", "date", "timestamp"]);
});

test.each([
  ["title: [unclosed", "invalid-yaml", 1],
  ["title: a\ntitle: b\ndate: 2024-01-01", "invalid-yaml", 2],
  ["a: &x [1]\nb: *y\n", "invalid-yaml", 2],
  ["", "wrong-type", 1],
  ["- a\n- b", "wrong-type", 1],
])("invalid YAML, or YAML without a mapping: %j", (text, code, line) => {
  expect(problemsOf(templateOf({ "template.yaml": text }))[0]).toMatchObject({
    code,
    where: { file: "template.yaml", line },
  });
});

test("aliases that explode are refused", () => {
  const levels = Array.from(
    { length: 12 },
    (_, index) => `l${index}: &l${index} [${index === 0 ? "x, x" : `*l${index - 1}, *l${index - 1}, *l${index - 1}`}]`,
  );
  expect(problemsOf(templateOf({ "template.yaml": levels.join("\n") }))[0]).toMatchObject({ code: "invalid-yaml" });
});

test.each([
  [
    "an invalid schema",
    "properties: { year: { type: integr } }",
    "parameter-not-allowed",
    /parameters\.properties\.year\.type is not a valid JSON Schema/,
  ],
  ["a misspelt keyword", "properties: { year: { type: integer, minimun: 1 } }", "invalid-schema", /minimun/],
  [
    "a default that the schema refuses",
    "properties: { year: { type: integer, maximum: 3, default: 4 } }",
    "parameter-out-of-range",
    /at most 3/,
  ],
  ["a parameter without a type", "properties: { year: { default: 4 } }", "missing-field", /"type" is missing/],
  ["a name that SQL cannot bind", "properties: { the-year: { type: integer } }", "invalid-value", /parameters/],
  ["no properties", "type: object", "missing-field", /"properties" is missing/],
  [
    "a language that the template has not",
    "properties: { language: { enum: [en, zh], default: en } }",
    "unknown-language",
    /"zh"/,
  ],
])("parameters: %s", (_, yaml, code, message) => {
  const problems = problemsOf(
    templateOf({
      "template.yaml": `title: T\ndate: 2024-01-01\nparameters:\n  type: object\n  ${yaml}\n`.replace(
        "type: object\n  type: object",
        "type: object",
      ),
    }),
  );
  expect(problems.map((problem) => [problem.code, problem.message])).toContainEqual([
    code,
    expect.stringMatching(message),
  ]);
  expect(problems[0]?.where?.line).toBeGreaterThanOrEqual(3);
});

test("a required parameter needs no default", () => {
  const yaml =
    "title: T\ndate: 2024-01-01\nparameters: { type: object, required: [year], properties: { year: { type: integer } } }\n";
  expect(loadTemplate("t", version, templateOf({ "template.yaml": yaml })).parameters).toMatchObject({
    required: ["year"],
  });
});

test.each([
  ["charts/a.vl.json", '{\n  "mark": bar\n}', "invalid-json", 2],
  ["charts/a.vl.json", '{\n  "mark": "bar"\n', "invalid-json", 2],
  ["charts/a.vl.json", "[1]", "invalid-json", 1],
  ["charts/a.vl.json", "", "invalid-json", 1],
  ["charts/a.json", "{}", "unknown-file", undefined],
  ["charts/Bad Name.vl.json", "{}", "unknown-file", undefined],
  ["queries/Share.sql", "SELECT 1", "invalid-name", undefined],
  ["queries/parameters.sql", "SELECT 1", "invalid-name", undefined],
  ["messages/fr.yaml", "a: b", "unknown-language", undefined],
  ["messages/en.json", "{}", "unknown-file", undefined],
  ["messages/en.yaml", "a:\n  b: [1]\n", "wrong-type", 2],
  ["report.fr.md", "# x", "unknown-language", undefined],
  ["report.en.md", "# x", "duplicate-name", undefined],
])("%s holding %j is refused", (file, text, code, line) => {
  expect(problemsOf(templateOf({ [file]: text }))).toMatchObject([
    { code, where: { file, ...(line === undefined ? {} : { line }) } },
  ]);
});

test.each([
  ['{\n  "mark": bar\n}', 2, 11, "a value", "bar\n}"],
  ['{\n  "mark": "bar"\n', 2, 16, ", or }", "the end of the file"],
  ['{"a": 1,}', 1, 9, "a property name in double quotes", "}"],
  ["{'a': 1}", 1, 2, "a property name in double quotes or }", "'a': 1}"],
])("JSON is refused where it ends being JSON: %j", (text, line, column, expected, seen) => {
  expect(problemsOf(templateOf({ "charts/a.vl.json": text }))).toMatchObject([
    {
      message: `charts/a.vl.json is not valid JSON: expected ${expected}`,
      where: { line, column },
      seen,
      allowed: expected,
    },
  ]);
});

test("a policy for an unknown warning is an error at its line, with a suggestion", () => {
  const yaml = "title: T\ndate: 2024-01-01\nwarnings:\n  empty-query: ignore\n  mising-glyph: fail\n";
  expect(problemsOf(templateOf({ "template.yaml": yaml }))).toMatchObject([
    {
      code: "unknown-field",
      where: { file: "template.yaml", line: 5 },
      seen: "mising-glyph",
      hint: 'did you mean "missing-glyph"?',
    },
  ]);
});

const writtenTo = (conformance: string): TemplateFiles =>
  templateOf({ "template.yaml": `title: T\ndate: 2024-01-01\nconformance: ${conformance}\n` });

test("the standards of the PDFs are one of two pairs; another word is an error with the words allowed", () => {
  for (const word of ["ua1-a3a", "ua2-a4f"])
    expect(loadTemplate("test", version, writtenTo(word))).toMatchObject({ conformance: word });
  expect(problemsOf(writtenTo("ua2"))).toMatchObject([
    { where: { file: "template.yaml", line: 3 }, seen: "ua2", allowed: ["ua1-a3a", "ua2-a4f"] },
  ]);
});

test.each(["not-rendered", "dataset-warning", "not-deterministic"])(
  "no policy is taken for %s, which no report has when it is published",
  (code) => {
    const yaml = `title: T\ndate: 2024-01-01\nwarnings: { ${code}: fail }\n`;
    expect(problemsOf(templateOf({ "template.yaml": yaml }))).toMatchObject([
      { code: "unknown-field", seen: code, where: { line: 3 } },
    ]);
  },
);

test("a file that is not UTF-8 or too long is refused", () => {
  const files = new Map([
    ...templateOf(),
    ["queries/a.sql", new Uint8Array([0xff, 0xfe])],
    ["queries/b.sql", new Uint8Array(1_000_001)],
  ]);
  expect(problemsOf(files).map(({ code }) => code)).toEqual(["not-utf-8", "file-too-large"]);
});

test("line ends and a byte order mark make no difference", () => {
  const template = loadTemplate("t", version, templateOf({ "report.md": "\ufeff# a\r\nb\r\n" }));
  expect(template.texts.get("en")?.text).toBe("# a\nb\n");
});

test("a missing text, sample or template.yaml is named", () => {
  const without = new Map([...templateOf()].filter(([path]) => path !== "report.md"));
  expect(problemsOf(without)).toMatchObject([{ code: "missing-file", where: { file: "report.md" } }]);
  expect(problemsOf(new Map([["template.yml", new Uint8Array()]]))[0]).toMatchObject({
    code: "missing-file",
    hint: "rename template.yml to template.yaml",
  });
  const yaml = "title: T\ndate: 2024-01-01\ndatasets: { a: { file: data/slaes.csv } }\n";
  expect(problemsOf(templateOf({ "template.yaml": yaml, "data/sales.csv": "x" }))).toMatchObject([
    { code: "missing-file", seen: "data/slaes.csv", hint: 'did you mean "data/sales.csv"?', where: { line: 3 } },
  ]);
});

test("problems of several files come together, in the order of files and lines", () => {
  const problems = problemsOf(
    templateOf({ "charts/b.vl.json": "{", "charts/a.vl.json": "{", "template.yaml": "title: T\nx: 1\n" }),
  );
  expect(problems.map(({ where }) => where?.file)).toEqual([
    "charts/a.vl.json",
    "charts/b.vl.json",
    "template.yaml",
    "template.yaml",
  ]);
});

test("the published schema describes every field for editors", () => {
  const schema = JSON.parse(readFileSync("templates/template.schema.json", "utf8")) as {
    properties: Record<string, object>;
    $schema: string;
  };
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(Object.keys(schema.properties)).toEqual(
    expect.arrayContaining(["title", "languages", "parameters", "datasets", "date", "page", "theme", "warnings"]),
  );
});

function problemsOf(files: TemplateFiles): readonly Problem[] {
  try {
    loadTemplate("test", version, files);
  } catch (error) {
    if (error instanceof BroadsheetError && error.kind === "invalid-template") return error.problems;
    throw error;
  }
  throw new Error("was loaded");
}
