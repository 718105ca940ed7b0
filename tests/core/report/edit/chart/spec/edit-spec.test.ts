import { describe, expect, test, vi } from "vitest";
import { BroadsheetError, type Problem } from "../../../../../../functions/core/errors.ts";
import type { SpecChange } from "../../../../../../functions/core/report/edit/edit.ts";
import { editSpec } from "../../../../../../functions/core/report/edit/chart/spec/edit-spec.ts";
import { scanJson } from "../../../../../../functions/core/json/scan-json.ts";

vi.mock("../../../../../../functions/core/json/scan-json.ts", { spy: true });

const file = "charts/a.vl.json";

/** The text with the changes made. */
function edited(text: string, changes: readonly SpecChange[]): string {
  return editSpec(file, text, changes).reduce((whole, { from, to, text: put }) => {
    return whole.slice(0, from) + put + whole.slice(to);
  }, text);
}

function refusal(text: string, changes: readonly SpecChange[]): { readonly kind: string; readonly problem: Problem } {
  try {
    editSpec(file, text, changes);
  } catch (error) {
    if (error instanceof BroadsheetError) return { kind: error.kind, problem: error.problems[0]! };
    throw error;
  }
  throw new Error("it was not refused");
}

/** How many characters some calls read, as multiples of a text. */
function multiples(text: string, work: () => void): number {
  const parse = vi.spyOn(JSON, "parse");
  vi.mocked(scanJson).mockClear();
  work();
  const read = [...vi.mocked(scanJson).mock.calls, ...parse.mock.calls].reduce((sum, [each]) => sum + each.length, 0);
  parse.mockRestore();
  return read / text.length;
}

describe("work", () => {
  const flat = JSON.stringify(Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`name${at}`, at])), null, 1);

  test("a spec is read as often for a hundred changes as for one", () => {
    const changes = Array.from({ length: 100 }, (_, at) => ({ pointer: `/name${at * 20}`, value: -at }));
    let text = "";
    expect(multiples(flat, () => (text = edited(flat, changes)))).toBeLessThan(5);
    expect(JSON.parse(text)).toMatchObject({ name0: 0, name20: -1, name1980: -99, name1999: 1999 });
  });

  test("values nested as deep as a template may have them are read once", () => {
    const nested = `{"deep": ${"[".repeat(199)}${"]".repeat(199)}, "mark": "bar"}`;
    expect(multiples(nested, () => edited(nested, [{ pointer: "/mark", value: "line" }]))).toBeLessThan(5);
  });

  test("values nested deeper are refused before they are read", () => {
    const nested = `{"deep": ${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    const changes = [{ pointer: "/mark", value: "line" }];
    expect(multiples(nested, () => refusal(nested, changes))).toBe(0);
    const { kind, problem } = refusal(nested, changes);
    expect([kind, problem]).toMatchObject(["invalid-template", { code: "too-deep", where: { file, line: 1 } }]);
  });
});

describe("changes", () => {
  test.each<[string, string, readonly SpecChange[], string]>([
    [
      "may reach into those before them",
      '{"a": 1}\n',
      [{ pointer: "/b", value: { c: [1] } }, { pointer: "/b/d/e", value: 2 }, { pointer: "/b/c/0" }],
      '{"a": 1, "b": { "c": [], "d": { "e": 2 } }}\n',
    ],
    [
      "of a list shift those after them",
      ' {"layer": [{"mark": "a"}, {"mark": "b"}]}',
      [{ pointer: "/layer/0" }, { pointer: "/layer/0/mark", value: "c" }],
      ' {"layer": [{"mark": "c"}]}',
    ],
    ["leave no comma", '{ "a": 1 }\n', [{ pointer: "/a" }], "{}\n"],
    ["fill what is empty", '{ "a": {} }', [{ pointer: "/a/__proto__", value: 1 }], '{ "a": { "__proto__": 1 } }'],
    ["know names with slashes", '{ "a/b": 1 }', [{ pointer: "/a~1b", value: "~" }], '{ "a/b": "~" }'],
    [
      "keep numbers that no double holds",
      '{ "a": 1e400, "b": 1 }',
      [{ pointer: "/b", value: 2 }],
      '{ "a": 1e400, "b": 2 }',
    ],
  ])("%s", (_, text, changes, expected) => expect(edited(text, changes)).toBe(expected));

  test.each<[string, string, SpecChange, object]>([
    ["of a pointer without a slash", "{}", { pointer: "mark", value: 1 }, { code: "unknown-pointer" }],
    ["of an element that is not there", "[1]", { pointer: "/length", value: 1 }, { code: "unknown-pointer" }],
    ["of a part of a text", '{"mark": "bar"}', { pointer: "/mark/0" }, { code: "unknown-pointer" }],
    ["of a name that stands twice", '{"a": 1, "a": 2}', { pointer: "/a" }, { code: "invalid-content" }],
    ["that nest too deep", "{}", { pointer: "/a".repeat(300), value: 1 }, { code: "too-deep" }],
  ])("%s are refused", (_, text, change, problem) => {
    expect(refusal(text, [change])).toMatchObject({ kind: "invalid-request", problem });
  });
});
