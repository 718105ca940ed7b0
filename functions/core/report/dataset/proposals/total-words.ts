/** What a row that is made from others is: their sum, that of a part of them, their mean or median, or all of them. */
export type SummaryKind = "total" | "part" | "mean" | "median" | "all";

/** In each language of reports, between bars. */
const byLanguage: Readonly<Record<string, Readonly<Record<Exclude<SummaryKind, "all">, string>>>> = {
  en: {
    total:
      "total | totals | grand total | overall total | sum total | running total | column total | sum | sums | ytd | year to date",
    part: "subtotal | sub total | sub-total | subtotals",
    mean: "mean | average | avg | avg.",
    median: "median",
  },
  de: {
    total:
      "total | gesamt | gesamtergebnis | gesamtsumme | gesamtwert | gesamtbetrag | endsumme | insgesamt | summe | zusammen | summe gesamt | gesamt summe",
    part: "zwischensumme | teilergebnis | teilsumme | ergebnis",
    mean: "durchschnitt | mittelwert | mittel | ø",
    median: "median",
  },
  fr: {
    total: "total | totaux | total général | total general | total global | somme | cumul | ensemble",
    part: "sous-total | sous total | sous-totaux",
    mean: "moyenne",
    median: "médiane | mediane",
  },
  es: {
    total: "total | totales | total general | suma | suma total",
    part: "subtotal | subtotales",
    mean: "promedio | media",
    median: "mediana",
  },
  it: {
    total: "totale | totali | totale generale | totale complessivo | somma",
    part: "subtotale | totale parziale",
    mean: "media",
    median: "mediana",
  },
  pt: {
    total: "total | total geral | totais | soma | total global",
    part: "subtotal | total parcial",
    mean: "média | media",
    median: "mediana",
  },
  nl: {
    total: "totaal | eindtotaal | som | totalen",
    part: "subtotaal",
    mean: "gemiddelde | gemiddeld",
    median: "mediaan",
  },
  pl: {
    total: "suma | razem | ogółem | łącznie | suma końcowa | suma całkowita",
    part: "suma częściowa | suma pośrednia",
    mean: "średnia",
    median: "mediana",
  },
  cs: {
    total: "celkem | součet | celkový součet | úhrnem",
    part: "mezisoučet",
    mean: "průměr",
    median: "medián",
  },
  sv: {
    total: "totalt | total | summa | totalsumma | samtliga",
    part: "delsumma",
    mean: "medelvärde | genomsnitt | medel",
    median: "median",
  },
  da: {
    total: "i alt | total | hovedtotal | sum | ialt",
    part: "subtotal | delsum",
    mean: "gennemsnit | middelværdi",
    median: "median",
  },
  fi: {
    total: "yhteensä | summa | kaikki yhteensä | loppusumma",
    part: "välisumma",
    mean: "keskiarvo",
    median: "mediaani",
  },
  tr: {
    total: "toplam | genel toplam",
    part: "ara toplam",
    mean: "ortalama",
    median: "medyan | ortanca",
  },
  ru: {
    total: "итого | всего | общий итог | сумма | итог",
    part: "промежуточный итог | подытог | подитог",
    mean: "среднее | среднее значение | в среднем",
    median: "медиана",
  },
  uk: {
    total: "разом | усього | всього | загальний підсумок | сума | підсумок",
    part: "проміжний підсумок",
    mean: "середнє | середнє значення",
    median: "медіана",
  },
  ar: {
    total: "المجموع | الإجمالي | إجمالي | مجموع | المجموع الكلي | الإجمالي الكلي",
    part: "المجموع الفرعي | الإجمالي الفرعي",
    mean: "المتوسط | متوسط",
    median: "الوسيط",
  },
  he: {
    total: 'סה"כ | סה״כ | סך הכל | סך הכול | סכום כולל',
    part: "סכום ביניים",
    mean: "ממוצע",
    median: "חציון",
  },
  hi: {
    total: "कुल | कुल योग | योग | महायोग",
    part: "उप-योग",
    mean: "औसत",
    median: "माध्यिका",
  },
  ja: {
    total: "合計 | 総計 | 総数 | 総合計 | 計",
    part: "小計",
    mean: "平均 | 平均値",
    median: "中央値",
  },
  ko: {
    total: "합계 | 총계 | 총합 | 총합계 | 계",
    part: "소계 | 부분합",
    mean: "평균",
    median: "중앙값 | 중위수",
  },
  th: {
    total: "รวม | รวมทั้งหมด | รวมทั้งสิ้น | ยอดรวม | ผลรวม | ผลรวมทั้งหมด",
    part: "ผลรวมย่อย | รวมย่อย",
    mean: "เฉลี่ย | ค่าเฉลี่ย",
    median: "มัธยฐาน | ค่ามัธยฐาน",
  },
  vi: {
    total: "tổng | tổng cộng | tổng số | cộng",
    part: "tổng phụ | cộng nhóm",
    mean: "trung bình",
    median: "trung vị",
  },
  zh: {
    total: "合计 | 总计 | 总和 | 共计 | 总数 | 总合计 | 累计 | 全部合计",
    part: "小计 | 汇总 | 分类汇总",
    mean: "平均 | 平均值 | 均值",
    median: "中位数 | 中值",
  },
  "zh-Hant": {
    total: "合計 | 總計 | 總和 | 共計 | 總數 | 總合計 | 累計",
    part: "小計",
    mean: "平均 | 平均值 | 均值",
    median: "中位數",
  },
};

