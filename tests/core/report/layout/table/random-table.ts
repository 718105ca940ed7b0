import type {
  Block,
  DataTable,
  TableCell,
  TableColumn,
  TableRow,
} from "../../../../../functions/core/report/document/document.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { seededNumbers } from "../seeded/seeded-numbers.ts";
import { text } from "../layout-fixture.ts";

/** Words of each language, long ones among them, as they head rows and fill cells. */
export const wordsOfLanguage: Readonly<Record<string, readonly string[]>> = {
  en: [
    "North America",
    "Manufacturing",
    "Information technology",
    "Representation of households",
    "East",
    "Telecommunications",
    "Agriculture, forestry",
    "and/or",
  ],
  de: [
    "Nordrhein-Westfalen",
    "Rechtsschutzversicherungsgesellschaften",
    "Bau",
    "Dienstleistungen",
    "Energieversorgung",
    "Öffentliche Verwaltung",
    "Ost",
  ],
  fi: ["Työttömyysvakuutusmaksut", "Pohjois-Pohjanmaa", "Teollisuus", "Kauppa", "Maa- ja metsätalous"],
  fr: ["Île-de-France", "Télécommunications", "Industrie", "Administration publique", "Est"],
  ru: ["Северо-Западный", "Промышленность", "Сельское хозяйство", "Юг", "Телекоммуникации"],
  hi: ["उत्तर प्रदेश", "विनिर्माण", "कृषि", "दूरसंचार", "अंतरराष्ट्रीय"],
  ar: ["الشمال", "الصناعات التحويلية", "الزراعة", "الاتصالات", "المملكة العربية السعودية"],
  he: ["צפון", "תעשייה", "חקלאות", "תקשורת", "ירושלים והסביבה"],
  zh: ["华北地区", "制造业", "信息传输、软件和信息技术服务业", "农业", "北京市"],
  ja: ["北海道", "製造業", "情報通信業", "農業、林業", "サービス業"],
  th: ["ภาคเหนือ", "อุตสาหกรรมการผลิต", "เกษตรกรรม", "กรุงเทพมหานคร", "โทรคมนาคม"],
};

/** The first digit of each language's own set, where it has one. */
const ownDigits: Readonly<Record<string, number>> = { ar: 0x0660, hi: 0x0966, th: 0x0e50, zh: 0xff10 };

/** A random table, with what it must print. */
export interface RandomTable {
  readonly language: string;
  readonly block: Block;
  /** Width of the text area, points. */
  readonly width: number;
  /** Each number is in one cell only: the texts of the cells, by their number. */
  readonly cells: ReadonlyMap<string, string>;
  /** Numbers of cells that may be printed again: headings of columns and rows. */
  readonly headings: ReadonlySet<string>;
}

/**
 * Makes a table that is always the same for a seed: up to 20 columns of numbers and words, headings on two levels,
 * groups, totals, joined cells, fixed shares, bars and heat maps; in the text, in columns of the page or in a callout.
 */
