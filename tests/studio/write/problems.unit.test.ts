import { expect, test } from "vitest";
import { fixProblem } from "../../../studio/src/write/problems/fix-problem.ts";
import { placeProblem } from "../../../studio/src/write/problems/place-problem.ts";
import { bareMessage, type TemplateProblem } from "../../../studio/src/write/problems/problem.ts";

const text = 'Line one\n::chart{spec="trnd" data="by_month" alt=""}\n{{ headline.frist.total }}\n';
const problem = (members: Partial<TemplateProblem>): TemplateProblem => ({ code: "x", message: "m", ...members });
const marked = (members: Partial<TemplateProblem>): string => {
  const { from, to } = placeProblem(problem(members), text);
  return text.slice(from, to);
};

test.each([
  [{ where: { line: 2 }, seen: "trnd" }, "trnd"],
  [{ where: { line: 2, column: 15 } }, "trnd"],
  [{ where: { line: 2, column: 1 } }, "::chart"],
  [{ where: { line: 1 } }, "Line one"],
  [{ where: { line: 1, column: 400 } }, "e"],
  [{ where: { line: 99 } }, ""],
  [{}, "Line one"],
] as const)("marks the part that a problem is about: %j", (members, expected) => {
  expect(marked(members)).toBe(expected);
});

const fixed = (members: Partial<TemplateProblem>, source = text): string | undefined => {
  const fix = fixProblem(problem(members), source);
  return fix && source.slice(0, fix.from) + fix.insert + source.slice(fix.to);
};

test("a misspelt name is replaced by what was meant", () => {
  expect(fixed({ where: { line: 2 }, seen: "trnd", hint: 'did you mean "trend"?' })).toBe(
    text.replace("trnd", "trend"),
  );
  expect(fixed({ where: { line: 3, column: 4 }, seen: "headline.frist", hint: 'did you mean "headline.first"?' })).toBe(
    text.replace("frist", "first"),
  );
});

test("no fix without a spelling to put in its place", () => {
  expect(fixed({ where: { line: 2 }, seen: "trnd", hint: "name a chart" })).toBeUndefined();
  expect(fixed({ where: { line: 1 }, seen: "elsewhere", hint: 'did you mean "there"?' })).toBeUndefined();
});

test("a missing alternative text gets its attribute, with the caret inside", () => {
  const empty = fixProblem(problem({ code: "missing-alt", where: { line: 2 } }), text)!;
  expect(text.slice(empty.from, empty.to)).toBe('alt=""');
  const source = '::chart{spec="a" title="{{ "}" | t }}"}\n';
  const fix = fixProblem(problem({ code: "missing-alt", where: { line: 1 } }), source)!;
  expect(source.slice(0, fix.from) + fix.insert + source.slice(fix.to)).toBe(
    '::chart{spec="a" title="{{ "}" | t }}" alt=""}\n',
  );
  expect(fix.insert.slice(0, fix.caret)).toBe(' alt="');
});

test("the place that begins a message is left to the panel", () => {
  expect(
    bareMessage({
      code: "x",
      message: "report.md:3:2: there is no query",
      where: { file: "report.md", line: 3, column: 2 },
    }),
  ).toBe("there is no query");
  expect(bareMessage({ code: "x", message: "report.md is empty", where: { file: "report.md" } })).toBe(" is empty");
});
