import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../functions/core/report/draft/draft.ts";
import { draftOf, openText, rowsOf } from "./draft-of-text.ts";
import { numbersFrom } from "./stories/subject-shapes.ts";

const scales: Readonly<Record<DraftLanguage, readonly string[]>> = {
  en: ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"],
  de: ["Stimme voll zu", "Stimme zu", "Teils, teils", "Stimme nicht zu", "Stimme überhaupt nicht zu"].map((text) =>
    text.replace(",", ""),
  ),
  zh: ["非常满意", "满意", "一般", "不满意", "非常不满意"],
};

/** Answers to three questions: how many gave each of the five, the most positive first. */
const counts = [
  [40, 30, 10, 10, 10],
  [5, 15, 20, 40, 20],
  [20, 25, 15, 30, 10],
];
const positive = [70, 45, 20];

test.each(["en", "de", "zh"] as const)(
  "answers that are counted are compared by agreement (%s)",
  { timeout: 60_000 },
  async (language) => {
    const rows = counts.flatMap((given, question) =>
      given.map((n, at) => `Q${question + 1},${scales[language][at]!},${n}`),
    );
    const table = await openText("item,answer,n", rows);
    const found = (await rowsOf(table, {}, { language }))("agreement");
    expect(found.map(({ question, share }) => [question, Math.round(Number(share))])).toEqual(
      ["Q1", "Q3", "Q2"].map((question, at) => [question, positive[at]]),
    );
  },
);

test.each(["en", "de", "zh"] as const)(
  "so are the answers of each person (%s)",
  { timeout: 60_000 },
  async (language) => {
    const next = numbersFrom(4);
    const given = counts.map((of) =>
      of
        .flatMap((n, at) => Array.from({ length: n }, () => scales[language][at]!))
        .map((answer) => ({ answer, seat: next() }))
        .sort((a, b) => a.seat - b.seat)
        .map(({ answer }) => answer),
    );
    const rows = Array.from({ length: 100 }, (_, at) => given.map((answers) => answers[at]!).join(","));
    const table = await openText("Pay,Leadership,Tools", rows);
    const found = (await rowsOf(table, {}, { language }))("agreement");
    expect(found.map(({ share }) => Math.round(Number(share)))).toEqual(positive);
  },
);

test("a question that few answered is compared, too", { timeout: 60_000 }, async () => {
  const few = ["Few,Agree,2", "Some,Agree,4", "Some,Disagree,1"];
  const many = counts.flatMap((given, question) => given.map((n, at) => `Q${question + 1},${scales.en[at]!},${n}`));
  const rows = [...many, ...few];
  const table = await openText("item,answer,n", rows);
  const found = (await rowsOf(table))("agreement");
  expect(found.map(({ question, share }) => [question, Math.round(Number(share))])).toEqual([
    ["Few", 100],
    ["Some", 80],
    ["Q1", 70],
    ["Q3", 45],
    ["Q2", 20],
  ]);
  expect((await draftOf(table)).files.get("report.md")!.replaceAll(/\s+/g, " ")).toContain(
    "{{ a.questions | number }} of {{ questions.rows.size | number }} questions",
  );
});

test("states, kinds and how often something is are no opinions", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 60 }, (_, at) =>
    [["good", "poor"][at % 2], ["yes", "no"][at % 2], ["often", "never", "rarely"][at % 3], 7 + (at % 9)].join(","),
  );
  const { story } = await draftOf(await openText("condition,checked,leaks,weight", rows));
  expect(story).not.toBe("survey");
});
