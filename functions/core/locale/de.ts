import { english } from "./en.ts";
import type { Locale } from "./locale.ts";

/** German. */
export const german: Locale = {
  tag: "de",
  number: { decimal: ",", thousands: ".", grouping: [3], currency: ["", "\u00a0€"], percent: "\u00a0%", minus: "−", nan: "–" },
  time: {
    dateTime: "%-d. %B %Y, %H:%M",
    date: "%d.%m.%Y",
    time: "%H:%M:%S",
    periods: ["AM", "PM"],
    days: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
    shortDays: ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
    months: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    shortMonths: ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
  },
  longDate: "%-d. %B %Y",
  words: {
    pageOf: "Seite {page} von {pages}",
    figure: "Abbildung",
    table: "Tabelle",
    numberGap: " ",
    source: "Quelle",
    note: "Anmerkung",
    contents: "Inhalt",
    figures: "Abbildungen",
    tables: "Tabellen",
    notes: "Anmerkungen",
    continued: "Fortsetzung",
    percentagePoints: "Prozentpunkte",
    percentagePoint: "Prozentpunkt",
    colon: ": ",
    backToText: "Zurück zum Text",
    yes: "ja",
    no: "nein",
    noValue: "keine Angabe",
  },
  unitGap: "\u00a0",
  compact: [{ power: 12, word: "\u00a0Bio." }, { power: 9, word: "\u00a0Mrd." }, { power: 6, word: "\u00a0Mio." }],
  currency: { place: "after", symbols: {} },
  fullWidth: false,
  chart: english.chart,
};
