import * as fc from "fast-check";
import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import {
  type JsonScan,
  scanJsonRows,
  scanLongArray,
} from "../../../../../functions/core/report/dataset/json/scan-json-rows.ts";
import { catchProblems } from "../catch-problems.ts";

const scan = (text: string, lines = false) => scanJsonRows(new TextEncoder().encode(text), lines, datasetLimits);

test("keys become columns in the order in which they first occur", () => {
  const { columns, rows } = scan('[{"b": 1}, {"a": null, "b": "x"}]');
  expect(rows).toBe(2);
  expect(columns.map(({ name, kinds }) => [name, Object.fromEntries(kinds)])).toEqual([
    ["b", { number: { row: 1, value: "1" }, string: { row: 2, value: '"x"' } }],
    ["a", {}],
  ]);
});

test("nested values are kept as JSON text and mixtures as text, with a warning each", () => {
  const { warnings } = scan('[{"a": [1, {"b": 2}], "c": 1}, {"a": 2, "c": true}]');
  expect(warnings).toMatchObject([
    { message: '"a" holds nested values, first in row 1; they are kept as JSON text', where: { name: "a", row: 1 } },
    { message: '"c" mixes kinds of value and is text: number (first in row 1), boolean (first in row 2)' },
  ]);
});

test.each([
  ['[{"a": 1},\n {"a": }]', 2, 8, "a value expected"],
  ['[{"a": 1}\n', 2, 1, '"," or "]" expected'],
  ['[{"a" 1}]', 1, 7, '":" after the key expected'],
  ["[{'a': 1}]", 1, 3, "a key in double quotes expected"],
  ['[{"a": 01}]', 1, 9, "a value expected"],
  ['[{"a": {"b" 1}}]', 1, 13, '":" after the key expected'],
  ['[{"a": {b: 1}}]', 1, 9, "a key in double quotes expected"],
  ['[{"a": "x\ny"}]', 1, 10, "control character"],
  ['[{"a": "\\x"}]', 1, 9, "unknown escape"],
  ['[{"a": 1}] x', 1, 12, "nothing more expected"],
  ['[{"a": "x', 1, 8, "never closed"],
])("malformed JSON %j is reported with line and column", async (text, line, column, what) => {
  const problems = await catchProblems("invalid-dataset", () => scan(text));
  expect(problems).toMatchObject([
    { code: "malformed-json", where: { line, column }, message: expect.stringContaining(what) },
  ]);
});

test("values nested too deep are a limit with a name", async () => {
  for (const levels of [101, 100_000]) {
    expect(await catchProblems("limit-exceeded", () => scan(`[{"a": ${"[".repeat(levels)}`))).toMatchObject([
      { code: "too-deep", where: { line: 1, column: 108 }, allowed: "100 levels" },
    ]);
  }
});

test.each([
  ['{"rows": []}', "not-an-array"],
  ["3", "not-an-array"],
  ["[1]", "row-not-object"],
  ["[]", "empty-dataset"],
  ["[{}]", "empty-dataset"],
  ['[{"a": 1, "a": 2}]', "duplicate-key"],
  ['[{"a": 1}, {"A": 2}]', "duplicate-column"],
])("%s: %s", async (text, code) => {
  expect((await catchProblems("invalid-dataset", () => scan(text))).map((problem) => problem.code)).toEqual([code]);
});

test("NDJSON is one object a line; blank lines do not count", async () => {
  expect(scan('{"a": 1}\r\n\n{"a": 2}', true)).toMatchObject({ rows: 2 });
  expect(await catchProblems("invalid-dataset", () => scan('{"a": 1}\n{"a":\n2}', true))).toMatchObject([
    { where: { line: 2, column: 6 } },
  ]);
  expect(await catchProblems("invalid-dataset", () => scan('{"a": 1} {"a": 2}', true))).toMatchObject([
    { code: "malformed-json", message: expect.stringContaining("one object per line") },
  ]);
});

test("whatever JSON.stringify writes is taken, and a text that JSON.parse refuses is refused", async () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.dictionary(
          fc.string({ minLength: 1 }).map((key) => `k${key.toLowerCase()}`),
          fc.jsonValue(),
        ),
        { minLength: 1 },
      ),
      (rows) => {
        if (rows.every((row) => Object.keys(row).length === 0)) return;
        const names = new Set(rows.flatMap((row) => Object.keys(row)));
        if (new Set([...names].map((name) => name.toLowerCase())).size !== names.size) return;
        expect(scan(JSON.stringify(rows, null, 1)).rows).toBe(rows.length);
      },
    ),
    { seed: 3, numRuns: 200 },
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("[", "]", "{", "}", '"', ":", ",", "1", "-", ".", "e", "a", " ", "\\") }),
      (text) => {
        const whole = `[{"a":${text}}]`;
        const parsed = attempt(() => JSON.parse(whole));
        const scanned = attempt(() => scan(whole));
        // A key twice is JSON, but no table.
        if (scanned.failed && /twice|named/.test(String(scanned.message))) return;
        expect(scanned.failed).toBe(parsed.failed);
      },
    ),
    { seed: 4, numRuns: 2000 },
  );
});

