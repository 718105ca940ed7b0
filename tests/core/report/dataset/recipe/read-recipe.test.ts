import { expect, test } from "vitest";
import { readRecipe } from "../../../../../functions/core/report/dataset/recipe/read-recipe.ts";
import { recipeVersion } from "../../../../../functions/core/report/dataset/recipe/recipe.ts";
import { problemsOf } from "../catch-problems.ts";

const whole = `
read: { encoding: gb18030, delimiter: ";", sheet: "Data", header: 3 }
missing: ["..", NA, 01, 1.0, null]
steps:
  - names: {"Old name": new_name}
  - types: {month: {date: "%d/%m/%Y"}, revenue: decimal, code: text, cost: {decimal: "1.234,56"}}
  - leave-out: {where: "region = 'Total'"}
  - unpivot: {columns: "2001..2020", names: year, values: value}
  - split: {column: period, by: "-", into: [year, quarter]}
  - trim: [region]
  - derive: {margin: revenue - cost}
  - units: {revenue: "CNY million"}
`;

test("a recipe is read from YAML, its scalars as they are written", () => {
  expect(readRecipe(whole)).toEqual({
    read: { encoding: "gb18030", delimiter: ";", sheet: "Data", header: 3 },
    missing: ["..", "NA", "01", "1.0", "null"],
    steps: [
      { names: { "Old name": "new_name" } },
      {
        types: {
          month: { date: ["%d/%m/%Y"] },
          revenue: "decimal",
          code: "text",
          cost: { decimal: "1.234,56" },
        },
      },
      { "leave-out": { where: "region = 'Total'" } },
      { unpivot: { columns: "2001..2020", names: "year", values: "value" } },
      { split: { column: "period", by: "-", into: ["year", "quarter"] } },
      { trim: ["region"] },
      { derive: { margin: "revenue - cost" } },
      { units: { revenue: "CNY million" } },
    ],
  });
});

test("JSON is the same recipe, and its version is that of its content", () => {
  const recipe = readRecipe(whole);
  expect(readRecipe(JSON.stringify(recipe))).toEqual(recipe);
  expect(recipeVersion(readRecipe(JSON.stringify(recipe, null, 2)))).toBe(recipeVersion(recipe));
  expect(recipeVersion(recipe)).toMatch(/^[0-9a-f]{64}$/);
});

test("the order of members counts: it is the order of columns", () => {
  const [ab, ba] = ["{a: x, b: y}", "{b: y, a: x}"].map((derive) => readRecipe(`steps: [{derive: ${derive}}]`));
  expect(recipeVersion(ab!)).not.toBe(recipeVersion(ba!));
});

test.each([
  ["[", "invalid-yaml", undefined],
  ["{a: 1, a: 2}", "invalid-yaml", undefined],
  ["*x", "invalid-yaml", undefined],
  ["", "invalid-member", ""],
  ["{}", "invalid-member", ""],
  ["just a text", "invalid-member", ""],
  ["stepps: []", "unknown-member", "/stepps"],
  ["read: {encodign: utf-8}", "unknown-member", "/read/encodign"],
  ["read: {delimiter: x}", "invalid-member", "/read/delimiter"],
  ["read: {header: 0}", "invalid-member", "/read/header"],
  ["read: {header: 2, range: A3}", "invalid-member", "/read/header"],
  ["missing: NA", "invalid-member", "/missing"],
  ["missing: [{}]", "invalid-member", "/missing/0"],
  ["missing: {a: []}", "invalid-member", "/missing/a"],
  ["missing: {a/b: ['']}", "invalid-member", "/missing/a~1b/0"],
  ["steps: []", "invalid-member", ""],
  ["steps: [trim]", "invalid-member", "/steps/0"],
  ["steps: [{trim: [a], names: {a: b}}]", "invalid-member", "/steps/0"],
  ["steps: [{trim: [a]}, {nmaes: {a: b}}]", "unknown-step", "/steps/1/nmaes"],
  ["steps: [{trim: a}]", "invalid-member", "/steps/0/trim"],
  ["steps: [{names: {}}]", "invalid-member", "/steps/0/names"],
  ["steps: [{names: {a: ''}}]", "invalid-member", "/steps/0/names/a"],
  ["steps: [{types: {a: datum}}]", "invalid-member", "/steps/0/types/a"],
  ["steps: [{types: {a: {date: '%Q'}}}]", "invalid-member", "/steps/0/types/a/date"],
  ["steps: [{types: {a: {date: yyyy}}}]", "invalid-member", "/steps/0/types/a/date"],
  ["steps: [{types: {a: {decimal: '12.3,4'}}}]", "invalid-member", "/steps/0/types/a/decimal"],
  ["steps: [{leave-out: \"region = 'Total'\"}]", "invalid-member", "/steps/0/leave-out"],
  ["steps: [{leave-out: {were: x}}]", "unknown-member", "/steps/0/leave-out/were"],
  ["steps: [{unpivot: {columns: [a], names: n}}]", "invalid-member", "/steps/0/unpivot/values"],
  ["steps: [{split: {column: a, by: '', into: [b]}}]", "invalid-member", "/steps/0/split/by"],
  ["steps: [{derive: {a: {}}}]", "invalid-member", "/steps/0/derive/a"],
])("%s is refused as %s at %s", (text, code, pointer) => {
  const problems = problemsOf("invalid-request", () => readRecipe(text));
  expect(problems).toContainEqual(
    expect.objectContaining({
      code,
      where: expect.objectContaining(pointer === undefined ? { line: 1 } : { pointer }) as object,
    }),
  );
});

