import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openBytes } from "../open-table.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

const languages: readonly DraftLanguage[] = ["en", "de", "zh"];
const several: Readonly<Record<DraftLanguage, (n: number, of: number) => string>> = {
  en: (n, of) => `in ${n} of ${of} months`,
  de: (n, of) => `(${n} von ${of} Zeiträumen)`,
  zh: (n, of) => `${of}期中的${n}期`,
};

const month = (at: number): string => `${2019 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, "0")}`;

test.each(languages.flatMap((language) => [1, 2, 3, 4].map((seed) => ({ language, seed }))))(
  "a lowest value of several months is given to none of them ($language, $seed)",
  { timeout: 60_000 },
  async ({ language, seed }) => {
    const next = numbersFrom(seed);
    const values = Array.from({ length: 40 }, () => 5 + Math.floor(next() * 6));
    const rows = values.map((value, at) => `${month(at)},${value}`);
    const csv = Buffer.from(["month,deaths", ...rows, ""].join("\n"));
    const { rows: found, draft, title } = await reportOf(await openBytes(csv, "csv", "deaths"), { language });
    const [headline = {}] = found("headline");
    const count = (of: number): number => values.filter((value) => value === of).length;
    expect(Number(headline["lowest_ties"])).toBe(count(Math.min(...values)));
    expect(Number(headline["highest_ties"])).toBe(count(Math.max(...values)));
    expect(title).not.toBe("");
    const text = [...draft.files].find(([path]) => path.endsWith(".md"))![1];
    expect(text).toContain("h.lowest_ties > 1");
    expect(several[language](2, 40)).not.toBe("");
  },
);

const of: Readonly<Record<DraftLanguage, (n: number) => string>> = {
  en: (n) => `${n} of them`,
  de: (n) => `${n} davon`,
  zh: (n) => `其中${n}项`,
};

test.each(languages.flatMap((language) => [2, 3, 4].map((none) => ({ language, none }))))(
  "of $none groups without any, none is called the lowest ($language)",
  { timeout: 60_000 },
  async ({ language, none }) => {
    const drivers = ["Ann", "Bob", "Cem", "Dee", "Eva", "Flo"];
    const rows = Array.from({ length: 480 }, (_, at) => {
      const driver = at % drivers.length;
      const isDamaged = driver >= none && Math.floor(at / drivers.length) % (3 + driver) === 0;
      return `2025-05-${String(1 + (at % 28)).padStart(2, "0")},${drivers[driver]!},${isDamaged ? "Damaged" : "Delivered"}`;
    });
    const csv = Buffer.from(["Date,Driver,Status", ...rows, ""].join("\n"));
    const { rows: found } = await reportOf(await openBytes(csv, "csv", "parcels"), { language });
    const [group = {}] = found("outcome_groups").filter((row) => row["grouping"] === "driver");
    expect([group["last"], Number(group["last_ties"])]).toEqual([of[language](none), none]);
    expect([Number(group["last_share"]), Number(group["first_ties"])]).toEqual([0, 1]);
  },
);
