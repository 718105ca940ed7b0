import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";

/** Dated claims by kind: every third day has one, of `kinds` kinds; some without a value, a date or a kind. */
function claims(count: number, kinds: number, everyDays: number): readonly (readonly string[])[] {
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(Date.UTC(2024, 0, 3 + Math.floor(at * everyDays))).toISOString().slice(0, 10);
    const amount = at % 17 === 5 ? "" : String(10 + ((at * 7919 + at * at * 31) % 480));
    return [
      `C-${1000 + at}`,
      at % 41 === 7 ? "" : day,
      at % 23 === 3 ? "" : `Kind ${String.fromCharCode(65 + ((at * 5 + Math.floor(at / 3)) % kinds))}`,
      amount,
    ];
  });
}

const heads: Readonly<Record<DraftLanguage, string>> = {
  en: "claim,date,kind,amount",
  de: "Beleg,Datum,Kategorie,Betrag",
  zh: "单号,日期,类别,金额",
};

async function drafted(rows: readonly (readonly string[])[], language: DraftLanguage) {
  const table = await openText(
    heads[language],
    rows.map((row) => row.join(",")),
  );
  const { world, template } = await templateOf(table, { language });
  const accepted = await acceptReport({ template: template.name }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  return { lines: shownLines(document), rows: (query: string) => tables.get(query)!.rows };
}

const digits = (text: string): string => text.replaceAll(/[.,](?=\d{3})/g, "");

describe.each(["en", "de", "zh"] as const)("the whole of dated records, in %s", (language) => {
  test("leads where a table covers a year or less, with every record, name and gap", { timeout: 60_000 }, async () => {
    const rows = claims(120, 5, 1.4);
    const { lines, rows: of } = await drafted(rows, language);
    const title = lines.find(({ place }) => place.startsWith("heading"))!.text;
    const valued = rows.filter(([, , , amount]) => amount !== "");
    const total = valued.reduce((sum, [, , , amount]) => sum + Number(amount), 0);
    expect(digits(title)).toContain(String(total));
    expect(title).toContain(String(valued.length));
    expect(of("whole")[0]).toMatchObject({
      missing: rows.length - valued.length,
      undated: valued.filter(([, day]) => day === "").length,
    });
    // Each name, and the rows that name none, is a bar of its own: together they are the whole.
    const groups = of("whole_groups");
    expect(groups).toHaveLength(6);
    expect(groups.reduce((sum, { value }) => sum + Number(value), 0)).toBe(total);
    expect(groups.at(-1)).toMatchObject({ members: 5 });
    for (const { member, value } of groups.slice(0, 5))
      expect(value).toBe(
        valued.filter(([, , kind]) => kind === member).reduce((sum, [, , , amount]) => sum + Number(amount), 0),
      );
    const text = digits(lines.map(({ text: one }) => one).join("\n"));
    expect(text).toContain(String(rows.length - valued.length));
  });

  test("stands behind the last period where a table covers years", { timeout: 60_000 }, async () => {
    const rows = claims(300, 26, 4);
    const { lines, rows: of } = await drafted(rows, language);
    const headings = lines.filter(({ place }) => place.startsWith("heading")).map(({ text }) => digits(text));
    const total = String(of("whole")[0]!["value"]);
    expect(headings[0]).not.toContain(total);
    expect(headings.slice(1).join("\n")).toContain(total);
    // Bars of fewer than all say so.
    expect(lines.map(({ text }) => text).join("\n")).toMatch(/first 15 of 26|ersten 15 von 26|26项中的前15项/);
  });
});

test("equal values, as they are printed, share the first place", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 60 }, (_, at) => [
    `C-${at}`,
    new Date(Date.UTC(2024, 2, 1 + at)).toISOString().slice(0, 10),
    ["North", "South", "East"][at % 3]!,
    at % 3 === 2 ? "40" : at === 0 ? "50.004" : "50",
  ]);
  const { lines } = await drafted(rows, "en");
  expect(lines.map(({ text }) => text).join("\n")).toContain("By Kind, 2 share the highest value, 1,000");
});

