import type { DraftColumn, DraftLanguage } from "./draft.ts";

/** German words of offices' tables that English has not, also within longer ones: Kaltmiete, Belegdatum. */
const germanParts =
  /[äöüß]|umsatz|monat|datum|woche|quartal|filiale|kunde|stadt(?!e)|betrag|menge(?!r)|anzahl|preis|kosten|ausgabe|einnahme|anteil|einwohner|gruppe|abteilung|bezirk|summe(?!r)|artikel|produkt(?!iv)|konto|buchung|fehltag|bestand|bestell|geschlecht|stimmen|mitarbeiter|kategorie|zeitstempel|verbrauch|erzeugung|ergebnis|bereich|miete|fläche|zimmer|baujahr|kennzeichen|zulassung|kilometer(?=stand)|bewerb|eingang|ausgang|stelle(?!r)|quelle|dauer|kreis|geburt|sterbe|beleg|standort|zufrieden|belastung|empfehl|januar|februar|oktober|dezember|vorname|nachname|straße|gehalt|stunden|nummer|bezeichnung|gemeinde|schule|klasse|lieferant|rechnung|zahlung|niederschlag|temperatur(?!e)|gewicht|länge|höhe|breite(?=$|[^a-z])|fahrzeug|besucher|verkauf|einkauf|vertrieb|gewinn|verlust|steuer|zustand|beginn|auftrag|projekt|leistung|bewertung|umfrage|antwort|frage(?=$|[^a-z])|partei|wahl(?=$|[^a-z])|wahlkreis|schicht|maschine|ausschuss|werk(?=$|[^a-z])/i;
/** Short ones, which stand alone. */
const germanWords =
  /^(jahr|tag|land|ort|wert|alter|note|grund|soll|haben|plz|ist|mai|juni|juli|august|märz|september|november|april|name|status|typ|nr|lohn|lager|zeit|firma|saldo|balkon|ansatz)$/i;
const german = {
  test: (name: string): boolean =>
    germanParts.test(name) || name.split(/[^\p{L}]+/u).some((word) => germanWords.test(word)),
};
/** Words that German and English share say nothing by themselves. */
const shared = /^(name|status|august|september|november|april|alter|note|land|typ|nr)$/i;

/** Share of the columns from which a table's names are of a language. */
const most = 0.5;

/** The language of a table's names: Chinese by their letters, German by their words, else English. */
export function languageOf(columns: readonly DraftColumn[]): DraftLanguage {
  const count = (is: (name: string) => boolean): number => columns.filter(({ name }) => is(name)).length;
  const isMost = (found: number): boolean => found / Math.max(1, columns.length) >= most;
  const han = count((name) => /\p{Script=Han}/u.test(name));
  if (isMost(han) && count((name) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) === 0) return "zh";
  const surely = count((name) => german.test(name) && !shared.test(name.trim()));
  return surely > 0 && isMost(count((name) => german.test(name))) ? "de" : "en";
}
