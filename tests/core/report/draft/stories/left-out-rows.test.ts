import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";

const dayOf = (at: number): string => new Date(Date.UTC(2025, 5, 1) + at * 86_400_000).toISOString().slice(0, 10);

const orders: readonly (readonly [DraftLanguage, head: string, kept: readonly string[], voids: readonly string[]])[] = [
  ["en", "Order date,Route,Line total (GBP),Status", ["Delivered", "Short"], ["Returned"]],
  ["de", "Datum,Tour,Betrag (€),Status", ["geliefert", "bezahlt"], ["storniert"]],
  ["zh", "日期,线路,金额（元）,状态", ["已完成", "已发货"], ["已取消", "已退款"]],
];

test.each(orders)("what is left out has values (%s)", { timeout: 60_000 }, async (language, head, kept, voids) => {
  const rows = Array.from({ length: 240 }, (_, at) => {
    const from = at % 12 === 5 ? voids : kept;
    return `${dayOf(at % 150)},${["A", "B", "C"][at % 3]!},${20 + ((at * 37) % 60)}.50,${from[Math.floor(at / 12) % from.length]!}`;
  });
  const { rows: found, draft } = await reportOf(await openText(head, rows), { language });
  const query = draft.files.has("queries/whole_groups.sql") ? "whole_groups" : "divided";
  const byState = found(query).filter(({ member }) => kept.includes(String(member)));
  expect(byState).toHaveLength(kept.length);
  for (const row of byState) {
    expect(row["absent"]).toBeNull();
    expect(String(row["voided"]).split(", ").toSorted()).toEqual(voids.toSorted());
  }
});

const stays: readonly (readonly [DraftLanguage, head: string, kept: string, voids: readonly string[]])[] = [
  ["en", "Booking,Check-in,Check-out,Room,Status", "Checked out", ["Cancelled", "No-show"]],
  ["de", "Buchung,Anreise,Abreise,Zimmer,Status", "abgereist", ["vom Gast storniert", "nicht erschienen"]],
  ["zh", "订单号,入住日期,离店日期,房型,订单状态", "已离店", ["已取消", "未到店"]],
];

test.each(stays)(
  "a stay that did not happen takes no time (%s)",
  { timeout: 60_000 },
  async (language, head, kept, voids) => {
    const made = Array.from({ length: 200 }, (_, at) => {
      const isVoid = at % 9 === 4;
      return { at, isVoid, nights: isVoid ? 20 : 1 + ((at * 7) % 6) };
    });
    const rows = made.map(
      ({ at, isVoid, nights }) =>
        `B${1000 + at},${dayOf(at % 60)},${dayOf((at % 60) + nights)},${["S", "D"][at % 2]!},${isVoid ? voids[at % voids.length]! : kept}`,
    );
    const { rows: found } = await reportOf(await openText(head, rows), { language });
    const held = made.filter(({ isVoid }) => !isVoid);
    const [span] = found("span");
    expect([Number(span!["records"]), Number(span!["ended"])]).toEqual([held.length, held.length]);
    expect(Number(span!["most"])).toBe(Math.max(...held.map(({ nights }) => nights)));
    expect(Number(found("span_unheld")[0]!["n"])).toBe(made.length - held.length);
  },
);

test("memberships that were cancelled are those that ended", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 200 }, (_, at) => {
    const isOver = at % 3 === 0;
    return `M${1000 + at},${dayOf(at % 90)},${isOver ? dayOf((at % 90) + 5 + ((at * 7) % 60)) : ""},${["S", "D"][at % 2]!},${isOver ? "Cancelled" : "Active"}`;
  });
  const { rows: found } = await reportOf(await openText("Member,Start date,End date,Plan,Status", rows));
  expect(Number(found("span")[0]!["ended"])).toBe(rows.filter((row) => row.endsWith("Cancelled")).length);
});
