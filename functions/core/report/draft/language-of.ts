import type { DraftColumn, DraftLanguage } from "./draft.ts";

/** German words of offices' tables that English has not. */
const german =
  /[äöüß]|(^|[^a-z])(umsatz|monat|jahr|tag|datum|woche|quartal|filiale|kunden?|land|stadt|betrag|menge|anzahl|preis|kosten|ausgaben|einnahmen|anteil|einwohner|gruppe|abteilung|bezirk|wert|summe|artikel|produkt|konto|buchung|fehltage|bestand|bestellungen|geschlecht|stimmen|mitarbeiter|kategorie)([^a-z]|$)/i;

/** Share of the columns from which a table's names are of a language. */
const most = 0.5;

/** The language of a table's names: Chinese by their letters, German by their words, else English. */
export function languageOf(columns: readonly DraftColumn[]): DraftLanguage {
  const share = (pattern: RegExp): number =>
    columns.filter(({ name }) => pattern.test(name)).length / Math.max(1, columns.length);
  if (share(/\p{Script=Han}/u) >= most && share(/[\p{Script=Hiragana}\p{Script=Katakana}]/u) === 0) return "zh";
  return share(german) >= most ? "de" : "en";
}
