import fc from "fast-check";
import { expect, test } from "vitest";
import type { Problem } from "../../../functions/core/errors.ts";
import { problemLine } from "../../../functions/core/wording/problem-line.ts";
import { showControls, showControlsInLines, showOverrides } from "../../../functions/core/wording/show-controls.ts";
import { printComparison } from "../../../functions/local/diff/print-comparison.ts";
import { formatError, formatProblems } from "../../../functions/local/print-problems.ts";
import { printLog } from "../../../functions/local/server/print-log.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";

/** Numbers of the characters that must not reach a terminal, written down here a second time. */
const ranges = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
] as const;
const dangerous = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
const isDangerous = new Set(dangerous);

/** Raw dangerous characters of an output, apart from the line feeds that are its own. */
function rawOf(output: string, { lines = true } = {}): string[] {
  return [...output].filter((one) => isDangerous.has(one.codePointAt(0)!) && !(lines && one === "\n"));
}

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...dangerous.map((number) => String.fromCodePoint(number))),
      fc.constantFrom("a", "exe.jpg", "/", ".", " ", '"', "é", "ن", "😀"),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const problem: fc.Arbitrary<Problem> = fc.record(
  {
    code: fc.constant("x"),
    message: text,
    hint: text,
    seen: fc.oneof(text, fc.array(text), fc.record({ text })),
    allowed: fc.oneof(text, fc.array(text, { maxLength: 3 })),
    where: fc.record(
      { file: text, pointer: text.map((path) => `/parameters/${path}`), dataset: text, name: text, line: fc.nat(9) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["code", "message"] },
) as fc.Arbitrary<Problem>;

test("a file's name that hides its ending is shown as it is", () => {
  expect(showControls("\u202Egpj.exe")).toBe("\\u202Egpj.exe");
  expect(showControls("a\nb\t\u001b[31m")).toBe("a\\nb\\t\\u001B[31m");
  expect(showOverrides("\u200F\u2067ن\u2069\n\u202Egpj.exe")).toBe("\u200F\u2067ن\u2069\n\\u202Egpj.exe");
});

test("each character that could disturb a terminal is shown, and no other changes", () => {
  for (let number = 0; number <= 0xffff; number++) {
    const character = String.fromCharCode(number);
    if (isDangerous.has(number)) expect(rawOf(showControls(character), { lines: false })).toEqual([]);
    else if (showControls(character) !== character) expect.unreachable(`U+${number.toString(16)} was changed`);
  }
  expect(showControlsInLines("a\nb\u0007")).toBe("a\nb\\u0007");
});

test("no raw control or override leaves in what is printed of problems, logs and comparisons", () => {
  fc.assert(
    fc.property(problem, text, text, (one, first, second) => {
      expect(rawOf(problemLine(one), { lines: false })).toEqual([]);
      expect(rawOf(formatProblems("warning", [one]))).toEqual([]);
      expect(rawOf(formatError(new BroadsheetError("invalid-request", [one])))).toEqual([]);
      // A message cannot begin a line that looks like another problem's.
      expect(formatProblems("warning", [{ code: "x", message: `a\nerror: ${first}` }]).split("\n")).toHaveLength(1);
      let logged = "";
      const log = printLog({ write: (part) => (logged += part) });
      log.warn(first, { name: second, list: [first], stack: `${first}\n at ${second}` });
      expect(rawOf(logged)).toEqual([]);
      const difference = { kind: "text", place: first, before: first, after: second } as const;
      const compared = printComparison({
        before: first,
        after: second,
        cases: [{ name: first, differences: [difference], pages: [] }],
      } as unknown as Parameters<typeof printComparison>[0]);
      expect(rawOf(compared)).toEqual([]);
    }),
    { seed: 29, numRuns: process.env["SOAK"] === undefined ? 300 : 20_000 },
  );
});
