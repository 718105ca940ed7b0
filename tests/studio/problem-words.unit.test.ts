import fc from "fast-check";
import { expect, test } from "vitest";
import { nearValues } from "../../studio/src/design/near-values.ts";
import { problemText } from "../../studio/src/words/problem-words.ts";
import { openTestApp, problemFrom } from "../http/open-test-app.ts";

/** Refusals that readers of the studio meet: what a form may send, and what they may open. */
const refused: readonly (readonly [string, string, unknown])[] = [
  ["POST", "/reports", { template: "sentence", parameters: { year: "soon" } }],
  ["POST", "/reports", { template: "sentence", parameters: { year: 1999 } }],
  ["POST", "/reports", { template: "sentence", parameters: { yaer: 2020 } }],
  ["POST", "/reports", { template: "sentence", date: "2026-02-30" }],
  ["POST", "/reports", { template: "sentence", datasets: { numbers: "nubmers" } }],
  ["POST", "/reports", { template: "sentence", datasets: { number: "numbers" } }],
  ["POST", "/reports", { template: "sentense" }],
  ["POST", "/reports", {}],
  [
    "POST",
    "/batches/preview",
    { template: "sentence", rows: { dataset: "numbers" }, map: { year: "yaer" }, name: "a" },
  ],
  [
    "POST",
    "/batches/preview",
    { template: "sentence", rows: { dataset: "numbers" }, map: { yeer: "year" }, name: "a" },
  ],
  [
    "POST",
    "/batches/preview",
    { template: "sentence", rows: { dataset: "numbers" }, map: { year: "year" }, name: "{% if %}" },
  ],
  ["GET", `/reports/${"0".repeat(64)}`, undefined],
  ["GET", "/datasets/nowhere", undefined],
];

test.each(refused)("%s %s is refused in the reader's language: %j", async (method, path, body) => {
  const { call } = await openTestApp();
  const answer = await problemFrom(
    await call(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    }),
  );
  const problems = answer.problems as readonly Parameters<typeof problemText>[0][];
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems) {
    const text = problemText(problem, "zh");
    expect(text, problem.code).toMatch(/\p{Script=Han}/u);
    // Names and values stay as they are; sentences do not.
    expect(text.replaceAll(/“[^”]*”/g, ""), problem.code).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/i);
    expect(text, problem.code).not.toMatch(/undefined|“”/);
    expect(problemText(problem, "en")).toBe(problem.message);
  }
});

test("of many allowed values the near ones are named, the nearest first, never all", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 13, maxLength: 315 }),
      fc.nat(),
      fc.nat({ max: 8 }),
      (allowed, pick, at) => {
        const meant = allowed[pick % allowed.length]!;
        const slip = meant.slice(0, at) + meant.slice(at + 1);
        const near = nearValues(slip, allowed);
        expect(near.length).toBeLessThanOrEqual(12);
        expect(near.every((value) => allowed.includes(value))).toBe(true);
        expect(nearValues(meant, allowed)).toContain(
          allowed.find((value) => value.toLowerCase() === meant.toLowerCase()),
        );
      },
    ),
    { seed: 29, numRuns: 100 },
  );
  expect(nearValues("KOREA", ["a", "b"])).toEqual(["a", "b"]);
});
