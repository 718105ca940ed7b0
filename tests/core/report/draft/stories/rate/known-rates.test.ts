import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../../functions/core/report/draft/draft.ts";
import { draftOf, openText } from "../../draft-of-text.ts";
import { numbersFrom } from "../subject-shapes.ts";

/** Two counts that have the words of a known rate, and whether they make it; with the name of that. */
const pairs: readonly (readonly [language: DraftLanguage, below: string, above: string, rate: string, is: boolean])[] =
  [
    ["en", "Electorate", "Votes cast", "Turnout", true],
    ["en", "Registered voters", "Voters", "Turnout", true],
    ["en", "Eligible voters", "Ballots", "Turnout", true],
    ["en", "Electorate", "Invalid votes", "Turnout", false],
    ["en", "Electorate", "Votes for Smith", "Turnout", false],
    ["en", "Electorate", "Valid votes", "Turnout", false],
    ["de", "Wahlberechtigte", "Wähler", "Wahlbeteiligung", true],
    ["de", "Wahlberechtigte", "Wählerinnen und Wähler", "Wahlbeteiligung", true],
    ["de", "Wahlberechtigte", "Abgegebene Stimmen", "Wahlbeteiligung", true],
    ["de", "Wahlberechtigte", "Ungültige Stimmen", "Wahlbeteiligung", false],
    ["de", "Wahlberechtigte", "Gültige Stimmen", "Wahlbeteiligung", false],
    ["zh", "登记选民", "投票人数", "投票率", true],
    ["zh", "选民人数", "无效投票数", "投票率", false],
    ["en", "Sessions", "Conversions", "Conversion rate", true],
    ["en", "Sessions", "Lost conversions", "Conversion rate", false],
    ["en", "Candidates", "Passed", "Pass rate", true],
    ["en", "Candidates", "Not passed", "Pass rate", false],
    ["de", "Prüflinge", "Bestanden", "Bestehensquote", true],
    ["de", "Prüflinge", "Nicht bestanden", "Bestehensquote", false],
    ["zh", "考生人数", "通过人数", "通过率", true],
    ["zh", "考生人数", "未通过人数", "通过率", false],
    ["en", "Children eligible", "Children vaccinated", "Vaccination rate", true],
    ["en", "Children eligible", "Children not vaccinated", "Vaccination rate", false],
    ["en", "Appointments booked", "No-shows", "Share not attended", true],
    ["zh", "生产数量", "不良数", "不良率", true],
  ];

test.each(pairs)(
  "%s: of “%s”, “%s” makes the %s: %s",
  { timeout: 60_000 },
  async (language, below, above, rate, is) => {
    const next = numbersFrom(above.length);
    const rows = Array.from({ length: 24 }, (_, at) => {
      const all = 300 + Math.floor(900 * next());
      return `P${at + 1},${all},${Math.floor(all * (0.2 + 0.5 * next()))}`;
    });
    const by = { en: "Place", de: "Ort", zh: "地点" }[language];
    const { files } = await draftOf(await openText(`${by},${below},${above}`, rows), { language });
    const text = [...files]
      .filter(([path]) => path.endsWith(".md"))
      .map(([, one]) => one)
      .join("\n");
    expect(text.includes(rate)).toBe(is);
  },
);
