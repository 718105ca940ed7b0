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
  k.a. | s.d. | n. v. | 无 | 不详`
    .split("|")
    .map((marker) => marker.trim()),
);

/** Whether a trimmed text stands for a missing value wherever numbers or dates are expected. */
export function isMissingMarker(text: string): boolean {
  return markers.has(text.toLowerCase());
}
