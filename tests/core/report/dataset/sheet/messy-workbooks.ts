import { type CellObject, utils, write } from "@e965/xlsx";

type Cell = string | number | boolean | CellObject | null;

/** A workbook as somebody would send it, and the table that the recipe proposed for it must make. */
export interface MessyWorkbook {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** Types of the columns, in their order; absent if nothing may be proposed. */
  readonly types?: readonly string[];
  /** Rows that are left. */
  readonly left?: number;
  /** Sums of columns of numbers, by their place. */
  readonly sums?: Readonly<Record<number, number>>;
  readonly units?: Readonly<Record<string, string>>;
}

/** A day as a workbook holds it: a number that is shown as a date. */
const day = (serial: number): CellObject => ({ t: "n", v: serial, z: "yyyy-mm-dd" });
const text = (value: string): CellObject => ({ t: "s", v: value });

/** The bytes of a workbook of one sheet. */
export function workbookOf({ rows }: Pick<MessyWorkbook, "rows">): Uint8Array {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  const book = { SheetNames: ["Data"], Sheets: { Data: sheet } };
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx", compression: true }) as ArrayBuffer);
}

/** With what spoils a table of a workbook, in four languages. Their labels were written before any was read. */
export const messyWorkbooks: readonly MessyWorkbook[] = [
  {
    name: "en: n/a in a column of numbers",
    rows: [
      ["city", "price"],
      ["A", 12.5],
      ["B", "n/a"],
      ["C", 7.25],
      ["D", 3],
      ["E", 9.75],
    ],
    types: ["text", "number"],
    left: 5,
    sums: { 1: 32.5 },
  },
  {
    name: "en: a Total row",
    rows: [
      ["region", "sales"],
      ["North", 10],
      ["South", 20],
      ["East", 30],
      ["Total", 60],
    ],
    types: ["text", "integer"],
    left: 3,
    sums: { 1: 60 },
  },
  {
    name: "en: Total in a column of days",
    rows: [
      ["month", "sales"],
      [day(45_292), 4],
      [day(45_323), 6],
      [day(45_352), 9],
      ["Total", 19],
    ],
    types: ["date", "integer"],
    left: 3,
    sums: { 1: 19 },
  },
  {
    name: "en: sums of groups and of all, and marks",
    rows: [
      ["group", "item", "units", "value"],
      ["Fruit", "apple", 4, 2.5],
      ["Fruit", "pear", 6, 3.5],
      ["Fruit Total", null, 10, 6],
      ["Dairy", "milk", 5, "-"],
      ["Dairy", "cheese", 2, 8.25],
      ["Dairy", "butter", 3, 4],
      ["Dairy Total", null, 10, 12.25],
      ["Grand Total", null, 20, 18.25],
    ],
    types: ["text", "text", "integer", "number"],
    left: 5,
    sums: { 2: 20, 3: 18.25 },
  },
  {
    name: "en: a source below",
    rows: [
      ["country", "year", "rate"],
      ["Chad", 2020, 4.5],
      ["Chad", 2021, 5],
      ["Mali", 2020, 3.25],
      ["Mali", 2021, 2.5],
      ["Source: statistics office", null, null],
    ],
    types: ["text", "integer", "number"],
    left: 4,
    sums: { 2: 15.25 },
  },
  {
    name: "en: units below the header",
    rows: [
      ["plant", "output", "area"],
      [null, "t", "km²"],
      ["A", 120, 4.5],
      ["B", 340, 2.25],
      ["C", 90, 8],
    ],
    types: ["text", "integer", "number"],
    left: 3,
    units: { output: "t", area: "km²" },
  },
  {
    name: "en: days that were written as numbers",
    rows: [
      ["invoice date", "amount"],
      [45_292, 10],
      [45_300, 20],
      [45_331, 30],
      [45_352, 5],
    ],
    types: ["date", "integer"],
    left: 4,
  },
  {
    name: "de: keine Angabe und Gesamtergebnis",
    rows: [
      ["Filiale", "Menge", "Umsatz"],
      ["Nord", 10, 1234.5],
      ["Süd", "keine Angabe", 1538.55],
      ["West", 7, 220],
      ["Gesamtergebnis", 17, 2993.05],
    ],
    types: ["text", "integer", "number"],
    left: 3,
    sums: { 1: 17, 2: 2993.05 },
  },
  {
    name: "de: Zwischensummen",
    rows: [
      ["Kreis", "Fälle"],
      ["A", 3],
      ["B", 4],
      ["Zwischensumme", 7],
      ["C", 5],
      ["D", 8],
      ["Zwischensumme", 13],
      ["Insgesamt", 20],
    ],
    types: ["text", "integer"],
    left: 4,
    sums: { 1: 20 },
  },
  {
    name: "de: Fehlwerte mit Punkten und eine Fußnote",
    rows: [
      ["Land", "2022", "2023"],
      ["Bayern", 4.5, 4.75],
      ["Hessen", "..", 3.5],
      ["Bremen", 6.25, ".."],
      ["Berlin", 5, 5.5],
      ["Saarland", "..", 7.25],
      ["* vorläufig", null, null],
    ],
    types: ["text", "number", "number"],
    left: 5,
  },
  {
    name: "de: Überschrift ohne Leerzeile über dem Kopf, entfällt",
    rows: [
      ["Umsatz der Filialen 2024", null, null],
      ["Filiale", "Menge", "Umsatz"],
      ["Nord", 10, 1234.5],
      ["Süd", 3, "entfällt"],
      ["West", 7, 220],
      ["Ost", 4, 75.25],
    ],
    types: ["text", "integer", "number"],
    left: 4,
  },
  {
    name: "de: zwei Köpfe",
    rows: [
      ["Region", "Einnahmen", "Ausgaben"],
      ["Name", "Plan", "Ist"],
      ["Nord", 10, 12],
      ["Süd", 20, 18],
      ["Ost", 30, 31],
    ],
    types: ["text", "integer", "integer"],
    left: 3,
  },
  {
    name: "fr: non communiqué, total général, source",
    rows: [
      ["département", "effectif", "taux"],
      ["Ain", 12, 0.25],
      ["Aisne", "non communiqué", 0.5],
      ["Allier", 9, 0.125],
      ["Total général", 21, 0.875],
      ["Source : l'office", null, null],
    ],
    types: ["text", "integer", "number"],
    left: 3,
    sums: { 1: 21 },
  },
  {
    name: "fr: sous-totaux",
    rows: [
      ["rayon", "article", "ventes"],
      ["Frais", "lait", 4.5],
      ["Frais", "beurre", 5.5],
      ["Sous-total", null, 10],
      ["Sec", "riz", 2],
      ["Sec", "sel", 3],
      ["Sous-total", null, 5],
      ["Total", null, 15],
    ],
    types: ["text", "text", "number"],
    left: 4,
    sums: { 2: 15 },
  },
  {
    name: "fr: date avec « Total », tirets",
    rows: [
      ["date de vente", "ventes", "retours"],
      [day(45_292), 4, "--"],
      [day(45_293), 6, 1],
      [day(45_294), 9, "--"],
      [day(45_295), 1, 2],
      ["Total", 20, 3],
    ],
    types: ["date", "integer", "integer"],
    left: 4,
    sums: { 1: 20, 2: 3 },
  },
  {
    name: "zh: 暂无数据与总计",
    rows: [
      ["省份", "产量", "单价"],
      ["河北", 120, 3.5],
      ["山西", "暂无数据", 4.25],
      ["河南", 80, 2],
      ["总计", 200, 9.75],
    ],
    types: ["text", "integer", "number"],
    left: 3,
    sums: { 1: 200 },
  },
  {
    name: "zh: 小计、合计、注",
    rows: [
      ["大类", "品名", "金额"],
      ["水果", "苹果", 10],
      ["水果", "梨", 20],
      ["小计", null, 30],
      ["蔬菜", "白菜", 5],
      ["蔬菜", "萝卜", 7],
      ["小计", null, 12],
      ["合计", null, 42],
      ["注：含税", null, null],
    ],
    types: ["text", "text", "integer"],
    left: 4,
    sums: { 2: 42 },
  },
  {
    name: "zh: 表头下的单位",
    rows: [
      ["城市", "人口", "产值"],
      [null, "万人", "亿元"],
      ["北京", 2189, 36_103],
      ["上海", 2487, 38_701],
      ["天津", 1387, 14_084],
    ],
    types: ["text", "integer", "integer"],
    left: 3,
    units: { 人口: "万人", 产值: "亿元" },
  },
  {
    name: "zh: 数字日期",
    rows: [
      ["日期", "销量"],
      [20_240_131, 4],
      [20_240_229, 6],
      [20_240_331, 9],
      [20_240_430, 1],
    ],
    types: ["date", "integer"],
    left: 4,
  },
  {
    name: "en: the word null, and a note behind an empty total",
    rows: [
      ["team", "points", "fouls"],
      ["A", 3, 1],
      ["B", "null", 4],
      ["C", 5, "null"],
      ["D", 8, 2],
      ["E", 2, 1],
    ],
    types: ["text", "integer", "integer"],
    left: 5,
  },
];

