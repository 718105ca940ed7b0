import { describe, expect, it } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { deepestJson, findTooDeep, isTooDeep, placeOfOffset } from "../../../functions/core/json/json-depth.ts";
import { coerceParameters } from "../../../functions/core/report/request/coerce-parameters.ts";
import { readJson } from "../../../functions/core/report/template/files/read-json.ts";
import { readYaml } from "../../../functions/core/report/template/files/read-yaml.ts";
import { collectProblems, type TemplateProblems } from "../../../functions/core/report/template/template-problems.ts";
import { parseJson } from "../../../functions/http/request/parse-json.ts";

const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
const depths = [deepestJson + 1, 4000, 100_000];

describe("the depth of JSON", () => {
  it("is counted outside texts, at its place", () => {
    expect(findTooDeep(nested(deepestJson))).toBeUndefined();
    expect(findTooDeep(`"${"[".repeat(1000)}\\"${"[".repeat(1000)}"`)).toBeUndefined();
    expect(findTooDeep(`[1,${nested(deepestJson)}]`)).toBe(deepestJson - 1 + 3);
    expect(placeOfOffset("a\nbc", 3)).toEqual({ line: 2, column: 2 });
  });

  it("is counted of values", () => {
    expect(isTooDeep(JSON.parse(nested(deepestJson)))).toBe(false);
    expect(isTooDeep({ a: JSON.parse(nested(deepestJson)) as unknown })).toBe(true);
    expect(isTooDeep(JSON.parse(nested(100_000)))).toBe(true);
    expect(isTooDeep("text")).toBe(false);
  });
});

describe("files nested too deep are refused by name", () => {
  it.each(depths)("in a request, %i levels", (levels) => {
    const error = thrownBy(() => parseJson(new TextEncoder().encode(`{"a":\n${nested(levels)}}`)));
    expect(error.kind).toBe("invalid-request");
    expect(error.problems).toMatchObject([{ code: "too-deep", where: { line: 2 }, allowed: "200 levels" }]);
  });

  it.each(depths)("in a JSON file of a template, %i levels", (levels) => {
    expect(problemsOf((problems) => readJson("charts/a.vl.json", `{"a":${nested(levels)}}`, problems))).toMatchObject([
      { code: "too-deep", where: { file: "charts/a.vl.json", line: 1 } },
    ]);
  });

  it.each([...depths.map(nested), "- ".repeat(3000), "{a: ".repeat(3000)])("in YAML", (text) => {
    expect(problemsOf((problems) => readYaml("template.yaml", text, problems))).toMatchObject([
      { code: "too-deep", where: { file: "template.yaml" } },
    ]);
  });

  it("in a parameter", () => {
    expect(
      thrownBy(() =>
        coerceParameters({ parameters: { properties: { list: { type: "array" } } } }, { list: nested(5000) }),
      ).problems,
    ).toMatchObject([{ code: "too-deep" }]);
  });
});

function thrownBy(act: () => unknown): BroadsheetError {
  try {
    act();
  } catch (error) {
    if (error instanceof BroadsheetError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

function problemsOf(act: (problems: TemplateProblems) => unknown): readonly unknown[] {
  const problems = collectProblems();
  act(problems);
  return thrownBy(() => problems.throwAny()).problems;
}