test("every fault is told, each with its line", () => {
  const text = "read: {sheeet: A}\nsteps:\n  - trim: x\n  - derive: {}\n";
  const problems = problemsOf("invalid-request", () => readRecipe(text));
  expect(problems.map(({ where }) => [where?.pointer, where?.line])).toEqual([
    ["/read/sheeet", 1],
    ["/steps/0/trim", 3],
    ["/steps/1/derive", 4],
  ]);
});

test("a column may have any name", () => {
  const { steps } = readRecipe("steps: [{names: {__proto__: a, constructor: b}}]");
  expect(Object.entries((steps[0] as { names: Record<string, string> }).names)).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
  ]);
});

test("a recipe that is too large, too deep or that multiplies itself is refused", () => {
  expect(problemsOf("too-large", () => readRecipe(`missing: [${"x, ".repeat(30_000)}]`))).toHaveLength(1);
  expect(problemsOf("invalid-request", () => readRecipe(`missing: ${"[".repeat(300)}${"]".repeat(300)}`))).toHaveLength(
    1,
  );
  const bomb = [
    "a: &a [x, x]",
    ...[..."bcdefghijk"].map((name, index) => `${name}: &${name} [${`*${"abcdefghij"[index]}, `.repeat(9)}]`),
  ];
  expect(problemsOf("invalid-request", () => readRecipe(bomb.join("\n"))).map(({ code }) => code)).toContain(
    "invalid-yaml",
  );
});

/** Many checks of many columns in few characters: each list is written once, and up to a hundred times named. */
function aliased(lists: number, columns: number, checks: number, form: (at: number) => string): string {
  const names = Array.from({ length: columns }, (_, at) => `c${at.toString(36)}`);
  const written = Array.from({ length: lists }, (_, at) => `  - {required: &l${at} [${names.join(",")}]}`);
  const named = Array.from({ length: checks - lists }, (_, at) => `  - ${form(at % lists)}`);
  return `checks:\n${[...written, ...named].join("\n")}\n`;
}

test.each([
  [2, 1_000, 200, (at: number) => `{required: *l${at}}`, "columns", "/checks/5"],
  [2, 1_000, 200, (at: number) => `{unique: *l${at}, severity: warning}`, "columns", "/checks/5"],
  [2, 1_000, 100, (at: number) => `{values: {a: *l${at}}}`, "values", "/checks/52"],
  [1, 30, 50, (at: number) => `{values: {a: *l${at}, b: *l${at}}}`, undefined, undefined],
] as const)(
  "checks have a bound in all: %i lists of %i, %i checks",
  (lists, columns, checks, form, beyond, pointer) => {
    const text = aliased(lists, columns, checks, form);
    expect(text.length).toBeLessThan(64 * 1024);
    if (beyond === undefined) return expect(readRecipe(text).checks).toHaveLength(checks);
    expect(problemsOf("invalid-request", () => readRecipe(text))).toMatchObject([
      {
        code: "invalid-member",
        where: { pointer },
        allowed: expect.stringMatching(new RegExp(`^at most [0-9]+ ${beyond} in all checks$`)),
      },
    ]);
  },
);

test("a contract of the standard has the same bound in all", () => {
  const values = Array.from({ length: 900 }, (_, at) => `v${at}`).join(",");
  const properties = Array.from(
    { length: 60 },
    (_, at) =>
      `      - {name: c${at}, quality: [{metric: invalidValues, mustBe: 0, arguments: {validValues: ${at === 0 ? `&v [${values}]` : "*v"}}}]}`,
  );
  const text = `apiVersion: v3.1.0\nkind: DataContract\nid: a\nversion: 1.0.0\nstatus: active\nschema:\n  - name: t\n    properties:\n${properties.join("\n")}\n`;
  expect(problemsOf("invalid-request", () => readRecipe(text))).toMatchObject([
    { code: "invalid-member", where: { pointer: "/schema" }, allowed: "at most 50000 values in all checks" },
  ]);
});