export function randomTable(seed: number, languages: readonly string[] = Object.keys(wordsOfLanguage)): RandomTable {
  const next = seededNumbers(seed);
  const from = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const chance = (share: number): boolean => next() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const language = pick(languages);
  const { decimal, thousands } = localeFor(language).number;
  const cells = new Map<string, string>();
  const headings = new Set<string>();
  const own = chance(0.3) ? ownDigits[language] : undefined;
  const digits = (plain: string): string =>
    own === undefined ? plain : plain.replace(/\d/g, (digit) => String.fromCodePoint(own + Number(digit)));
  const number = (longest: number): string => {
    for (;;) {
      const count = from(1, longest);
      const whole = Array.from({ length: count }, (_, at) => (at === 0 ? from(1, 9) : from(0, 9)))
        .join("")
        .replace(/\B(?=(\d{3})+$)/g, thousands);
      const made = digits(chance(0.4) ? `${whole}${decimal}${from(0, 9)}${chance(0.5) ? from(0, 9) : ""}` : whole);
      if (!cells.has(made)) return made;
    }
  };
  /** A cell with a number of its own. */
  const made = (words: (value: string) => string, longest: number, heading: boolean): TableCell["children"] => {
    const value = number(longest);
    const whole = words(value);
    cells.set(value, whole);
    if (heading) headings.add(value);
    return text(whole);
  };
  const word = (): string => pick(wordsOfLanguage[language]!);
  const labelled = (value: string): string => (chance(0.5) ? `${word()} ${value}` : `${word()}, ${word()} ${value}`);
  const longest = from(2, 11);
  const count = from(2, chance(0.5) ? 8 : 20);
  const columns = Array.from({ length: count }, (_, column): TableColumn => {
    const align = column === 0 ? "left" : pick(["decimal", "decimal", "decimal", "right", "left"] as const);
    return {
      label: made((value) => (chance(0.5) ? value : labelled(value)), 5, true),
      align,
      ...(chance(0.05) && { share: 1 / from(2, 12) }),
    };
  });
  const paired = chance(0.3);
  const head = paired
    ? pairedHead(columns, () => made((value) => (chance(0.6) ? value : labelled(value)), 5, true))
    : undefined;
  if (head !== undefined) for (const { label } of columns.slice(1)) forget(label, cells, headings);
  const joined = chance(0.2);
  const kindOf = (row: number, rows: number): TableRow["kind"] =>
    row === rows - 1 && chance(0.4) ? "total" : chance(0.06) && !joined ? "group" : chance(0.1) ? "highlight" : "body";
  const numberCell = (column: TableColumn): TableCell => {
    const sign = pick(["", "", "−", "+"]);
    const unit = pick(["", "", "", "\u00a0%", "\u00a0€"]);
    const told = column.align === "left" && chance(0.7);
    return {
      children: made((value) => (told ? labelled(value) : `${sign}${value}${unit}`), longest, false),
      ...(column.align === "decimal" && chance(0.1) && { graphic: { kind: "bar", from: 0, to: 0.5 } }),
      ...(column.align === "decimal" && chance(0.1) && { heat: { share: 0.5, diverging: false } }),
      ...(column.align === "decimal" && chance(0.1) && { change: { arrow: "up", tone: "good" } }),
    };
  };
  const rowCount = from(1, chance(0.9) ? 9 : 60);
  const rows: TableRow[] = [];
  /** Rows that the joined heading above still covers. */
  let covered = 0;
  for (let row = 0; row < rowCount; row++) {
    const kind = kindOf(row, rowCount);
    const level = chance(0.2) ? 1 : 0;
    if (kind === "group") {
      rows.push({ kind, level: 0, cells: [{ children: made(labelled, 4, true), colSpan: count, header: true }] });
      continue;
    }
    const rowSpan = joined && covered === 0 ? Math.min(from(1, 4), rowCount - row) : 1;
    const first: TableCell[] =
      covered > 0 ? [] : [{ children: made(labelled, 4, true), header: true, ...(rowSpan > 1 && { rowSpan }) }];
    covered = Math.max(0, covered === 0 ? rowSpan - 1 : covered - 1);
    const wide = !joined && count > 3 && chance(0.06) ? from(1, count - 2) : 0;
    const others = columns.slice(1).flatMap((column, index): TableCell[] => {
      if (wide > 0 && index + 1 === wide) return [{ ...numberCell(column), colSpan: 2 }];
      return wide > 0 && index === wide ? [] : [numberCell(column)];
    });
    rows.push({ kind, ...(level > 0 && { level }), cells: [...first, ...others] });
  }
  const table: DataTable = {
    type: "table",
    id: "t",
    number: 1,
    title: text("Title"),
    deck: [],
    source: text("Office"),
    note: [],
    columns,
    ...(head !== undefined && { head }),
    rows,
    ...(chance(0.2) && { full: true }),
  };
  const place = next();
  const width = from(120, 560);
  const narrow = from(3, 9);
  const block: Block =
    place < 0.7
      ? table
      : place < 0.9
        ? { type: "columns", spans: [narrow, 12 - narrow], columns: [[table], []] }
        : { type: "callout", title: text("Box"), children: [table] };
  return { language, block, width, cells, headings };
}

/** Headings over two columns each, above a heading for each column. */
function pairedHead(columns: readonly TableColumn[], label: () => TableCell["children"]): TableCell[][] {
  const upper: TableCell[] = [{ children: columns[0]!.label, rowSpan: 2, header: true }];
  const lower: TableCell[] = [];
  for (let column = 1; column < columns.length; column += 2) {
    const colSpan = Math.min(2, columns.length - column);
    upper.push({ children: label(), header: true, ...(colSpan > 1 && { colSpan }) });
    for (let at = 0; at < colSpan; at++) lower.push({ children: label(), header: true });
  }
  return [upper, lower];
}

/** Forgets a label that the table does not print. */
function forget(label: TableColumn["label"], cells: Map<string, string>, headings: Set<string>): void {
  const words = label.map((inline) => (inline.type === "text" ? inline.text : "")).join("");
  for (const [value, whole] of cells) {
    if (whole !== words || !headings.has(value)) continue;
    cells.delete(value);
    headings.delete(value);
  }
}
