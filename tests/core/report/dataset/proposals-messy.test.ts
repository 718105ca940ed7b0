import { expect, test } from "vitest";
import { stringify } from "yaml";
import { shapeTable, type ShapedTable } from "../shape-table.ts";
import { languages } from "../../../../functions/core/report/locale/languages.ts";
import { saysNote } from "../../../../functions/core/report/dataset/proposals/note-words.ts";
import { summaryKind } from "../../../../functions/core/report/dataset/proposals/total-words.ts";
import { messyFiles } from "./messy-files.ts";
import { readTable } from "./read-table.ts";
import { seeded } from "./seeded.ts";

/** A file's table once its proposal, if it has one, is accepted as it is printed. */
async function accept(text: string): Promise<Pick<ShapedTable, "rows" | "profile">> {
  const outcome = await readTable(new TextEncoder().encode(text), "csv");
  if ("refused" in outcome) throw new Error(`${outcome.problem.message}\n${text}`);
  const { proposal } = outcome.profile;
  return proposal === undefined ? outcome : await shapeTable(text, stringify(proposal.recipe));
}

const plain = (type: string): string => type.replace(/^DECIMAL.*|^DOUBLE/, "number").replace(/^BIGINT/, "integer");

/** In each language: a mark of a missing value, a total, a sum of a part, a mean, a note, and a name of days. */
const words: Readonly<Record<string, readonly [string, string, string, string, string, string?]>> = {
  en: ["not disclosed", "Grand Total", "Subtotal", "Average", "Source: the office", "order date"],
  zh: ["暂无数据", "总计", "小计", "平均值", "资料来源：统计局", "日期"],
  "zh-Hant": ["無資料", "總計", "小計", "平均值", "資料來源：主計處", "日期"],
  ja: ["未公表", "合計", "小計", "平均", "出典：統計局", "年月日"],
  ko: ["자료 없음", "합계", "소계", "평균", "출처: 통계청", "날짜"],
  de: ["keine Angabe", "Gesamtergebnis", "Zwischensumme", "Durchschnitt", "Quelle: das Amt", "Lieferdatum"],
  fr: ["non renseigné", "Total général", "Sous-total", "Moyenne", "Source : l'office", "date de vente"],
  es: ["sin datos", "Total general", "Subtotal", "Promedio", "Fuente: la oficina", "fecha"],
  it: ["dato mancante", "Totale generale", "Subtotale", "Media", "Fonte: l'ufficio"],
  pt: ["sem dados", "Total geral", "Subtotal", "Média", "Fonte: o instituto"],
  nl: ["niet beschikbaar", "Eindtotaal", "Subtotaal", "Gemiddelde", "Bron: het bureau", "datum"],
  pl: ["brak danych", "Razem", "Suma częściowa", "Średnia", "Źródło: urząd"],
  cs: ["není k dispozici", "Celkem", "Mezisoučet", "Průměr", "Zdroj: úřad", "datum"],
  sv: ["uppgift saknas", "Totalt", "Delsumma", "Medelvärde", "Källa: myndigheten", "datum"],
  da: ["ikke oplyst", "I alt", "Delsum", "Gennemsnit", "Kilde: kontoret", "dato"],
  fi: ["ei tietoa", "Yhteensä", "Välisumma", "Keskiarvo", "Lähde: virasto", "pvm"],
  tr: ["veri yok", "Genel toplam", "Ara toplam", "Ortalama", "Kaynak: kurum", "tarih"],
  ru: ["нет данных", "Итого", "Промежуточный итог", "Среднее", "Источник: ведомство", "дата"],
  uk: ["немає даних", "Усього", "Проміжний підсумок", "Середнє", "Джерело: служба", "дата"],
  ar: ["غير متوفر", "الإجمالي", "المجموع الفرعي", "المتوسط", "المصدر: المكتب", "التاريخ"],
  he: ["אין נתונים", "סך הכל", "סכום ביניים", "ממוצע", "מקור: הלשכה", "תאריך"],
  hi: ["उपलब्ध नहीं", "कुल योग", "उप-योग", "औसत", "स्रोत: कार्यालय", "दिनांक"],
  th: ["ไม่มีข้อมูล", "รวมทั้งหมด", "ผลรวมย่อย", "ค่าเฉลี่ย", "ที่มา: สำนักงาน", "วันที่"],
  vi: ["không có dữ liệu", "Tổng cộng", "Cộng nhóm", "Trung bình", "Nguồn: cục thống kê", "ngày"],
};

const sum = (list: readonly number[]): number => list.reduce((one, other) => one + other, 0);

test("each language of reports has its marks, sums, means, notes and days", async () => {
  expect(Object.keys(words).toSorted()).toEqual(Object.keys(languages).toSorted());
  const random = seeded(41);
  for (const [language, [mark, total, part, mean, note, day = "date"]] of Object.entries(words)) {
    const groups = Array.from({ length: 2 + Math.floor(random() * 2) }, () =>
      Array.from({ length: 3 + Math.floor(random() * 3) }, () => 100 + Math.floor(random() * 900)),
    );
    const all = groups.flat();
    let at = 0;
    const rows = groups.flatMap((group) => [
      ...group.map((amount) => `place ${++at},${45_292 + at},${amount},${at === 2 ? mark : at / 4}`),
      `${part},,${sum(group)},`,
    ]);
    const text = `name,${day},amount,share\n${rows.join("\n")}\n${total},,${sum(all)},\n"${note}",,,\n`;
    const made = await accept(text);
    const found = made.profile.columns.map(({ type }) => type);
    expect([language, ...found], text).toEqual([language, "text", "date", "integer", "number"]);
    expect([language, made.rows.length], text).toEqual([language, all.length]);
    expect([language, sum(made.rows.map((row) => Number(row[2])))]).toEqual([language, sum(all)]);
    // A note without a total above it, and what has to be proven.
    expect([language, saysNote(note), summaryKind(mean)]).toEqual([language, true, "mean"]);
  }
});

