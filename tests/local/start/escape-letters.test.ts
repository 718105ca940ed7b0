import { expect, test } from "vitest";
import { escapeLetters } from "../../../functions/local/start/escape-letters.ts";

test("writes a program in ASCII that does the same", () => {
  const program = "[/^[（－]é$/u.test('\\u{ff08}\\u00e9'), /^😀$/u.test('\\u{1f600}'), 'ü']";
  const escaped = escapeLetters(program);
  expect(escaped).toMatch(/^[\0-\x7f]*$/);
  // oxlint-disable-next-line no-eval -- only the meaning of the result counts
  expect((0, eval)(escaped)).toEqual([true, true, "ü"]);
});
