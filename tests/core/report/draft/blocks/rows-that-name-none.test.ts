import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, type Row, templateOf } from "../draft-of-text.ts";

/** Which of twenty rows name none, in hundredths. */
const shares = [0, 5, 40] as const;

const none: Readonly<Record<DraftLanguage, string>> = { en: "without one", de: "ohne Angabe", zh: "未注明" };

/** A row of a generated table: its day, its category (or none) and its measures. */
interface Made {
  readonly day: string;
  readonly kind: string;
  readonly place: string;
  readonly amount: number;
  readonly wait: number;
}

const kinds = ["Alder", "Birch", "Cedar", "Elm", "Fir"];

/** A row is without a category by its own place alone, which falls on all categories, days and places alike. */
function made(count: number, days: number, percent: number): readonly Made[] {
  return Array.from({ length: count }, (_, at) => ({
    day: new Date(Date.UTC(2024, 0, 1) + Math.floor((at * days) / count) * 86_400_000).toISOString().slice(0, 10),
    kind:
      (at * 7 + Math.floor(at / 20)) % 20 < percent / 5 ? "" : kinds[(at * at + Math.floor(at / 3)) % kinds.length]!,
    place: ["North", "South", "West"][(at * 5 + Math.floor(at / 4)) % 3]!,
    amount: 3 + ((at * 37) % 41),
    wait: 1 + ((at * 11) % 17) + 0.5,
  }));
}

async function shownOf(
  head: string,
  lines: readonly string[],
  language: DraftLanguage,
  parameters: Row,
): Promise<{ readonly text: string; readonly rows: (query: string) => readonly Row[] }> {
  const { world, template } = await templateOf(await openText(head, lines), { language });
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  const text = shownLines(document)
    .map((line) => line.text)
    .join(" ")
    .replaceAll("\u00a0", " ");
  return { text, rows: (query) => tables.get(query)?.rows ?? [] };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** What each category has by the rows, those that name none under their name. */
function partsOf(rows: readonly Made[], by: "kind" | "place", language: DraftLanguage): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const row of rows) {
    const name = row[by] === "" ? none[language] : row[by];
    parts.set(name, (parts.get(name) ?? 0) + row.amount);
  }
  return parts;
}

/** Each part is there with its value; shares, where there are any, are of the sum of all that are shown. */
function expectParts(shown: readonly Row[], own: ReadonlyMap<string, number>): void {
  expect(new Map(shown.map(({ member, value }) => [String(member), Number(value)]))).toEqual(own);
  const all = sum([...own.values()]);
  for (const { member, share } of shown)
    if (share !== undefined) expect(Number(share)).toBeCloseTo((100 * own.get(String(member))!) / all, 6);
}

const nowOf = (rows: (query: string) => readonly Row[]): string => String(rows("headline")[0]!["now"]).slice(0, 7);

const languages: readonly DraftLanguage[] = ["en", "de", "zh"];
const cases = shares.flatMap((percent) => languages.map((language) => [percent, language] as const));

const flowHead = "Date received,Reason,Depot,Qty,Days to refund";
const flowLine = ({ day, kind, place, amount, wait }: Made): string => `${day},${kind},${place},${amount},${wait}`;

describe.each(cases)("of dated records %d in a hundred name none (%s)", { timeout: 60_000 }, (percent, language) => {
  const rows = made(400, 300, percent);
  const lines = rows.map(flowLine);
  const unnamed = rows.filter(({ kind }) => kind === "");

  test("each sum has all of them, and shares are of what is shown", async () => {
    const shown = await shownOf(flowHead, lines, language, { measure: "qty", by: "reason", period: "latest" });
    const now = rows.filter(({ day }) => day.startsWith(nowOf(shown.rows)));
    const parts = partsOf(now, "kind", language);
    expect(Number(shown.rows("headline")[0]!["value"])).toBe(sum([...parts.values()]));
    for (const query of ["bars", "table"]) expectParts(shown.rows(query), parts);
    const panels = shown.rows("panels").filter(({ period }) => String(period).startsWith(nowOf(shown.rows)));
    expectParts(panels, parts);
    const byReason = (query: string): readonly Row[] =>
      shown.rows(query).filter(({ grouping }) => grouping === "reason");
    for (const query of ["whole_groups", "whole_table"]) expectParts(byReason(query), partsOf(rows, "kind", language));
    // What is in no category is said in words, too, of the period and of all.
    for (const of of percent === 0 ? [] : [now, rows]) {
      const rest = partsOf(of, "kind", language).get(none[language])!;
      const all = sum(of.map(({ amount }) => amount));
      expect(shown.text).toContain(saidRest[language](rest, Math.round((100 * rest) / all)));
    }
    if (percent === 0) expect(shown.text).not.toContain(none[language]);
  });

  test("a mean has no part for them, and the report says how many are left out", async () => {
    const shown = await shownOf(flowHead, lines, language, {
      measure: "days_to_refund",
      by: "reason",
      period: "latest",
    });
    for (const query of ["bars", "table", "panels", "whole_groups", "whole_table"])
      expect(shown.rows(query).map(({ member }) => member)).not.toContain(none[language]);
    const now = unnamed.filter(({ day }) => day.startsWith(nowOf(shown.rows)));
    if (percent === 0) return;
    expect(shown.text).toContain(leftOut[language](now.length));
    expect(shown.text).toContain(leftOutBeside[language](unnamed.length));
  });
});

