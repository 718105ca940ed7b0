import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "./subject-shapes.ts";

/** Two counts of which one is a part of the other, as tables call them. */
const pairs: Readonly<Record<DraftLanguage, readonly (readonly [whole: string, part: string])[]>> = {
  en: [
    ["Pieces produced", "Pieces scrapped"],
    ["units_inspected", "units_defective"],
    ["E-mails sent", "Opened"],
    ["Candidates", "Passed"],
    ["Questionnaires distributed", "Responses"],
    ["Applications", "Applications approved"],
    ["Appointments booked", "No-shows"],
    ["Trains run", "Trains late"],
    ["Children eligible", "Children vaccinated"],
    ["Learners enrolled", "Learners present"],
    ["Tests", "Positive tests"],
    ["Capacity", "Admissions"],
  ],
  de: [
    ["Produzierte Stück", "Ausschuss Stück"],
    ["Prüflinge", "Bestanden"],
    ["Versendet", "Geöffnet"],
    ["Anträge", "Bewilligt"],
    ["Fahrten", "Fahrten pünktlich"],
    ["Kapazität", "Aufnahmen"],
  ],
  zh: [
    ["生产数量", "不合格数量"],
    ["考生人数", "通过人数"],
    ["发送数", "打开数"],
    ["申请数", "批准数"],
    ["应到人数", "实到人数"],
    ["床位数", "在院人数"],
  ],
};

const heads: Readonly<Record<DraftLanguage, readonly [by: string, also: string, month: string]>> = {
  en: ["Site", "Shift", "Month"],
  de: ["Standort", "Schicht", "Monat"],
  zh: ["部门", "班次", "月份"],
};

const isCapacity = (whole: string): boolean => ["Capacity", "Kapazität", "床位数"].includes(whole);

interface Made {
  readonly head: string;
  readonly rows: readonly string[];
  /** Percent: of all, and of each member. */
  readonly whole: number;
  readonly members: ReadonlyMap<string, number>;
}

/** Six members of very different sizes: a mean of their rates is far from the rate of all. */
function madeOf(language: DraftLanguage, [whole, part]: readonly [string, string], isDated: boolean): Made {
  const next = numbersFrom(whole.length * 31 + part.length);
  const [by, also, month] = heads[language];
  const sums = new Map<string, readonly [number, number]>();
  const times = isDated ? 8 : 1;
  const rows = Array.from({ length: times }, (_, time) =>
    Array.from({ length: 6 }, (__, at) =>
      (isDated ? [""] : ["A", "B", "C"]).map((shift) => {
        const all = Math.floor([90, 400, 2500, 700, 150, 1200][at]! * (0.8 + 0.4 * next()));
        const some = Math.floor(all * (0.15 + 0.1 * at) * (0.9 + 0.2 * next()));
        const member = `M${at + 1}`;
        // Of eight months the share is that of all; of beds, and of people who are there, that of the last one.
        if (!(isCapacity(whole) || whole === "应到人数") || time === times - 1) {
          const [s, a] = sums.get(member) ?? [0, 0];
          sums.set(member, [s + some, a + all]);
        }
        return (isDated ? [`2025-0${time + 1}`, member, all, some] : [member, shift, all, some]).join(",");
      }),
    ).flat(),
  ).flat();
  const [some, all] = [...sums.values()].reduce(([s, a], [x, y]) => [s + x, a + y], [0, 0]);
  return {
    head: (isDated ? [month, by, whole, part] : [by, also, whole, part]).join(","),
    rows,
    whole: (100 * some) / all,
    members: new Map([...sums].map(([member, [s, a]]) => [member, (100 * s) / a])),
  };
}

const languages = Object.keys(pairs) as DraftLanguage[];
const cases = languages.flatMap((language) =>
  pairs[language].flatMap((pair, at) => [
    { language, pair, isDated: false },
    ...(at % 2 === 0 ? [{ language, pair, isDated: true }] : []),
  ]),
);

describe.each(cases)("$pair, dated: $isDated", ({ language, pair, isDated }) => {
  test("leads with the share of all, and says whose is highest and lowest", { timeout: 60_000 }, async () => {
    const { head, rows, whole, members } = madeOf(language, pair, isDated);
    const { title, rows: found } = await reportOf(await openText(head, rows), { language });
    const printed = [whole.toFixed(1), String(Math.round(whole))].map((one) =>
      language === "de" ? one.replace(".", ",") : one,
    );
    expect(printed.some((one) => new RegExp(`(^|[^\\d,.])${one}\\s?%`).test(title))).toBe(true);
    const [query, column] = isCapacity(pair[0])
      ? (["plan_members", "part"] as const)
      : (["rate_members", "value"] as const);
    const told = new Map(found(query).map((row) => [String(row["member"]), Number(row[column])]));
    for (const [member, value] of told) expect(value).toBeCloseTo(members.get(member) ?? Number.NaN, 9);
    expect(told.size).toBe(6);
  });
});

test("of mails that were sent, those that were opened and clicked are told together", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 12 }, (_, at) => {
    const sent = 900 + 83 * at;
    return `Mail ${at},${sent},${Math.floor(sent * 0.3) + at},${Math.floor(sent * 0.04) + at}`;
  });
  const { rows: found } = await reportOf(await openText("Campaign,Sent,Opened,Clicked", rows));
  const sums = [1, 2, 3].map((at) => rows.reduce((sum, row) => sum + Number(row.split(",")[at]), 0));
  const [rate = {}] = found("rate");
  expect(Number(rate["value"])).toBeCloseTo((100 * sums[1]!) / sums[0]!, 9);
  expect(Number(rate["value_2"])).toBeCloseTo((100 * sums[2]!) / sums[0]!, 9);
});

test("what exceeds the other count in a row is no part of it, and does not lead", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 30 }, (_, at) => `S${at},${300 + at},${at === 4 ? 400 : 90 + ((at * 7) % 50)}`);
  const { title } = await reportOf(await openText("Site,Trains run,Trains late", rows));
  expect(title).not.toMatch(/%.*overall/);
});

test.each([
  ["en", "Contract,Works,Estimate EUR,Award EUR", /above|over|exceed/i],
  ["de", "Vergabe,Gewerk,Kostenschätzung EUR,Auftragssumme EUR", /über/],
  ["zh", "项目,类别,估算金额（万元）,中标金额（万元）", /高/],
] as const)("awards are compared with their estimates (%s)", { timeout: 60_000 }, async (language, head, above) => {
  const rows = Array.from({ length: 24 }, (_, at) => {
    const estimate = 50 + ((at * 37) % 400);
    return `C-${at},${["Road", "School", "Bridge"][at % 3]!},${estimate},${Math.round(estimate * (0.95 + (at % 5) / 10))}`;
  });
  const sum = (at: number): number => rows.reduce((all, row) => all + Number(row.split(",")[at]), 0);
  const { title } = await reportOf(await openText(head, rows), { language });
  expect(title).toMatch(above);
  expect(title.replace(/[\s.,]/g, "")).toContain(String(sum(3) - sum(2)));
});

test.each(languages)("every choice of a share renders (%s)", { timeout: 600_000 }, async (language) => {
  const { head, rows } = madeOf(language, pairs[language][0]!, language !== "de");
  expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
});
