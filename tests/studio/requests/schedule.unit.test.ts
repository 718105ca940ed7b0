import { expect, test } from "vitest";
import { readPlan, scheduleInWords, writePlan } from "../../../studio/src/publications/schedule.ts";
import { scheduleWords } from "../../../studio/src/publications/schedule-words.ts";

test.each([
  ["0 7 * * *", "every day at 07:00", "每天 07:00"],
  ["5 18 * * 1-5", "Mondays to Fridays at 18:05", "周一至周五 18:05"],
  ["0 7 * * 1", "Mondays at 07:00", "每周一 07:00"],
  ["30 9 * * MON,THU", "Mondays and Thursdays at 09:30", "每周一、四 09:30"],
  ["0 0 * * 7,6", "Sundays and Saturdays at 00:00", "每周日、六 00:00"],
  ["0 6 1 * *", "day 1 of each month at 06:00", "每月 1 日 06:00"],
  ["30 9 L * *", "the last day of each month at 09:30", "每月最后一天 09:30"],
  ["*/30 * * * *", "by the pattern */30 * * * *", "按 cron 规则 */30 * * * *"],
  ["0 7 1 1,4,7,10 *", "by the pattern 0 7 1 1,4,7,10 *", "按 cron 规则 0 7 1 1,4,7,10 *"],
  ["0 7 * * 1#1", "by the pattern 0 7 * * 1#1", "按 cron 规则 0 7 * * 1#1"],
  ["0 24 * * *", "by the pattern 0 24 * * *", "按 cron 规则 0 24 * * *"],
])("%s in words: %s", (pattern, en, zh) => {
  expect(scheduleInWords(pattern, scheduleWords.en)).toBe(en);
  expect(scheduleInWords(pattern, scheduleWords.zh)).toBe(zh);
});

test.each(["0 7 * * *", "5 18 * * 1-5", "0 7 * * 1,4", "0 6 15 * *", "30 9 L * *", "*/5 2-4 * * *", "nonsense"])(
  "%s is the same after it was read and written",
  (pattern) => {
    expect(writePlan(readPlan(pattern))).toBe(pattern);
  },
);

test("a plan that was changed is written as its pattern", () => {
  const plan = readPlan("0 7 * * 1");
  expect(writePlan({ ...plan, time: "18:05" })).toBe("5 18 * * 1");
  expect(writePlan({ ...plan, days: [5, 1, 0] })).toBe("0 7 * * 0,1,5");
  expect(writePlan({ ...plan, frequency: "monthly", day: "L" })).toBe("0 7 L * *");
  expect(writePlan({ ...plan, frequency: "custom", pattern: "1 2 3 4 5" })).toBe("1 2 3 4 5");
});
