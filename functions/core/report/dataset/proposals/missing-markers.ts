/**
 * Texts that stand for a missing value in a column of numbers or dates, in lower case: those of statistical offices
 * (Eurostat, World Bank, ONS, FRED), spreadsheets, R, Python and databases. Not among them is what may be a number
 * (`none`, `nil`, `zero`), a limit (`<5`), or a note that a reader of the table must see.
 */
const markers: ReadonlySet<string> = new Set(
  `. | .. | ... | … | - | -- | --- | – | — | * | ** | *** | : | ? |
  ?? | / | na | n/a | n.a. | n.a | n/d | n.d. | <na> | (na) | #n/a | #n/a n/a | nan | nat |
  null | <null> | (null) | \\n | #null! | #div/0! | #value! | #ref! | #name? | #num! | #nv | #wert! | #bezug! | missing |
  not available | not applicable | not reported | no data | nodata | unknown | suppressed | (d) | (s) | (x) | [x] | [c] | [z] | k. a. |
  k.a. | s.d. | n. v. | n.v. | k/a | 无 | 不详 | 暂无 | 未知 | 无数据 | 缺失 | #### | ##### | ****** | •• | n/r | tbc | tbd | tba | pending |
  (blank) | (leer) | no value | no answer | no response | not known | not stated | not recorded | not collected |
  not provided | not supplied | not specified | not yet available | missing data | data missing | withheld | confidential |
  redacted | keine angabe | keine daten | nicht verfügbar | nicht erhoben | unbekannt | fehlt | non disponible | inconnu |
  sin datos | desconocido`
    .split("|")
    .map((marker) => marker.trim()),
);

/** Whether a trimmed text stands for a missing value wherever numbers or dates are expected. */
export function isMissingMarker(text: string): boolean {
  return markers.has(text.toLowerCase());
}
