import type { DraftLanguage } from "../../draft.ts";
import type { Reading } from "../../roles/roles.ts";
import { said } from "../liquid.ts";

/** Columns that a sentence names. */
const mostNamed = 5;

interface ReadingWords {
  readonly texts: (columns: string) => string;
  readonly missing: (code: string, column: string, rows: string, isOne: boolean) => string;
  readonly doubtful: (value: string, column: string) => string;
  /** Of a column with texts where a number is expected. */
  readonly words: (column: string, texts: string, rows: string, isOne: boolean) => string;
  readonly or: string;
  readonly meter: (column: string) => string;
  readonly quote: (name: string) => string;
  readonly number: (value: number) => string;
}

function grouped(value: number, mark: string): string {
  const [whole = "", fraction] = String(value).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, mark);
  return fraction === undefined ? digits : `${digits}${mark === "." ? "," : "."}${fraction}`;
}

const signed = (value: number, mark: string): string => grouped(value, mark).replace("-", "−");

const words: Readonly<Record<DraftLanguage, ReadingWords>> = {
  en: {
    texts: (columns) => `Numbers stored as text are read as numbers: ${columns}.`,
    missing: (code, column, rows, isOne) =>
      `${code} in ${column} is read as a missing value (${rows} ${isOne ? "row" : "rows"}).`,
    doubtful: (value, column) =>
      `${value} in ${column} is more than three times the next value and may be a slip; it is left out.`,
    words: (column, texts, rows, isOne) =>
      `${column} has no number in ${rows} ${isOne ? "row" : "rows"} (${texts} or empty), which ${isOne ? "is" : "are"} not counted.`,
    or: " or ",
    meter: (column) =>
      `What was used is the difference between one reading in ${column} and the next; where that is lower, it is not known.`,
    quote: (name) => `“${name}”`,
    number: (value) => signed(value, ","),
  },
  de: {
    texts: (columns) => `Als Text gespeicherte Zahlen gelten als Zahlen: ${columns}.`,
    missing: (code, column, rows, isOne) =>
      `${code} in ${column} gilt als fehlender Wert (${rows} ${isOne ? "Zeile" : "Zeilen"}).`,
    doubtful: (value, column) =>
      `${value} in ${column} ist mehr als das Dreifache des nächsten Werts und womöglich ein Versehen; der Wert fehlt hier.`,
    words: (column, texts, rows, isOne) =>
      `In ${column} steht in ${rows} ${isOne ? "Zeile" : "Zeilen"} keine Zahl (${texts} oder leer); ${isOne ? "sie zählt" : "sie zählen"} nicht mit.`,
    or: " oder ",
    meter: (column) =>
      `Verbraucht ist der Unterschied von einem Stand in ${column} zum nächsten; ist dieser niedriger, bleibt er unbekannt.`,
    quote: (name) => `„${name}“`,
    number: (value) => signed(value, "."),
  },
  zh: {
    texts: (columns) => `以文本存储的数字按数字读取：${columns}。`,
    missing: (code, column, rows) => `${column}中的${code}视为缺失值（${rows}行）。`,
    doubtful: (value, column) => `${column}中的${value}是次高值的三倍以上，可能有误，未计入。`,
    words: (column, texts, rows) => `${column}有${rows}行不是数字（${texts}或空白），数值不计这些行。`,
    or: "或",
    meter: (column) => `用量是${column}相邻两次读数之差；后一次较低的，不计。`,
    quote: (name) => `“${name}”`,
    number: (value) => signed(value, ","),
  },
};

/** Sentences on cells that are not read as they stand, with names as `say` writes them. */
function sentences(reading: Reading, language: DraftLanguage, say: (name: string) => string): readonly string[] {
  const { texts, missing, doubtful, quote, number, words: among, or, meter } = words[language];
  const names = reading.texts.slice(0, mostNamed).map((name) => quote(say(name)));
  const more = reading.texts.length > mostNamed ? ["…"] : [];
  return [
    ...(names.length === 0 ? [] : [texts([...names, ...more].join(language === "zh" ? "、" : ", "))]),
    ...reading.missing.map(({ column, code, rows, doubtful: isDoubtful }) =>
      isDoubtful === true
        ? doubtful(number(code), quote(say(column)))
        : missing(number(code), quote(say(column)), number(rows), rows === 1),
    ),
    ...reading.words.map((one) =>
      among(
        quote(say(one.column)),
        one.texts.map((text) => quote(say(text))).join(or),
        number(one.rows),
        one.rows === 1,
      ),
    ),
    ...(reading.meter === undefined ? [] : [meter(quote(say(reading.meter)))]),
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
  const none: Reading = { texts: [], missing: [], words: [] };
  return [
    ...texts.flatMap((column) =>
      sentences({ ...none, texts: [column] }, language, plain).map((text) => ({ text, line: "stored as texts" })),
    ),
    ...missing.flatMap((one) =>
      sentences({ ...none, missing: [one] }, language, plain).map((text) => ({ text, line: `, ${one.code})` })),
    ),
  ];
}
