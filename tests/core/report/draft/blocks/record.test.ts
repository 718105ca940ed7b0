import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "../roles-of-text.ts";

/**
 * Where each December is cold, it is no news that this one is the coldest month since February: it is compared with
 * other Decembers, and the years by their means. The oracle reads the rows itself.
 */
interface Shape {
  readonly head: string;
  readonly language: DraftLanguage;
  readonly years: number;
  readonly parts: 12 | 4;
  readonly more: number;
}

const shapes: readonly Shape[] = [
  { head: "Month,Temperature °C", language: "en", years: 24, parts: 12, more: 0 },
  { head: "Month,Temperature °C", language: "en", years: 9, parts: 12, more: 5 },
  { head: "Monat,Wassertemperatur °C", language: "de", years: 17, parts: 12, more: 0 },
  { head: "月份,气温（℃）", language: "zh", years: 12, parts: 12, more: 2 },
  { head: "Quarter,Unemployment rate (%)", language: "en", years: 15, parts: 4, more: 0 },
  { head: "Quartal,Auslastung (%)", language: "de", years: 11, parts: 4, more: 1 },
];

interface Row {
  readonly year: number;
  readonly part: number;
  readonly value: number;
}

/** Values that swing with the year; the last is set beside those of its own part by `rank`. */
function rowsOf({ years, parts, more }: Shape, seed: number, rank: "top" | "low" | "middle"): readonly Row[] {
  const random = numbersFrom(seed + years);
  const rows = Array.from({ length: years * parts + more }, (_, at) => {
    const part = at % parts;
    const swing = 6 * Math.cos(((part - parts * 0.55) / parts) * 2 * Math.PI);
    return { year: 1990 + Math.floor(at / parts), part, value: Math.round(10 * (30 + swing + 3 * random())) / 10 };
  });
  const last = rows.at(-1)!;
  const same = rows.filter(({ part }) => part === last.part).map(({ value }) => value);
  const value = { top: Math.max(...same) + 0.2, low: Math.min(...same) - 0.2, middle: last.value }[rank];
  return [...rows.slice(0, -1), { ...last, value: Math.round(10 * value) / 10 }];
}

const line = ({ year, part, value }: Row, parts: 12 | 4): string =>
  `${year}-${parts === 12 ? String(part + 1).padStart(2, "0") : `Q${part + 1}`},${value}`;

async function linesOf(shape: Shape, rows: readonly Row[]) {
  const table = await openText(
    shape.head,
    rows.map((row) => line(row, shape.parts)),
  );
  const { world, template } = await templateOf(table, { language: shape.language });
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  return {
    title: document.title,
    text: shownLines(document)
      .map(({ text }) => text)
      .join(" "),
  };
}

const months = (language: DraftLanguage, part: number): string =>
  language === "zh"
    ? `${part + 1}月`
    : new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2001, part, 1)));

const partOf = ({ language, parts }: Shape, part: number): string =>
  parts === 12
    ? `${months(language, part)}${language === "de" ? "wert" : ""}`
    : { en: `Q${part + 1}`, de: `Q${part + 1}-Wert`, zh: `第${part + 1}季度` }[language];

const decimal = (value: number, language: DraftLanguage, places: number): string =>
  value.toFixed(places).replace(".", language === "de" ? "," : ".");

describe.each(shapes)("$years years of “$head” and $more more", { timeout: 60_000 }, (shape) => {
  test.each(["top", "low"] as const)("the last is the %s of its part of the year", async (rank) => {
    const rows = rowsOf(shape, 7, rank);
    const last = rows.at(-1)!;
    const count = rows.filter(({ part }) => part === last.part).length;
    const name = partOf(shape, last.part);
    const { title } = await linesOf(shape, rows);
    const said = {
      en: `the ${rank === "top" ? "highest" : "lowest"} ${name} of ${count}`,
      de: `${rank === "top" ? "höchster" : "niedrigster"} ${name} von ${count} Jahren`,
      zh: `${count}年${name}中${rank === "top" ? "最高" : "最低"}`,
    }[shape.language];
    expect(title).toContain(said);
  });

  test("no month is said to be the lowest since another part of a year, and years have means", async () => {
    const rows = rowsOf(shape, 11, "middle");
    const { title, text } = await linesOf(shape, rows);
    const last = rows.at(-1)!;
    const before = rows.filter(({ part }) => part === last.part).slice(0, -1);
    const isExtreme =
      before.slice(-4).every(({ value }) => value < last.value) ||
      before.slice(-4).every(({ value }) => value > last.value);
    if (!isExtreme) expect(title).not.toMatch(/(high|low)est|höchster|niedrigster|最[高低]/);
    const means = Array.from({ length: shape.years }, (_, at) => {
      const own = rows.filter(({ year }) => year === 1990 + at);
      return own.reduce((sum, { value }) => sum + value, 0) / shape.parts;
    });
    const shown = means.map((mean) => decimal(mean + 1e-9, shape.language, 1));
    // One of several that print alike is not named.
    const named = [Math.max(...means), Math.min(...means)]
      .map((mean) => shown[means.indexOf(mean)]!)
      .filter((mean) => shown.filter((other) => other === mean).length === 1);
    for (const mean of [shown[0]!, shown.at(-1)!, ...named]) expect(text).toContain(mean);
    expect(text).toMatch(/The mean of the year went from|Jahresmittel: |年平均值/);
  });
});

test("of what adds up, whole years are added up", { timeout: 60_000 }, async () => {
  const shape: Shape = { head: "Month,Orders", language: "en", years: 6, parts: 12, more: 0 };
  const { text } = await linesOf(
    shape,
    rowsOf(shape, 3, "middle").map((row) => ({ ...row, value: Math.round(row.value * 10) })),
  );
  expect(text).toContain("In whole years it went from");
  expect(text).not.toContain("The mean of the year");
});
