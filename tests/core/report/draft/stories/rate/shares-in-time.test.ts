import { describe, expect, test } from "vitest";
import { openText } from "../../draft-of-text.ts";
import { reportOf } from "../../report-of-table.ts";
import { numbersFrom } from "../../roles-of-text.ts";

/**
 * Of waits and trains it is asked which share was in time, before how many there were. The oracle adds up both counts.
 */
const heads = [
  "month,hospital,attendances,seen_within_4h,pct_within_4h",
  "month,line,trains,on_time_trains,on_time_pct",
  "Monat,Amt,Anträge,fristgerechte Anträge,fristgerecht %",
  "月份,线路,班次,准点班次,准点率(%)",
];

const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0);

describe.each(heads)("%s", { timeout: 60_000 }, (head) => {
  test.each([1, 2])("leads with the share of all (%i)", async (seed) => {
    const random = numbersFrom(seed + head.length);
    const rows = Array.from({ length: 24 * 5 }, (_, at) => {
      const all = 800 + Math.floor(900 * random());
      const within = Math.floor(all * (0.55 + 0.3 * random()));
      const month = `${2023 + Math.floor(at / 60)}-${String(1 + (Math.floor(at / 5) % 12)).padStart(2, "0")}`;
      return { month, all, within, line: `${month},P${at % 5},${all},${within},${((100 * within) / all).toFixed(1)}` };
    });
    const report = await reportOf(
      await openText(
        head,
        rows.map(({ line }) => line),
      ),
      { language: "en" },
    );
    const last = rows.filter(({ month }) => month === rows.at(-1)!.month);
    const share = (100 * sum(last.map(({ within }) => within))) / sum(last.map(({ all }) => all));
    expect(report.title).toContain(`${share.toFixed(1)}%`);
  });
});