const saidRest: Readonly<Record<DraftLanguage, (value: number, share: number) => string>> = {
  en: (value, share) => `Rows with no value in “Reason” have ${value.toLocaleString("en")} (${share}%).`,
  de: (value, share) => `Ohne Angabe in „Reason“: ${value.toLocaleString("de")} (${share} %).`,
  zh: (value, share) => `“Reason”未注明的合计${value.toLocaleString("zh")}（${share}%）。`,
};

const leftOut: Readonly<Record<DraftLanguage, (count: number) => string>> = {
  en: (n) => `Left out: ${n} ${n === 1 ? "row" : "rows"} with no value in “Reason”.`,
  de: (n) => `Nicht gezählt, da ohne Angabe in „Reason“: ${n} ${n === 1 ? "Zeile" : "Zeilen"}.`,
  zh: (n) => `“Reason”未注明的${n}行不计。`,
};

const leftOutBeside: Readonly<Record<DraftLanguage, (count: number) => string>> = {
  en: (n) => `${n} ${n === 1 ? "row" : "rows"} without one left out`,
  de: (n) => `${n} ${n === 1 ? "Zeile ohne Angabe fehlt" : "Zeilen ohne Angabe fehlen"}`,
  zh: (n) => `不含未注明的${n}行`,
};

test.each(cases)(
  "beside what is compared, of which %d in a hundred name none (%s)",
  { timeout: 60_000 },
  async (percent, language) => {
    const rows = made(2400, 760, percent);
    const shown = await shownOf(flowHead, rows.map(flowLine), language, { measure: "qty", by: "depot" });
    const now = rows.filter(({ day }) => day.startsWith(nowOf(shown.rows)));
    const divided = shown.rows("divided").filter(({ grouping }) => grouping === "reason");
    expect(divided.length).toBeGreaterThan(1);
    expectParts(divided, partsOf(now, "kind", language));
    expectParts(shown.rows("bars"), partsOf(now, "place", language));
  },
);

const panelHead = "Month,Station,Region,Revenue";

test.each(cases)(
  "members over time, by a column that %d in a hundred lack (%s)",
  { timeout: 60_000 },
  async (...given) => {
    const [percent, language] = given;
    const rows = Array.from({ length: 480 }, (_, at) => ({
      month: `${2022 + Math.floor(at / 240)}-${String((Math.floor(at / 20) % 12) + 1).padStart(2, "0")}`,
      name: `Station ${String.fromCharCode(65 + (at % 20))}`,
      region: (at % 20) * 5 < percent ? "" : kinds[at % kinds.length]!,
      revenue: 100 + ((at * 37) % 90),
    }));
    const lines = rows.map(({ month, name, region, revenue }) => `${month},${name},${region},${revenue}`);
    const shown = await shownOf(panelHead, lines, language, { by: "region" });
    const now = rows.filter(({ month }) => month === nowOf(shown.rows));
    const named = now.filter(({ region }) => region !== "");
    const parts = new Map(
      Object.entries(Object.groupBy(named, ({ region }) => region)).map(([name, of]) => [
        name,
        sum(of!.map(({ revenue }) => revenue)),
      ]),
    );
    expectParts(shown.rows("ranking"), parts);
    expect(Number(shown.rows("headline")[0]!["value"])).toBe(sum([...parts.values()]));
    if (percent > 0)
      expect(shown.text).toContain(leftOut[language](now.length - named.length).replaceAll("Reason", "Region"));
  },
);

test.each(cases)(
  "names at one time of which %d in a hundred are missing (%s)",
  { timeout: 60_000 },
  async (percent, language) => {
    const rows = made(200, 1, percent);
    const lines = rows.map(({ kind, place, amount }, at) => `B${1000 + 3 * at},${kind},${place},${amount}`);
    const shown = await shownOf("Booking,Reason,Depot,Qty", lines, language, { by: "reason" });
    const parts = new Map([...partsOf(rows, "kind", language)].filter(([name]) => name !== none[language]));
    expectParts(shown.rows("ranking"), parts);
    const unnamed = rows.filter(({ kind }) => kind === "").length;
    if (unnamed > 0) expect(shown.text).toContain(leftOut[language](unnamed));
  },
);
