/** What notes below a table begin with, before a colon, in each language of reports, between bars. */
const byLanguage: Readonly<Record<string, string>> = {
  en: `source | sources | data source | data sources | data from | note | notes | footnote | footnotes | remark | remarks | legend |
    key | last updated | updated | as of | extracted | extracted on | copyright | data from database | date of extraction`,
  de: `quelle | quellen | datenquelle | datenquellen | anmerkung | anmerkungen | hinweis | hinweise | fußnote | fussnote |
    fußnoten | bemerkung | bemerkungen | stand | datenstand | legende | zeichenerklärung | letzte aktualisierung |
    aktualisiert | erstellt | erstellt am`,
  fr: `source | sources | note | notes | remarque | remarques | lecture | champ | légende | mise à jour |
    dernière mise à jour | date d'extraction | données`,
  es: `fuente | fuentes | nota | notas | actualizado | última actualización | elaboración`,
  it: `fonte | fonti | nota | note | aggiornamento | ultimo aggiornamento | avvertenze`,
  pt: `fonte | fontes | nota | notas | atualizado | última atualização | elaboração`,
  nl: `bron | bronnen | noot | noten | toelichting | opmerking | laatst bijgewerkt`,
  pl: `źródło | źródła | uwaga | uwagi | stan na | aktualizacja`,
  cs: `zdroj | zdroje | poznámka | poznámky | pozn. | aktualizováno`,
  sv: `källa | källor | not | anm. | anmärkning | uppdaterad | senast uppdaterad`,
  da: `kilde | kilder | note | noter | anm. | opdateret`,
  fi: `lähde | lähteet | huom | huom. | huomautus | päivitetty`,
  tr: `kaynak | not | notlar | açıklama`,
  ru: `источник | источники | примечание | примечания | обновлено`,
  uk: `джерело | джерела | примітка | примітки | оновлено`,
  ar: `المصدر | مصدر | ملاحظة | ملاحظات`,
  he: `מקור | הערה | הערות`,
  hi: `स्रोत | नोट | टिप्पणी`,
  ja: `資料 | 資料出所 | 出典 | 出所 | 注 | 注記 | 備考 | 最終更新 | 更新日`,
  ko: `자료 | 출처 | 주 | 비고 | 업데이트`,
  th: `ที่มา | แหล่งที่มา | หมายเหตุ`,
  vi: `nguồn | ghi chú | chú thích`,
  zh: `资料来源 | 数据来源 | 来源 | 注 | 注释 | 备注 | 说明 | 更新时间 | 最后更新 | 数据截至 | 统计时间`,
  "zh-Hant": `資料來源 | 數據來源 | 來源 | 註 | 註釋 | 備註 | 說明 | 更新時間 | 最後更新`,
};

const words = Object.values(byLanguage)
  .flatMap((list) => list.split("|").map((word) => word.trim().replaceAll(".", "\\.")))
  .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
  .join("|");

/** `Source: …`, `Quelle (vorläufig): …`, `注：…`, `Note 1: …`. */
const begun = new RegExp(`^(?:${words})(?: ?\\d{1,2})?(?: ?[(（][^()（）]{1,30}[)）])? ?[:：]`, "u");

/** `* provisional`, `¹ without the islands`, `(p) provisional`, `a) estimated`, `© the office`, `※…`. */
const marked = /^(?:[*†‡¹²³⁴⁵⁶⁷⁸⁹※＊]+ ?|\([0-9a-z]{1,2}\) |[0-9a-z]\) |\[[0-9a-z]{1,2}\] |© ?|\(c\) )[\p{L}\d]/u;

/** A sentence of six words or more, or of fifteen signs in a script without spaces. */
const sentence =
  /^(?:\S+ ){5,}\S+[.!]$|^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{N}，、“”（）《》]{14,}。$/u;

/** Whether a text that stands alone below a table says where the data are from, when, or what their marks mean. */
export function saysNote(text: string): boolean {
  const lower = text.trim().toLowerCase();
  return begun.test(lower) || marked.test(lower) || sentence.test(lower);
}
