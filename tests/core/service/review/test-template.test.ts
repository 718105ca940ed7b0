import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";
import { testTemplate } from "../../../../functions/core/service/review/test-template.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";

const base = {
  "template.yaml": `title: Sales
parameters: {type: object, properties: {year: {type: integer, minimum: 2020, default: 2021}}}
datasets: {sales: {file: data/sales.csv}}
date: "2026-01-02"
`,
  "report.md": `# Sales of {{ parameters.year }}

::key-figures{data="total" label="label" value="value"}

Oslo sold **{{ total.first.value | number }}** ships.
`,
  "queries/total.sql": "SELECT 'Ships' AS label, sum(ships) AS value FROM sales WHERE year = $year",
  "data/sales.csv": "year,ships\n2020,3\n2021,5\n",
};

async function run(files: Readonly<Record<string, string>>): Promise<Record<string, readonly Problem[]>> {
  const world = createWorld(new MemoryObjectStore());
  const all = Object.entries({ ...base, ...files }).map(
    ([path, text]) => [path, new TextEncoder().encode(text)] as const,
  );
  const template = await seedTemplate(world.store, "sales", new Map(all));
  const results: Record<string, readonly Problem[]> = {};
  for await (const {
    test: { title },
    problems,
  } of testTemplate(template, world))
    results[title] = problems;
  return results;
}

test("tests pass by parameters, by datasets of their own, and by a refusal", async () => {
  const results = await run({
    "tests/a-year.yaml": `title: The year before
parameters: {year: 2020}
expect:
  title: Sales of 2020
  pages: {max: 1}
  texts: [Oslo sold 3 ships.]
  absent: [five]
  key-figures: {Ships: "3"}
  values: {"total[0].value": 3, "total.rows": 1, "total[-1].value": {near: 3.1, within: 0.2}}
  warnings: []
`,
    "tests/b-data.yaml": "datasets: {sales: tests/other.csv}\nexpect: {texts: [Oslo sold 8 ships.]}\n",
    "tests/other.csv": "year,ships\n2021,8\n",
    "tests/c-refused.yaml": "parameters: {year: 1999}\nexpect: {error: parameter-out-of-range}\n",
  });
  expect(results).toEqual({ "The year before": [], "b-data": [], "c-refused": [] });
});

test("every expectation that does not hold is reported at its line, with what was seen", async () => {
  const results = await run({
    "tests/wrong.yaml": `expect:
  title: Sales of 2022
  pages: 2
  texts:
    - Oslo sold 6 ships.
  absent: [ships]
  key-figures: {Ships: "6", Boats: "1"}
  values:
    total[0].value: 6
    total[3].value: 6
    total[0].valu: 6
    totals.rows: 1
  warnings: [empty-query]
`,
  });
  expect(results["wrong"]!.map(({ code, where, seen, allowed }) => [code, where?.line, seen, allowed])).toEqual([
    ["expectation-failed", 2, "Sales of 2021", "Sales of 2022"],
    ["expectation-failed", 3, 1, 2],
    ["expectation-failed", 5, "Oslo sold 5 ships.", "Oslo sold 6 ships."],
    ["expectation-failed", 6, "Oslo sold 5 ships.", "nothing with “ships”"],
    ["expectation-failed", 7, "5", "6"],
    ["expectation-failed", 7, ["Ships"], "Boats"],
    ["expectation-failed", 9, 5, 6],
    ["expectation-failed", 10, undefined, "-1 to 0"],
    ["expectation-failed", 11, undefined, ["label", "value"]],
    ["expectation-failed", 12, undefined, ["total"]],
    ["expectation-failed", 13, [], ["empty-query"]],
  ]);
});

test("the language in which words are marked can be expected", async () => {
  const report = '# Sales\n\nIn :lang[北京]{code="zh-Hans"} and {{ total.first.value }} in :lang[Wien]{code="de"}.\n';
  const results = await run({
    "report.md": report,
    "tests/right.yaml": "expect: {languages: {北京: zh-Hans, Wien: de}}\n",
    "tests/wrong.yaml": "expect:\n  languages:\n    北京: zh-Hant\n    Oslo: nb\n",
  });
  expect(results["right"]).toEqual([]);
  expect(results["wrong"]!.map(({ code, where, seen, allowed }) => [code, where?.line, seen, allowed])).toEqual([
    ["expectation-failed", 3, "zh-Hans", "zh-Hant"],
    ["expectation-failed", 4, ["北京", "Wien"], "nb"],
  ]);
});

test("a report that is refused fails a test that expects it, and the other way round", async () => {
  const results = await run({
    "tests/a.yaml": "parameters: {year: 1999}\nexpect: {pages: 1}\n",
    "tests/b.yaml": "expect: {error: parameter-out-of-range}\n",
    "tests/c.yaml": "parameters: {year: x}\nexpect: {error: out-of-range}\n",
  });
  expect(results["a"]).toMatchObject([
    {
      code: "parameter-out-of-range",
      where: { pointer: "/parameters/year", file: "tests/a.yaml", line: 1 },
      seen: 1999,
    },
  ]);
  expect(results["b"]).toMatchObject([
    { message: "the report was rendered", where: { file: "tests/b.yaml", line: 1 } },
  ]);
  expect(results["c"]).toMatchObject([{ seen: ["parameter-wrong-type"], allowed: "out-of-range" }]);
});

test.each([
  ["an unknown key", "expect: {page: 1}\n", "unknown-field", { line: 1, column: 10 }],
  ["nothing expected", "expect: {}\n", "invalid-value", { line: 1, column: 1 }],
  ["a place that is none", "expect: {values: {share: 1}}\n", "invalid-value", { line: 1, column: 19 }],
  [
    "a file that is not there",
    "datasets: {sales: data/none.csv}\nexpect: {pages: 1}\n",
    "unknown-file",
    { line: 1, column: 12 },
  ],
  ["an error and more", "expect: {error: a, pages: 1}\n", "invalid-value", { line: 1, column: 10 }],
])("%s in a test is an error with its line", async (_, yaml, code, where) => {
  const error = await run({ "tests/bad.yaml": yaml }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BroadsheetError);
  expect((error as BroadsheetError).problems).toMatchObject([{ code, where: { file: "tests/bad.yaml", ...where } }]);
});
