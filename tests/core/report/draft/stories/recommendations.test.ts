import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { draftOf, openText } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "./subject-shapes.ts";

const cases: readonly (readonly [DraftLanguage, string])[] = [
  ["en", "response_id,date,segment,How likely are you to recommend us to a colleague? (0-10)"],
  ["de", "Nr,Datum,Segment,Wie wahrscheinlich ist es dass Sie uns weiterempfehlen? (0-10)"],
  ["zh", "编号,日期,客户类型,您有多大可能推荐我们（0-10）"],
];

const score = (of: readonly (number | undefined)[]): number => {
  const known = of.filter((answer) => answer !== undefined);
  const share = (is: (answer: number) => boolean): number => known.filter(is).length / known.length;
  return 100 * (share((answer) => answer > 8) - share((answer) => answer < 7));
};

/** Answers of three groups, some of them missing, and the score of each by its definition. */
function answers(seed: number): {
  readonly rows: readonly string[];
  readonly all: number;
  readonly groups: readonly (readonly [string, number])[];
} {
  const next = numbersFrom(seed);
  const given: (readonly [group: string, answer: number | undefined])[] = Array.from({ length: 240 }, (_, at) => {
    const group = ["Large", "Middle", "Small"][at % 3]!;
    const answer = Math.min(10, Math.floor((at % 3 === 0 ? 6 : at % 3 === 1 ? 4 : 2) + next() * 7));
    return [group, at % 29 === 3 ? undefined : answer];
  });
  const groups = ["Large", "Middle", "Small"].map(
    (group) => [group, score(given.filter(([own]) => own === group).map(([, answer]) => answer))] as const,
  );
  const rows = given.map(
    ([group, answer], at) =>
      `R${100 + at},2025-0${7 + Math.floor(at / 80)}-${String((at % 28) + 1).padStart(2, "0")},${group},${answer ?? ""}`,
  );
  return { rows, all: score(given.map(([, answer]) => answer)), groups };
}

test.each(cases)("%s: promoters less detractors", { timeout: 60_000 }, async (language, head) => {
  const { rows, all, groups } = answers(4);
  const table = await openText(head, rows);
  const { rows: found, title } = await reportOf(table, { language });
  expect(Number(found("recommend")[0]!["share"])).toBeCloseTo(all, 9);
  const told = found("recommend_groups").map((row) => [row["member"], Math.round(Number(row["share"]))]);
  expect(told).toEqual(groups.toSorted((a, b) => b[1] - a[1]).map(([group, one]) => [group, Math.round(one)]));
  expect(title).toContain(String(Math.abs(Math.round(all))));
  if (language === "zh") expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
});

test("a score of members from -100 to 100 is no answer", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 40 }, (_, at) => `Shop ${at},${((at * 37) % 150) - 60}`);
  const { files } = await draftOf(await openText("shop,nps", rows));
  expect([...files.keys()]).not.toContain("queries/recommend.sql");
});

test("marks that people gave stand before what others liked", { timeout: 60_000 }, async () => {
  const next = numbersFrom(2);
  const rows = Array.from(
    { length: 150 },
    (_, at) => `2025-0${1 + (at % 6)}-11,商品${at % 4},${1 + Math.floor(next() * 5)},${Math.floor(next() * 9)}`,
  );
  const { questions } = await draftOf(await openText("评价日期,商品,评分,点赞数", rows));
  expect(questions.find(({ name }) => name === "about")!.choices[0]).toMatchObject({ label: "评分" });
});
