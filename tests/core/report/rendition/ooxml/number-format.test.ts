import { SSF } from "@e965/xlsx";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import type { Document } from "../../../../../functions/core/report/document/document.ts";
import { formatsOf } from "../../../../../functions/core/report/compose/formats/formats.ts";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";
import type { Locale } from "../../../../../functions/core/report/locale/locale.ts";
import { plainNumber, sheetNumber } from "../../../../../functions/core/report/rendition/ooxml/number-format.ts";
import { writeWorkbook } from "../../../../../functions/core/report/rendition/xlsx/write-workbook.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { showNumber } from "../../../../../functions/proof/xlsx/show-number.ts";

const count = process.env["SOAK"] === undefined ? 40 : 4_000;
const locales = Object.values(languages);

/**
 * A number as SheetJS shows it, an implementation that is not ours, with the marks of another language. It knows no
 * text between the digits and a percent sign, which spreadsheets themselves write: the percent sign is a text to it.
 */
function shownBySheetJs(value: Decimal, format: string, { decimal, thousands }: Locale["number"]): string {
  const texts: string[] = [];
  const keep = (text: string): string => `"${String.fromCharCode(0xe000 + texts.push(text) - 1)}"`;
  const bare = format
    .split(/("[^"]*")/)
    .map((part) => (part.startsWith('"') ? keep(part.slice(1, -1)) : part.replaceAll("%", () => keep("%"))));
  const percent = texts.includes("%");
  // Texts keep their marks: they are taken out while the marks of the number are exchanged.
  return SSF.format(bare.join(""), Number(value.shifted(percent ? 2 : 0).toString()))
    .replaceAll(/[.,]/g, (mark: string) => (mark === "." ? decimal : thousands))
    .replaceAll(/[\ue000-\ue0ff]/g, (mark: string) => texts[mark.charCodeAt(0) - 0xe000]!);
}

/** A sequence of numbers from 0 to 1 that is always the same. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

describe.each(locales.map((locale) => [locale.tag, locale] as const))("numbers printed in %s", (_, locale) => {
  const formats = formatsOf(locale);
  const next = sequence(7 + locale.tag.length);
  const printed: string[] = [];
  for (let index = 0; index < count; index++) {
    const size = 10 ** Math.floor(next() * 12 - 3);
    const value = Number(((next() - 0.4) * size).toPrecision(9));
    const decimals = Math.floor(next() * 4);
    printed.push(
      formats.number(value, decimals) ?? "",
      formats.percent(value / size, decimals) ?? "",
      formats.currency(value, "EUR", decimals) ?? "",
      formats.currency(value, "USD", decimals) ?? "",
      formats.compact(value) ?? "",
    );
  }

  test("are shown again by their formats, character by character, in two other programs", () => {
    const wrong: unknown[] = [];
    let read = 0;
    for (const text of printed) {
      const found = sheetNumber(text, locale);
      if (found === undefined) continue;
      read += 1;
      const shown = shownBySheetJs(found.value, found.format, locale.number);
      const own = showNumber(found.value.toString(), found.format, locale.number);
      if (shown !== text || own !== text) wrong.push({ text, ...found, value: found.value.toString(), shown, own });
    }
    expect(wrong).toEqual([]);
    // Words for ten thousands, and India's groups of two, cannot be a format.
    expect(read / printed.length).toBeGreaterThan(locale.tag === "hi" ? 0.4 : 0.7);
  });

  test("keep their values in a cell, whatever spaces are in them", () => {
    const value = locale.tag === "hi" ? 98_765 : 1_234_567;
    const large = 5_200_000_000_000;
    expect({
      number: inCell(formats.number(value) ?? "", locale),
      percent: inCell(formats.percent(-12.5) ?? "", locale),
      currency: inCell(formats.currency(value, "EUR", 2) ?? "", locale),
      large: inCell(formats.compact(large) ?? "", locale),
      whole: inCell(formats.compact(5_000_000_000_000) ?? "", locale),
    }).toEqual({
      number: value,
      percent: -0.125,
      currency: value,
      ...(locale.tag === "hi" ? { large: "text", whole: "text" } : { large, whole: 5_000_000_000_000 }),
    });
  });
});

/** The number in the only cell of a table, as the workbook has it. */
function inCell(printed: string, locale: Locale): number | string {
  const document: Document = {
    title: "",
    language: locale.tag,
    header: { left: "", right: "" },
    footer: "",
    blocks: [
      {
        type: "table",
        id: "t",
        number: 1,
        title: [],
        deck: [],
        source: [],
        note: [],
        columns: [{ label: [], align: "decimal" }],
        rows: [{ kind: "body", cells: [{ children: [{ type: "text", text: printed }] }] }],
      },
    ],
    footnotes: [],
  };
  const noLayout = { charts: new Map(), layout: { pages: [] }, pictures: new Map() };
  const file = writeWorkbook(
    { document, locale, theme: defaultTheme, ...noLayout },
    { date: "2024-02-29", application: "Broadsheet", manifest: "{}" },
  );
  const sheet = strFromU8(unzipSync(file)["xl/worksheets/sheet2.xml"]!);
  const value = /<v>([^<]*)<\/v>/.exec(sheet)?.[1];
  return value === undefined ? "text" : Number(value);
}

const english = languages["en"]!;

test.each([
  "Q3",
  "FY 2021",
  "COVID-19",
  "2021-03",
  "2018–2021",
  "3 of 5",
  "< 0.1",
  "≥ 5",
  "(1,234)",
  "007",
  "1,23",
  "12,34,567",
  "1234567890123456",
  "0.1234567890123456",
  "−0.0",
  "5e3",
  "--5",
  "1.2.3",
  "10:30",
  "",
  "–",
])("%j is no number", (text) => {
  expect(sheetNumber(text, english)).toBeUndefined();
});

test.each([
  ["30.1%", "0.301"],
  ["−4.3%", "-0.043"],
  ["US$5", "5"],
  ["1.2M", "1200000"],
  ["5 K", "5"],
  ["1,240.5", "1240.5"],
  ["+0.0", "0"],
  ["123456789012345", "123456789012345"],
])("%s is %s", (text, value) => {
  expect(sheetNumber(text, english)?.value.toString()).toBe(value);
});

/** Texts with a word for a power of ten, by language: their value, or `text` where it is uncertain. */
const scaled: Readonly<Record<string, Readonly<Record<string, number | "text">>>> = {
  en: {
    "1.2M t": 1_200_000,
    "$1.2B": 1_200_000_000,
    "1.2K €": 1_200,
    "5 kg": 5,
    "5Km": 5,
    "5 K": 5,
    "$5 K": "text",
    "1.2k": "text",
    "5M/W": "text",
    "1.2M people": "text",
  },
  de: {
    "5,2 Mio.": 5_200_000,
    "5,2 Mio. €": 5_200_000,
    "5,2\u00a0Mio.\u00a0€": 5_200_000,
    "5,2 Mio €": 5_200_000,
    "5,2 Mrd. EUR": 5_200_000_000,
    "5,2 Mio. Mrd.": "text",
    "5,2M": "text",
    "5,2 Minuten": 5.2,
    "5,2 kg": 5.2,
  },
  fr: {
    "5,2\u00a0M€": 5_200_000,
    "5,2\u00a0k€": 5_200,
    "5\u00a0kg": 5,
    "5 m": 5,
    "5,2 M€": "text",
    "5\u00a0k Md": "text",
  },
  es: { "5\u00a0mil €": 5_000, "5 mil millones": "text", "5 millas": 5 },
  da: { "5\u00a0t": 5_000, "5 t": 5, "5\u00a0t/ha": "text", "5\u00a0mio. kr.": "text", "5\u00a0mio. kr": 5_000_000 },
  pl: { "1\u00a0234\u00a0tys. zł": 1_234_000, "5 mln osób": "text" },
  zh: {
    "1.2亿元": "text",
    "520万": "text",
    "3千万元": "text",
    "1.2万亿元": 1_200_000_000_000,
    "5个": 5,
    "5百分点": 5,
  },
  ja: { "5.2兆円": 5_200_000_000_000, "5千円": "text", "5億円": "text", "5円": 5 },
  ko: { "5천원": 5_000, "5천만원": "text", "3만명": "text", "5원": 5 },
  th: { "5 ล้านบาท": 5_000_000, "5\u00a0ล้าน": 5_000_000, "5 บาท": 5 },
  hi: { "5\u00a0लाख €": "text", "5\u00a0हज़ार €": 5_000 },
};

test.each(Object.entries(scaled))("words for powers of ten before a unit in %s", (tag, expected) => {
  const locale = locales.find((each) => each.tag === tag || each === languages[tag])!;
  const values = Object.keys(expected).map((text) => {
    const found = sheetNumber(text, locale);
    if (found !== undefined) expect(showNumber(found.value.toString(), found.format, locale.number)).toBe(text);
    return [text, found === undefined ? "text" : Number(found.value.toString())];
  });
  expect(Object.fromEntries(values)).toEqual(expected);
});

test("the data of charts is shown as it is written", () => {
  for (const written of ["0", "-0.25", "1000000", "0.000001", "12.50"])
    expect(
      showNumber(plainNumber(written)!.value.toString(), plainNumber(written)!.format, {
        decimal: ".",
        thousands: ",",
      }),
    ).toBe(written);
  for (const written of ["1e-7", "-0", "NaN", "0.12345678901234567"]) expect(plainNumber(written)).toBeUndefined();
});

test("every day from 1900 to 9999 is shown as it is written", async () => {
  const { dateNumber } = await import("../../../../../functions/core/report/rendition/ooxml/date-number.ts");
  for (let time = Date.UTC(1900, 2, 1); time < Date.UTC(2101, 0, 1); time += 86_400_000 * 13) {
    const day = new Date(time).toISOString().slice(0, 10);
    const number = dateNumber(day)!.toString();
    expect(SSF.format("yyyy-mm-dd", Number(number))).toBe(day);
    expect(showNumber(number, String.raw`yyyy\-mm\-dd`, { decimal: ".", thousands: "," })).toBe(day);
  }
  for (const other of ["1900-02-28", "2021-02-29", "2021-13-01", "2021-1-1", "20210101"])
    expect(dateNumber(other)).toBeUndefined();
});
