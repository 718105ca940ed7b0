import { expect, test } from "vitest";
import { changedNothing } from "../../../studio/src/datasets/diff/changed-nothing.ts";
import { RefusedError } from "../../../studio/src/api/refused-error.ts";

const refused = (status: number, kind: string, code: string) =>
  new RefusedError(status, {
    type: `urn:broadsheet:problem:${kind}`,
    title: kind,
    detail: code,
    status,
    problems: [{ code, message: code }],
  });

test("an erasure has changed nothing only if it was refused before it began, or says so", () => {
  expect(changedNothing(refused(409, "conflict", "is-a-view"), false)).toBe(true);
  expect(changedNothing(refused(409, "conflict", "version-is-not-current"), true)).toBe(true);
  expect(changedNothing(refused(422, "invalid-dataset", "syntax-error"), true)).toBe(true);
  expect(changedNothing(refused(422, "damaged", "corrupt-object"), true)).toBe(false);
  expect(changedNothing(refused(503, "unavailable", "contended"), false)).toBe(false);
  expect(changedNothing(new TypeError("fetch failed"), false)).toBe(false);
});