test("a very long string does not exhaust the stack", () => {
  expect(scan(`[{"a": "${'\\"x'.repeat(2_000_000)}"}]`)).toMatchObject({ rows: 1 });
});

function attempt(action: () => unknown): { failed: boolean; message?: string } {
  try {
    action();
    return { failed: false };
  } catch (error) {
    return { failed: true, message: (error as Error).message };
  }
}

/** Arrays of JSON, sound and broken, whose signs stand in texts, keys and nested values too. */
const arrays: readonly string[] = [
  '[{"a": 1, "b": "x"}, {"a": 2}]',
  '\ufeff [\n {"a": "],[{\\"}," , "b": [1, {"c": ",]"}]} ,\n\n{"b": null}\n]\n ',
  '[{"ü,]": "中\\u002c\\\\", "b": {"x": [[], {}]}},{"ü,]":"🙂"}]',
  "[]",
  "[ ]\n",
  "[{}]",
  "[{},{}]",
  "",
  " ",
  '{"rows": [{"a": 1}, {"a": 2}]}',
  "1, 2",
  '[{"a": 1}, 2, {"a": 3}]',
  '[{"a": 1},\n{"a": 2},\n]',
  '[{"a": 1}\n,{"a": 2}\n{"a": 3}]',
  '[{"a": 1},{"a": 2}',
  '[{"a": 1},{"a": 2},',
  '[{"a": 1},{"a": 2}], [{"a": 3},{"a": 4}]',
  '[{"a": 1},{"a": 2}] x',
  '[{"a": 1},{"a": "never closed}, {"b": 2}]',
  '[{"a": 1},\n  {"a": 2, "a": 3}]',
  '[{"a": 1},\n{"a": tru}]',
  '[{"a": 1},,{"a": 2}]',
  `[{"a": 1},${"[".repeat(120)}${"]".repeat(120)}]`,
  `[{"a": 1},{"a": ${"[".repeat(120)}${"]".repeat(120)}}]`,
];

/** What a scan finds, or why it refuses: what it shows of the text may end with the piece. */
function found(scan: () => JsonScan): unknown {
  try {
    return scan();
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    return error.problems.map(({ seen, ...problem }) => ({ ...problem, seen: String(seen).slice(0, 1) }));
  }
}

test.each(arrays)(
  "%j is read alike in memory and in pieces, wherever these are cut, and refused at the same place",
  (text) => {
    const body = Buffer.from(text);
    const whole = found(() => scanJsonRows(body, false, datasetLimits));
    for (const pieceBytes of Array.from({ length: 40 }, (_, index) => index + 1))
      expect({
        pieceBytes,
        found: found(() => scanLongArray(Object.assign(Buffer.from(text), { pieceBytes }), datasetLimits)),
      }).toEqual({ pieceBytes, found: whole });
  },
);

test("random arrays are read alike in memory and in pieces", () => {
  const row = fc.dictionary(fc.constantFrom("a", "b,]", 'c"', "ü"), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 });
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 6 }),
      fc.constantFrom(0, 2),
      fc.nat(200),
      fc.nat(),
      (rows, space, broken, at) => {
        const sound = Buffer.from(JSON.stringify(rows, undefined, space));
        // Some have one byte of another value.
        const text =
          broken < 60
            ? sound
            : Buffer.concat([
                sound.subarray(0, at % sound.length),
                Buffer.from('"]},[{x'[at % 7]!),
                sound.subarray((at % sound.length) + 1),
              ]);
        const whole = found(() => scanJsonRows(text, false, datasetLimits));
        for (const pieceBytes of [1, 2, 7, 33])
          expect(found(() => scanLongArray(Object.assign(Buffer.from(text), { pieceBytes }), datasetLimits))).toEqual(
            whole,
          );
      },
    ),
    { seed: 31, numRuns: 300 },
  );
});

test("a row that has no end is refused before it fills the memory", () => {
  const body = Object.assign(Buffer.from(`[{"a": 1}, {"a": "${"x".repeat(33 * 1024 * 1024)}"}]`), {
    pieceBytes: 1024 * 1024,
  });
  expect(found(() => scanLongArray(body, datasetLimits))).toMatchObject([{ code: "long-row" }]);
});