test("sums that one row belies, and what may be a member, leave the rows where they are", async () => {
  const random = seeded(42);
  for (let round = 0; round < 24; round += 1) {
    const groups = Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => 10 + Math.floor(random() * 90)));
    const sums = groups.map((group) => group.reduce((one, other) => one + other, 0));
    const way = (["one is off", "rows behind", "no word", "one has no sum"] as const)[round % 4]!;
    const wrong = Math.floor(random() * 3);
    const rows = groups.flatMap((group, at) => [
      ...group.map((amount, index) => `place ${at}${index},${amount}`),
      `${way === "no word" ? "Area" : "Total"} ${"ABC"[at]},${way === "one has no sum" && at === wrong ? "" : sums[at]! + (way === "one is off" && at === wrong ? 1 : 0)}`,
    ]);
    if (way === "rows behind") rows.push("place x,7");
    const made = await accept(`name,amount\n${rows.join("\n")}\n`);
    expect(made.rows.length, `${way}\n${rows.join("\n")}`).toBe(rows.length);
  }
});

test.each([
  ["numbers of orders are no days", "order,amount\n45292,1\n45293,2\n45294,3\n45299,4\n"],
  ["candidates are no dates", "candidate,update\n45292,45292\n45293,45293\n45294,45294\n45299,45295\n"],
  ["numbers beyond the days", "date,n\n45292,1\n45293,2\n99999,3\n"],
  [
    "numbers of eight digits that are no days",
    "id,n\n20240101,1\n20240102,2\n20241301,3\n20240104,4\n20240105,5\n20240106,6\n20240107,7\n20240108,8\n",
  ],
  ["a chapter's heading is no note", "name,a,b\nx,1,2\nSource Code,3,4\ny,5,6\nNotes,,\n"],
  [
    "a comment without a grade is no note",
    "guest,comment,grade\n,It was a very quiet house.,4\n,We would like to come again soon.,5\n,Good.,3\n,I would not come here again in summer.,\n",
  ],
  ["a member that is numbered is no note", "kind,a,b\na) Wheat,1,2\nb) Rye,3,4\nc) Oats,5,6\nd) Maize,,\n"],
  ["a member without values is no note", "country,a,b\nX,1,2\nY,3,4\nZ,5,6\nVatican City,,\n"],
  [
    "a country's sum that its regions belie leaves all sums where they are",
    "country,region,n\nA,N,1\nA,N,2\nA,N Total,3\nA,S,4\nA,S,5\nA,S Total,9\nA Total,,13\nB,N,1\nB,N,1\nB,N Total,2\nB,S,2\nB,S,2\nB,S Total,4\nB Total,,6\n",
  ],
  [
    "sums of countries of which one has rows without a region's sum are not followed",
    "country,region,n\nA,N,1\nA,N,2\nA,N Total,3\nA,S,4\nA,S,5\nA Total,,12\nB,N,1\nB,N,1\nB,N Total,2\nB Total,,2\nGrand Total,,15\n",
  ],
  ["a currency among prices is a value", "item,price\nEuro notes,EUR\nBread,3\nMilk,2\nTea,4\n"],
])("%s", async (_, text) => {
  const outcome = await readTable(new TextEncoder().encode(text), "csv");
  expect("profile" in outcome && outcome.profile.proposal).toBeUndefined();
});

test.each(messyFiles)("$name", async ({ text, types, rows, sums = {}, units = {} }) => {
  const made = await accept(text);
  expect(made.profile.columns.map(({ type }) => plain(type))).toEqual(types);
  expect(made.rows.length, made.rows.join("\n")).toBe(rows);
  for (const [at, sum] of Object.entries(sums))
    expect(made.rows.reduce((total, row) => total + Number(row[Number(at)] ?? 0), 0)).toBeCloseTo(sum, 6);
  for (const [at, unit] of Object.entries(units)) expect(made.profile.columns[Number(at)]!.unit).toBe(unit);
  // What was accepted leaves nothing to propose.
  expect(made.profile.proposal).toBeUndefined();
});

test.each([
  ["a total", ["North,1e31,10", "South,2e31,20", "East,3e31,31", "Total,6e31,61"], 3],
  ["sums of groups", ["A,1e31,1", "B,2e31,2", "Subtotal,3e31,3", "C,1e31,4", "D,2e31,5", "Subtotal,3e31,9"], 4],
])("%s beside numbers of more digits than are added up is proven by the other column", async (_what, rows, kept) => {
  const { profile } = await accept(`name,atoms,tons\n${rows.join("\n")}\n`);
  expect(profile.rows).toBe(kept);
});
