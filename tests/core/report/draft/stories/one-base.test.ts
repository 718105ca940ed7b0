import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { isCancelledState } from "../../../../../functions/core/report/draft/names/cells/void-states.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { rolesOfText } from "../roles-of-text.ts";

const head = {
  en: "Booking,Date,Route,Passengers,Fare (GBP),Status",
  de: "Buchung,Datum,Strecke,Fahrgäste,Betrag (€),Status",
  zh: "订单编号,日期,线路,乘客人次,金额（元）,状态",
} as const;

/** States of what happened, and several kinds of what did not. */
const states: readonly (readonly [DraftLanguage, kept: readonly string[], voids: readonly string[]])[] = [
  ["en", ["Travelled"], ["Cancelled by customer", "Sailing cancelled", "No-show"]],
  ["en", ["Attended", "Late"], ["No-show"]],
  ["en", ["Completed", "Shipped"], ["Cancelled", "Refunded"]],
  ["en", ["Played"], ["Match cancelled", "Did not attend"]],
  ["de", ["gefahren"], ["storniert", "entfallen", "nicht erschienen"]],
  ["de", ["bezahlt", "offen"], ["vom Kunden storniert", "ausgefallen"]],
  ["zh", ["已完成"], ["已取消", "爽约"]],
];

const rowsOf = (kept: readonly string[], voids: readonly string[]): readonly (readonly [string, number, boolean])[] =>
  Array.from({ length: 240 }, (_, at) => {
    const isVoid = at % 7 === 3;
    const from = isVoid ? voids : kept;
    const state = from[Math.floor(at / 7) % from.length]!;
    const people = 1 + ((at * 5) % 6);
    const day = new Date(Date.UTC(2025, 5, 1 + (at % 90))).toISOString().slice(0, 10);
    const fare = isVoid && at % 2 === 0 ? 0 : 8 + ((at * 37) % 60);
    return [`B-${1000 + at},${day},${["A", "B", "C"][at % 3]!},${people},${fare.toFixed(2)},${state}`, people, isVoid];
  });

test.each(states)(
  "every number is of what happened (%s, %s, %s)",
  { timeout: 60_000 },
  async (language, kept, voids) => {
    const made = rowsOf(kept, voids);
    expect(voids.filter((state) => !isCancelledState(state))).toEqual([]);
    expect(kept.filter(isCancelledState)).toEqual([]);
    const rows = made.map(([row]) => row);
    const roles = await rolesOfText(head[language], rows);
    expect(roles.voided?.texts.toSorted()).toEqual(voids.toSorted());
    expect(roles.measures.filter(({ value }) => !value.startsWith("(CASE WHEN NOT")).map(({ key }) => key)).toEqual([]);
    const { world, template } = await templateOf(await openText(head[language], rows), { language });
    const accepted = await acceptReport({ template: template.name }, world);
    const { document, tables } = await layOutReport(accepted, world, () => {});
    const [whole] = tables.get("whole")!.rows;
    const happened = made.filter(([, , isVoid]) => !isVoid);
    expect(Number(whole!["records"])).toBe(happened.length);
    const text = shownLines(document)
      .map((line) => line.text)
      .join("\n");
    expect(text).toContain(String(made.length - happened.length));
    const numbers = Object.values(whole!).map(Number);
    const people = happened.reduce((sum, [, each]) => sum + each, 0);
    expect(numbers).toContain(people);
    expect(numbers).not.toContain(made.reduce((sum, [, each]) => sum + each, 0));
  },
);
