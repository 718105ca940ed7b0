import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { faultsOfDraft } from "../every-choice.ts";

const of = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const month = (at: number): string => `${2021 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
const day = (at: number): string => new Date(Date.UTC(2025, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);

/** A count of each month, of which the last that a draft sees is low; and an average beside it. */
const ending = of(30).map((at) => `${month(at)},${at === 26 ? 41 : 200 + ((at * 7) % 23)},${12 + (at % 4)}.5`);
/** A shop's days without Sundays, and its weather. */
const closed = of(70).map((at) => `${day(at)},${(at + 3) % 7 === 0 ? 0 : 900 + ((at * 37) % 300)},${4 + (at % 9)}.5`);
/** An index beside what is counted. */
const prices = of(50).map((at) => `${month(at)},${(100 * 1.003 ** at).toFixed(1)},${40 + ((at * 7) % 9)}`);
/** Tickets of which the last are open. */
const open = of(300).map((at) => {
  const begun = Math.floor((at * 200) / 300) - ((at * 13) % 5);
  const ends = begun + ((at * 29) % 40);
  return `T${at},${day(begun)},${["A", "B"][at % 2]!},${ends <= 200 ? 24 * (ends - begun) + (at % 24) : ""}`;
});

test.each<readonly [string, DraftLanguage, string, readonly string[]]>([
  ["a last month that is low", "en", "month,sales,average receipt", ending],
  ["a last month that is low", "de", "Monat,Anzahl,Durchschnitt", ending],
  ["a last month that is low", "zh", "月份,销售额,平均", ending],
  ["closed days", "en", "date,takings_eur,temperature_c", closed],
  ["closed days", "zh", "日期,销售额,气温", closed],
  ["an index", "en", "month,CPI (2020 = 100),accidents", prices],
  ["an index", "de", "Monat,Preisindex,Unfälle", prices],
  ["open cases", "en", "ticket,created,team,resolution_hours", open],
  ["open cases", "zh", "工单,创建时间,团队,处理时间（小时）", open],
])("%s (%s): every choice renders, and the next rows do", { timeout: 300_000 }, async (_, language, head, rows) => {
  expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
});
