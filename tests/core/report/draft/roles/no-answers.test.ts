import { describe, expect, test } from "vitest";
import { isNoAnswer } from "../../../../../functions/core/report/draft/names/cells/no-answer.ts";
import { openText, rowsOf } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

const noAnswers = [
  "Don't know",
  "Don’t know/refused",
  "DK/Refused",
  "Refused",
  "No answer",
  "Not stated",
  "Prefer not to say",
  "(Don't know)",
  "99 No answer",
  "k. A.",
  "k.A.",
  "Keine Angabe",
  "weiß nicht",
  "weiß nicht/verweigert",
  "不知道",
  "拒答",
];

test.each(noAnswers)("%s is no answer", (text) => expect(isNoAnswer(text)).toBe(true));

test.each([
  "Unknown Pleasures",
  "Known",
  "None",
  "No",
  "Refuse collection",
  "Not satisfied",
  "KA",
  "Don",
  "无",
  "不满意",
])("%s may be one", (text) => expect(isNoAnswer(text)).toBe(false));

describe("what is no answer is no member that could be first, and the report says so", () => {
  test.each(noAnswers.slice(0, 15))("%s", async (none) => {
    const next = numbersFrom(none.length);
    const rows = Array.from({ length: 240 }, (_, at) => {
      const answer = at % 2 === 0 ? none : ["Car", "Bus", "Bicycle"][Math.floor(next() * 3)]!;
      return `${1000 + at * 3},${answer},${(20 + next() * 50).toFixed(1)}`;
    });
    const { draft, rows: found } = await reportOf(await openText("no.,transport,distance km", rows));
    expect(draft.files.get("report.md")).toContain("count as rows without one");
    for (const query of ["groups", "ranking", "divided"])
      if (draft.files.has(`queries/${query}.sql`))
        expect(JSON.stringify(found(query))).not.toContain(JSON.stringify(none).slice(1, -1));
  });
});

test("of columns that count answers the largest is one of those", async () => {
  const bands = ["<10k", "10-20k", "20-30k", "30-50k"];
  const rows = Array.from({ length: 9 }, (_, at) => {
    return `Group ${"abcdefghi"[at]!},${20 + at},${30 + 2 * at},${25 + at},${18 + at},${90 + at}`;
  });
  const found = await rowsOf(await openText(`group,${bands.join(",")},Don't know/refused`, rows));
  expect(found("kinds_ends")[0]).toMatchObject({ first: "10-20k", second: "20-30k", first_rows: 9, rows: 9 });
  expect(found("kinds").at(-1)).toMatchObject({ member: "Don't know/refused" });
});
