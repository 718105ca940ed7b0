import fc from "fast-check";
import { expect, test } from "vitest";
import { nearValues } from "../../studio/src/design/near-values.ts";
import { problemTitles } from "../../functions/http/problem-details.ts";
import { chineseProblems, hintText, problemText } from "../../studio/src/words/problem-words.ts";
import { chartHints, editHints } from "../../functions/core/report/edit/edit-hints.ts";
import { hintWords } from "../../studio/src/words/problems/hints.ts";
import { openTestApp, problemFrom } from "../http/open-test-app.ts";
import { apiTexts, problemCodes } from "./problem-codes.ts";

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

/** What of a text is neither a value nor a name. */
const sentence = (text: string): string => text.replaceAll(/“[^”]*”/g, "");

test("every problem that a route can answer, and every kind of problem, has Chinese words", () => {
  const { codes } = problemCodes();
  expect(codes.size).toBeGreaterThan(300);
  const known = [...codes, ...Object.keys(problemTitles)];
  const faults = known.flatMap((code) => {
    const bare = { code: code.replace("*", "some"), message: "What the API says in its own words" };
    const full = {
      ...bare,
      pointer: "/parameters/year",
      name: "year",
      seen: 1,
      allowed: ["a", "b"],
      dataset: "d",
      row: 3,
    };
    return [bare, full].flatMap((problem) => {
      const text = problemText(problem, "zh");
      if (problem === full && text.startsWith("出了问题")) return [`${code}: needs more than there is`];
      const isChinese = /\p{Script=Han}/u.test(text) && !/[a-z]+ [a-z]+ [a-z]+/i.test(sentence(text));
      return isChinese && !/undefined|“”|[。：]。/.test(text) ? [] : [`${code}: ${text}`];
    });
  });
  expect(faults).toEqual([]);
  expect(
    Object.keys(chineseProblems).filter((code) => !known.includes(code)),
    "words of codes that there are no more",
  ).toEqual([]);
});

test("an edit that is refused on the page says what can be done there, also in Chinese", () => {
  for (const hint of [...Object.values(editHints), ...Object.values(chartHints)])
    expect(hintText({ hint }, "zh")).toMatch(/\p{Script=Han}/u);
  const others = apiTexts().match(/"(?:edit|write|move|change)\b[^".]* (?:in )?the source"/g);
  expect(others, "hints that name only the source").toBeNull();
});

test("hints in Chinese are those that the API writes", () => {
  const texts = apiTexts();
  expect(Object.keys(hintWords).filter((hint) => !texts.includes(hint))).toEqual([]);
  for (const hint of Object.keys(hintWords)) expect(hintText({ hint }, "zh")).toMatch(/\p{Script=Han}/u);
  expect(hintText({ hint: "did you mean year?" }, "zh")).toBe("是否指 year？");
});
