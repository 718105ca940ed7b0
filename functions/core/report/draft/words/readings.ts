import type { DraftLanguage } from "../draft.ts";
import type { Reading } from "../roles/roles.ts";
import { said } from "./liquid.ts";

/** Columns that a sentence names. */
const mostNamed = 5;

interface ReadingWords {
  readonly texts: (columns: string) => string;
  readonly missing: (code: string, column: string, rows: string, isOne: boolean) => string;
  readonly quote: (name: string) => string;
  readonly number: (value: number) => string;
}

const grouped = (value: number, mark: string): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, mark);
const signed = (value: number, mark: string): string => grouped(value, mark).replace("-", "−");

const words: Readonly<Record<DraftLanguage, ReadingWords>> = {
  en: {
    texts: (columns) => `Numbers stored as text are read as numbers: ${columns}.`,
    missing: (code, column, rows, isOne) =>
      `${code} in ${column} is read as a missing value (${rows} ${isOne ? "row" : "rows"}).`,
    quote: (name) => `“${name}”`,
    number: (value) => signed(value, ","),
  },
  de: {
    texts: (columns) => `Als Text gespeicherte Zahlen gelten als Zahlen: ${columns}.`,
    missing: (code, column, rows, isOne) =>
      `${code} in ${column} gilt als fehlender Wert (${rows} ${isOne ? "Zeile" : "Zeilen"}).`,
    quote: (name) => `„${name}“`,
    number: (value) => signed(value, "."),
  },
  zh: {
    texts: (columns) => `以文本存储的数字按数字读取：${columns}。`,
    missing: (code, column, rows) => `${column}中的${code}视为缺失值（${rows}行）。`,
    quote: (name) => `“${name}”`,
    number: (value) => signed(value, ","),
  },
};

/** Sentences on cells that are not read as they stand, with names as `say` writes them. */
function sentences(reading: Reading, language: DraftLanguage, say: (name: string) => string): readonly string[] {
  const { texts, missing, quote, number } = words[language];
  const names = reading.texts.slice(0, mostNamed).map((name) => quote(say(name)));
  const more = reading.texts.length > mostNamed ? ["…"] : [];
  return [
    ...(names.length === 0 ? [] : [texts([...names, ...more].join(language === "zh" ? "、" : ", "))]),
    ...reading.missing.map(({ column, code, rows }) =>
      missing(number(code), quote(say(column)), number(rows), rows === 1),
    ),
  ];
}

/** Sentences of a report on cells that are not read as they stand. */
export function readings(reading: Reading, language: DraftLanguage): readonly string[] {
  return sentences(reading, language, said);
}

const plain = (name: string): string => name;

/** The same as assumptions of a draft, each with words of the line of SQL that says so. */
export function assumedReadings(
  { texts, missing }: Reading,
  language: DraftLanguage,
): readonly { readonly text: string; readonly line: string }[] {
  const none: Reading = { texts: [], missing: [] };
  return [
    ...texts.flatMap((column) =>
      sentences({ ...none, texts: [column] }, language, plain).map((text) => ({ text, line: "stored as texts" })),
    ),
    ...missing.flatMap((one) =>
      sentences({ ...none, missing: [one] }, language, plain).map((text) => ({ text, line: `, ${one.code})` })),
    ),
  ];
}
