/** German words of offices' tables that English has not, also within longer ones: Kaltmiete, Belegdatum. */
const parts =
  /[äöüß]|messwert|messstelle|grenzwert|richtwert|probenahme|entnahme|kennzahl|einheit|umsatz|abweichung|monat|datum|woche|quartal|filiale|kunde|stadt(?!e)|betrag|menge(?!r)|anzahl|preis|kosten|ausgabe|einnahme|anteil|einwohner|gruppe|abteilung|bezirk|summe(?!r)|artikel|produkt(?!iv)|konto|buchung|fehltag|bestand|bestell|geschlecht|stimmen|mitarbeiter|kategorie|zeitstempel|verbrauch|erzeugung|ergebnis|bereich|miete|fläche|zimmer|baujahr|kennzeichen|zulassung|kilometer(?=stand)|bewerb|eingang|ausgang|stelle(?!r)|quelle|dauer|kreis|geburt|sterbe|beleg|standort|zufrieden|belastung|empfehl|januar|februar|oktober|dezember|vorname|nachname|straße|gehalt|stunden|nummer|bezeichnung|gemeinde|schule|klasse|lieferant|rechnung|zahlung|niederschlag|temperatur(?!e)|gewicht|länge|höhe|breite(?=$|[^a-z])|fahrzeug|besucher|verkauf|einkauf|vertrieb|gewinn|verlust|steuer|zustand|beginn|auftrag|projekt|leistung|bewertung|umfrage|antwort|frage(?=$|[^a-z])|partei|wahl(?=$|[^a-z])|wahlkreis|schicht|maschine|ausschuss|werk(?=$|[^a-z])/i;
/** Short ones, which stand alone. */
const words =
  /^(jahr|liste|sitze|tag|land|ort|wert|alter|note|grund|soll|haben|plz|ist|mai|juni|juli|august|märz|september|november|april|name|status|typ|nr|lohn|lager|zeit|firma|saldo|balkon|ansatz|mathematik|mathe|deutsch|englisch|spanisch|physik|chemie|biologie|geschichte|erdkunde|geographie|kunst|musik|informatik|ethik|sachkunde|fehltage|noten?)$/i;

/** Whether the name of a column has a German word. */
export function isGermanName(name: string): boolean {
  return parts.test(name) || name.split(/[^\p{L}]+/u).some((word) => words.test(word));
}