test("months that a table has as rows have no first and last day", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 96 }, (_, at) => [
    `C-${at}`,
    `2024-${String(1 + (Math.floor(at / 8) % 12)).padStart(2, "0")}-01`,
    ["North", "South"][at % 2]!,
    String(10 + ((at * 7919) % 480)),
  ]);
  const { lines } = await drafted(rows, "en");
  expect(lines.map(({ text }) => text).join("\n")).not.toMatch(/ to 1 December 2024/);
});

test("what went out is no missing value of what came in", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 120 }, (_, at) => {
    const day = new Date(Date.UTC(2025, 0, 1 + Math.floor((at * at) / 90))).toISOString().slice(0, 10);
    return `${day},${["A", "B"][at % 2]!},${at % 3 === 0 ? "in" : "out"},${10 + at}`;
  });
  const { world, template } = await templateOf(await openText("date,warehouse,movement,quantity", rows));
  const accepted = await acceptReport({ template: template.name }, world);
  const { document } = await layOutReport(accepted, world, () => {});
  const text = shownLines(document)
    .map(({ text: one }) => one)
    .join("\n");
  expect(text).toMatch(/40 records/);
  expect(text).not.toMatch(/ha(s|ve) no value/);
});

test.each(["en", "de", "zh"] as const)(
  "behind a total stands its course, and no median of a record beside it (%s)",
  { timeout: 60_000 },
  async (language) => {
    const { lines } = await drafted(claims(120, 5, 1.4), language);
    const headings = lines.filter(({ place }) => place === "heading").map(({ text }) => text);
    expect(headings[1]).toMatch(/^(Over time|Verlauf|随时间的变化)$/);
    const charts = lines.filter(({ place }) => /^(Figure|Abbildung|图).*title$/.test(place)).map(({ text }) => text);
    expect(charts[0]).toMatch(/highest|höchster|最高/);
    const first = lines.slice(
      0,
      lines.findIndex(({ text }) => text === headings[1]),
    );
    expect(first.map(({ text }) => text).join("\n")).not.toMatch(/half of|median|中位数/i);
  },
);

const bookings = {
  en: ["booking,date,room,guests,status", "took place", "cancelled", "no-show"],
  de: ["Buchung,Datum,Raum,Teilnehmer,Status", "stattgefunden", "storniert", "nicht erschienen"],
  zh: ["单号,日期,门店,数量,状态", "已签收 Delivered", "已退款 Refunded", "待付款 Unpaid"],
} as const;

test.each(["en", "de", "zh"] as const)(
  "a total says in the same sentence what of it did not come about (%s)",
  { timeout: 60_000 },
  async (language) => {
    const [head, kept, ...voided] = bookings[language];
    const rows = Array.from({ length: 150 }, (_, at) => {
      const day = new Date(Date.UTC(2025, 2, 3 + Math.floor(at / 2))).toISOString().slice(0, 10);
      const state = at % 7 === 3 ? voided[0]! : at % 11 === 5 ? voided[1]! : kept;
      return { day, people: 2 + ((at * 7919) % 40), state, room: ["A", "B", "C"][(at * 5) % 3]! };
    });
    const table = await openText(
      head,
      rows.map(({ day, people, state, room }, at) => `B-${100 + at},${day},${room},${people},${state}`),
    );
    const { world, template } = await templateOf(table, { language });
    const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
    const gone = rows.filter(({ state }) => state !== kept);
    const total = rows.reduce((sum, { people }) => sum + people, 0);
    const lost = gone.reduce((sum, { people }) => sum + people, 0);
    const sentence = shownLines(document)
      .map(({ text }) => digits(text))
      .find((text) => text.includes(String(total)) && text.includes(voided[0]!));
    expect(sentence).toContain(String(lost));
    expect(sentence).toContain(String(gone.length));
    for (const state of voided) expect(sentence).toContain(state);
    expect(sentence).not.toContain(kept);
  },
);
