import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, type Row, templateOf } from "../draft-of-text.ts";

/** Records from one day to another, one in every so many days. */
interface Span {
  readonly from: string;
  readonly to: string;
  /** The months at its ends that are not complete. */
  readonly ends: readonly string[];
}

const spans: readonly Span[] = [
  { from: "2025-01-06", to: "2025-11-01", ends: ["2025-01", "2025-11"] },
  { from: "2025-01-01", to: "2025-10-31", ends: [] },
  { from: "2025-02-20", to: "2025-11-30", ends: ["2025-02"] },
  { from: "2025-01-01", to: "2025-10-12", ends: ["2025-10"] },
];
const languages: readonly DraftLanguage[] = ["en", "de", "zh"];

interface Made {
  readonly day: string;
  readonly pieces: number;
  readonly wait: string;
}

function made({ from, to }: Span): readonly Made[] {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return Array.from({ length: days + 60 }, (_, at) => ({
    day: new Date(Date.parse(from) + Math.floor((at * (days - 1)) / (days + 59)) * 86_400_000)
      .toISOString()
      .slice(0, 10),
    pieces: 1 + ((at * 37) % 9),
    wait: at % 11 === 3 ? "" : String(2 + ((at * 13) % 19) + 0.5),
  }));
}

const lineOf = ({ day, pieces, wait }: Made, at: number): string =>
  `${day},${["Leeds", "Bath", "Hull"][(at * 7) % 3]!},${pieces},${wait}`;

async function shownOf(
  rows: readonly Made[],
  language: DraftLanguage,
  parameters: Row,
): Promise<{ readonly text: string; readonly rows: (query: string) => readonly Row[] }> {
  const { world, template } = await templateOf(await openText("Received,Depot,Qty,Weight in kg", rows.map(lineOf)), {
    language,
  });
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  const lines = shownLines(document).map((line) => line.text);
  return { text: lines.join(" ").replaceAll("\u00a0", " "), rows: (query) => tables.get(query)?.rows ?? [] };
}

const sum = (rows: readonly Made[]): number => rows.reduce((all, { pieces }) => all + pieces, 0);

const monthNames: Readonly<Record<DraftLanguage, (month: string) => string>> = {
  en: (month) => new Date(`${month}-01`).toLocaleString("en", { month: "long", year: "numeric", timeZone: "UTC" }),
  de: (month) => new Date(`${month}-01`).toLocaleString("de", { month: "long", year: "numeric", timeZone: "UTC" }),
  zh: (month) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
};

const saidOf: Readonly<Record<DraftLanguage, (ends: readonly string[]) => string>> = {
  en: (ends) =>
    `The course over time leaves out ${ends.join(" and ")}, which ${ends.length > 1 ? "are" : "is"} not complete but counted here.`,
  de: (ends) => `Hier mitgezählt, aber nicht vollständig und darum nicht im Verlauf: ${ends.join(" und ")}.`,
  zh: (ends) => `${ends.join("和")}不完整，此处计入，但不列入随时间的变化。`,
};
const mark: Readonly<Record<DraftLanguage, string>> = { en: "counted here", de: "Hier mitgezählt", zh: "此处计入" };

const cases = spans.flatMap((span) => languages.map((language) => [span.from, span.to, language, span] as const));

describe.each(cases)("records from %s to %s (%s)", { timeout: 60_000 }, (_from, _to, language, span) => {
  const rows = made(span);

  test("what the total counts and the course does not is told with it", async () => {
    const shown = await shownOf(rows, language, { measure: "qty", period: "latest" });
    const ends = span.ends.map((month) => ({ month, of: rows.filter(({ day }) => day.startsWith(month)) }));
    const course = shown.rows("course").reduce((all, { value }) => all + Number(value), 0);
    expect(Number(shown.rows("whole")[0]!["value"])).toBe(sum(rows));
    expect(course + ends.reduce((all, { of }) => all + sum(of), 0)).toBe(sum(rows));
    const named = ends.map(({ month, of }) => {
      const value = sum(of).toLocaleString(language);
      return `${monthNames[language](month)}${language === "zh" ? `（${value}）` : ` (${value})`}`;
    });
    if (named.length === 0) expect(shown.text).not.toContain(mark[language]);
    else expect(shown.text).toContain(saidOf[language](named));
  });

  test("a mean says so without values, and records are counted in one way", async () => {
    const shown = await shownOf(rows, language, { measure: "weight_in_kg" });
    const named = span.ends.map((month) => monthNames[language](month));
    if (named.length > 0) expect(shown.text).toContain(saidOf[language](named));
    const valued = rows.filter(({ wait }) => wait !== "").length;
    const label = shown.rows("measures").find(({ key }) => key === "records")!["label"];
    for (const said of [String(rows.length), String(label), withValue[language](valued)])
      expect(shown.text).toContain(said);
    expect(Number(shown.rows("whole")[0]!["rows_of"])).toBe(rows.length);
  });
});

const withValue: Readonly<Record<DraftLanguage, (count: number) => string>> = {
  en: (count) => `${count} with a value`,
  de: (count) => `${count} mit einem Wert`,
  zh: (count) => `其中${count}条有数值`,
};