/** Names of all members together, which may also be a member: all zones among zones. */
const all =
  "all | alle | tous | toutes | todos | todas | tutti | tutte | wszystkie | всі | усі | все | 全部 | すべて | 전체 | ทั้งหมด";

const split = (list: string): readonly string[] => list.split("|").map((word) => word.trim());

/** Name → kind. A word that is a mean in one language and more in another is a mean, which has to be proven. */
const kinds: ReadonlyMap<string, SummaryKind> = new Map([
  ...(["total", "part", "mean", "median"] as const).flatMap((kind) =>
    Object.values(byLanguage).flatMap((words) => split(words[kind]).map((word) => [word, kind] as const)),
  ),
  ...split(all).map((word) => [word, "all"] as const),
]);

const han = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/** A name in lower case without what people put around it: `** TOTAL 2024 **`, `合  计：`. */
function bareName(cell: string): string {
  return cell
    .toLowerCase()
    .replaceAll(han, "")
    .replaceAll(/\s+/g, " ")
    .replace(/^[*=_\- –—]+/, "")
    .replace(/[*=_\- –—:：†¹²³]+$/, "")
    .replace(/ ?[(（][^()（）]{1,20}[)）]$/u, "")
    .replace(/ (?:18|19|20|21)\d{2}(?:[/–-]\d{2,4})?$/, "")
    .replace(/[ :：]+$/, "");
}

/** What a row is by its name, such as `Grand Total`, `Summe:`, `合计`; undefined if it is not made from others. */
export function summaryKind(cell: string): SummaryKind | undefined {
  return cell.length > 100 ? undefined : kinds.get(bareName(cell));
}

/** Whether a cell calls its row a total, or a mean or the like of the rows above. */
export function saysTotal(cell: string): boolean {
  return summaryKind(cell) !== undefined;
}

const sums = [...kinds].flatMap(([word, kind]) => (kind === "total" || kind === "part" ? word : []));
const alternatives = sums
  .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
  .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  .join("|");
const named = new RegExp(`^(?:(?:${alternatives})(?:$|[ ,:：–—-].)|.*[ ,:：–—-](?:${alternatives})$)`, "u");
const namedInHan = /^(?:小计|小計|合计|合計|总计|總計).|.(?:小计|小計|合计|合計|总计|總計|汇总)$/u;

/**
 * Whether a cell may name the sum of some rows: `Subtotal`, `Total North`, `Nord Summe`, `北京 汇总`. A member may have
 * such a name, too: the sums have to prove it.
 */
export function maySum(cell: string): boolean {
  if (cell.length > 100) return false;
  const name = bareName(cell);
  return named.test(name) || namedInHan.test(name);
}

/** A regular expression of RE2 that each such cell matches in lower case and without spaces, and others too. */
export const sumWithoutSpaces = alternatives.replaceAll(" ", "");