/** Workbooks of which no column may be made another type, and no row left out. */
export const soundWorkbooks: readonly MessyWorkbook[] = [
  {
    name: "postcodes stored as texts, one n/a",
    rows: [
      ["name", "postcode"],
      ["A", text("10115")],
      ["B", text("80331")],
      ["C", "n/a"],
      ["D", text("50667")],
    ],
  },
  {
    name: "article numbers as texts, and a total of another column that is none",
    rows: [
      ["article", "pieces"],
      [text("4711"), 2],
      [text("4712"), 3],
      [text("n/a"), 4],
      ["Total", 12],
    ],
  },
  {
    name: "numbers and texts that are no marks",
    rows: [
      ["answer", "n"],
      [1, 4],
      [2, 6],
      ["often", 8],
      [3, 1],
      ["seldom", 2],
    ],
  },
  {
    name: "numbers, and texts that look like numbers beside a mark",
    rows: [
      ["house", "n"],
      [12, 4],
      [14, 6],
      [text("16"), 8],
      ["n/a", 1],
      [18, 2],
    ],
  },
  {
    name: "grades of letters and numbers",
    rows: [
      ["pupil", "grade"],
      ["A", 1],
      ["B", "A"],
      ["C", 2],
      ["D", "B"],
      ["E", 3],
    ],
  },
  {
    name: "a plain table",
    rows: [
      ["day", "n"],
      [day(45_292), 4],
      [day(45_293), 6],
      [day(45_294), 9],
    ],
  },
  {
    name: "times of day as texts with a mark",
    rows: [
      ["stop", "at"],
      ["A", text("08:15")],
      ["B", text("08:20")],
      ["C", "-"],
      ["D", text("08:40")],
    ],
  },
  {
    name: "truth values and a mark",
    rows: [
      ["shop", "open"],
      ["A", true],
      ["B", false],
      ["C", "n/a"],
      ["D", true],
    ],
  },
];
