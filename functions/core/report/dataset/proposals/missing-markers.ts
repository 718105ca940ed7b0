/** Signs alone, as statistical offices, spreadsheets and laboratories put them: `..`, `–`, `****`, `(-)`. */
const signs =
  /^(?:[-‐‑‒–—―−－]{1,10}|[.．…·•]{1,10}|[*＊]{1,10}|[?？]{1,5}|#{2,}|[:：/／\\]|[([][-‐‑‒–—―−*.…:?]{1,3}[)\]])$/u;

/** The errors of spreadsheet programs, in any language: `#DIV/0!`, `#WERT!`, `#NOMBRE!`, `#¿NOMBRE?`, `Err:502`. */
const errors =
  /^(?:#[¡¿]?\p{L}{2}[\p{L}\p{M}/0-9_]*[!?]|err:\d{3}|#(?:n\/a|n\/a n\/a|n\/b|n\/d|nv|i\/t|yok|н\/д|není_k_dispozici))$/u;

/** Abbreviations: `n. a.`, `k.A.`, `s/d`. Points may be followed by a space, and the last one may lack. */
const abbreviations = new Set(
  "na n.a n/a n.d n/d n/r n.r n/k n.k n.v n.b n.c n.v.t nvt k.a k/a o.a s.d s/d s.o s/o b.d i/t н.д н/д nan nat tbc tbd tba".split(
    " ",
  ),
);

/** What programs and people write for no value, between bars. */
const anywhere = `null | \\n | missing | nodata | (d) | (s) | (x) | [x] | [c] | [z] | (blank) | (leer) | (vide) | (vacío) |
  (vuoto) | (空白)`;

/** In each language of reports: not known, not there yet, not said, secret, not measured, makes no sense here. */
const byLanguage: Readonly<Record<string, string>> = {
  en: `not available | not applicable | not reported | no data | no data available | unknown | suppressed | pending |
    no value | no answer | no response | not known | not stated | not recorded | not collected | not provided |
    not supplied | not specified | not yet available | not yet published | not published | not disclosed | not measured |
    not determined | not given | not asked | not surveyed | unavailable | unspecified | undisclosed | no information |
    missing data | data missing | missing value | data not available | data unavailable | withheld | confidential |
    redacted | to be confirmed | to be announced | to be determined`,
  de: `keine angabe | keine angaben | ohne angabe | keine daten | keine daten verfügbar | keine daten vorhanden |
    nicht verfügbar | nicht erhoben | nicht angegeben | nicht bekannt | nicht vorhanden | nicht gemessen |
    nicht ermittelt | nicht erfasst | nicht zutreffend | nicht veröffentlicht | noch nicht verfügbar | noch offen |
    liegt nicht vor | liegen nicht vor | entfällt | unbekannt | fehlt | fehlend | fehlender wert | ausstehend |
    geheim | geheim gehalten | vertraulich`,
  fr: `non disponible | non disponibles | non renseigné | non renseignée | non renseignés | non communiqué |
    non communiquée | non déterminé | non mesuré | non connu | non précisé | non applicable | non publié | non concerné |
    sans objet | sans réponse | sans donnée | sans données | donnée manquante | données manquantes |
    données indisponibles | donnée indisponible | pas de données | aucune donnée | aucune information |
    valeur manquante | indisponible | manquant | manquante | inconnu | inconnue | secret statistique | confidentiel |
    confidentielle | à venir | en attente`,
  es: `sin datos | sin dato | sin información | desconocido | desconocida | no disponible | no disponibles | no aplica |
    no procede | no consta | no informado | no especificado | no publicado | ns/nc | pendiente | confidencial |
    dato no disponible | datos no disponibles`,
  it: `non disponibile | non disponibili | dato non disponibile | dati non disponibili | dato mancante |
    non rilevato | non applicabile | non noto | non pervenuto | non specificato | sconosciuto | mancante | nessun dato |
    riservato | in attesa`,
  pt: `não disponível | indisponível | sem dados | sem informação | não informado | não se aplica | não aplicável |
    não especificado | não divulgado | desconhecido | desconhecida | em falta | pendente | confidencial |
    dados indisponíveis`,
  nl: `niet beschikbaar | onbekend | geen gegevens | geen data | geen opgave | niet van toepassing | niet bekend |
    niet gemeten | niet opgegeven | ontbreekt | vertrouwelijk | gegevens ontbreken`,
  pl: `brak danych | nie dotyczy | nieznane | nieznany | nieznana | niedostępne | niedostępny | nie podano |
    brak informacji | poufne`,
  cs: `není k dispozici | údaj není k dispozici | bez údaje | neuvedeno | neznámo | neznámé | neznámý | nezjištěno |
    chybí | chybí údaj | nedostupné | důvěrné`,
  da: `ikke tilgængelig | ikke oplyst | ukendt | mangler | ingen data | uoplyst | fortroligt | ikke relevant`,
  sv: `saknas | uppgift saknas | uppgifter saknas | ej tillgänglig | ej tillgängligt | okänd | okänt | inga data |
    ej tillämpligt | uppgift ej tillgänglig | ingen uppgift | sekretess | ej relevant`,
  fi: `ei saatavilla | ei saatavissa | ei tietoa | puuttuu | tieto puuttuu | tuntematon | ei tiedossa | salainen |
    ei sovellu | salattu`,
  tr: `veri yok | bilgi yok | bilinmiyor | mevcut değil | uygulanamaz | belirtilmemiş | gizli`,
  ru: `нет данных | неизвестно | не указано | не применимо | неприменимо | данные отсутствуют | недоступно |
    не определено | конфиденциально`,
  uk: `немає даних | невідомо | не вказано | не застосовується | дані відсутні | недоступно | не визначено |
    конфіденційно`,
  ar: `غير متوفر | غير متوفرة | غير متاح | غير متاحة | لا توجد بيانات | غير معروف | لا ينطبق | غير محدد`,
  he: `אין נתונים | לא ידוע | לא זמין | לא רלוונטי | חסר | אין מידע | לא צוין`,
  hi: `उपलब्ध नहीं | अनुपलब्ध | अज्ञात | लागू नहीं | डेटा उपलब्ध नहीं | कोई डेटा नहीं`,
  ja: `不明 | データなし | 未定 | 未公表 | 未集計 | 非公開 | 欠測 | 欠損 | 欠損値 | 欠測値 | 記載なし | 未回答 | 無回答 | 未記入 |
    秘匿 | 非公表 | 算出不能 | 該当データなし | 未確定`,
  ko: `자료 없음 | 자료없음 | 데이터 없음 | 데이터없음 | 미상 | 해당 없음 | 해당없음 | 비공개 | 미정 | 미공개 | 모름 | 무응답 | 결측 |
    결측치 | 불명 | 알 수 없음 | 미확인`,
  th: `ไม่มีข้อมูล | ไม่ทราบ | ไม่ระบุ | ไม่เกี่ยวข้อง`,
  vi: `không có dữ liệu | không có số liệu | không rõ | không áp dụng | chưa có dữ liệu | chưa có số liệu | không xác định`,
  zh: `无 | 不详 | 暂无 | 未知 | 无数据 | 没有数据 | 缺失 | 数据缺失 | 暂缺 | 暂无数据 | 不适用 | 未统计 | 未公布 | 未公开 | 未提供 | 未填 |
    未填写 | 未披露 | 未测 | 未检测 | 未监测 | 待定 | 待补 | 待更新 | 待公布 | 无法获取 | 不可用 | 保密 | 缺测 | 空缺 | 无资料`,
  "zh-Hant": `無資料 | 無數據 | 不詳 | 暫無 | 暫無資料 | 暫無數據 | 暫缺 | 不適用 | 未統計 | 未公布 | 未公開 | 未提供 | 未填寫 | 未披露 | 待定 |
    待補 | 缺漏 | 缺值 | 缺測 | 保密 | 尚無資料 | 資料缺漏 | 無法取得`,
};

const words: ReadonlySet<string> = new Set(
  [anywhere, ...Object.values(byLanguage)].flatMap((list) => list.split("|").map((marker) => marker.trim())),
);

/**
 * Whether a trimmed text stands for a missing value wherever numbers or dates are expected, in any language of reports.
 * It does not if it may be a number (`none`, `nil`, `zero`), a limit (`<5`), or a note that a reader of the table must
 * see.
 */
export function isMissingMarker(text: string): boolean {
  const lower = text.toLowerCase().replaceAll(/\s+/g, " ");
  const bare = /^(?:\((.+)\)|\[(.+)\]|<(.+)>)$/.exec(lower);
  return [lower, ...(bare === null ? [] : [bare[1] ?? bare[2] ?? bare[3]!])].some(
    (one) =>
      signs.test(one) ||
      errors.test(one) ||
      words.has(one) ||
      abbreviations.has(one.replaceAll(". ", ".").replace(/\.$/, "")),
  );
}
