import { timeRead } from "../notes/time-read.ts";
import { cross } from "./cross.ts";
import { groups } from "./groups.ts";
import { survey } from "./survey.ts";
import { time } from "./time.ts";
import type { ReportWords } from "../report-words.ts";

export const de: ReportWords = {
  time,
  cross,
  groups,
  survey,
  labels: {
    measure: "Thema",
    by: "Vergleich",
    period: "Zeitraum",
    against: "Verglichen mit",
    previous: "dem Zeitraum davor",
    yearBefore: "dem Jahr davor",
    other: "Daneben",
    test: "Der Bericht mit seinen Vorgaben",
  },
  called: {
    records: "Einträge",
    net: "Saldo",
    income: "Einnahmen",
    expenses: "Ausgaben",
    country: "Land",
    month: "Monat",
    period: "Zeitraum",
    year: "Jahr",
    weekday: "Wochentag",
    consumption: "Verbrauch",
    distance: "Strecke",
    increase: "Zunahme",
    priceChange: "Preisänderung",
    change: "Veränderung:",
  },
  answers: {
    may: "lassen sich addieren",
    mayNot: "lassen sich nicht addieren",
    day: "Tag",
    week: "Woche",
    month: "Monat",
    quarter: "Quartal",
    year: "Jahr",
  },
  assumed: {
    time: (read) => timeRead(read, "de"),
    complete: "Ein erster oder letzter Zeitraum, der nicht vollständig ist, fehlt.",
    adds: (label) => `Die Werte von „${label}“ lassen sich addieren.`,
    apart: (label) => `Die Werte von „${label}“ lassen sich nicht addieren: Mediane und Mittel stehen für das Ganze.`,
    leftOut: (label, values) =>
      `Nicht verglichen in „${label}“: ${values.slice(0, 3).join(", ")}${values.length > 3 ? ` und ${values.length - 3} weitere` : ""}.`,
    aside: (labels) =>
      `Nicht neben den anderen gezeigt, aber wählbar: ${labels.slice(0, 5).join(", ")}${labels.length > 5 ? ` und ${labels.length - 5} weitere` : ""}.`,
    steady: "Der Verlauf ist der derer, die in jedem gezeigten Zeitraum einen Wert haben.",
    yearBefore: "Die Jahre verlaufen ähnlich: Ein Zeitraum wird mit dem des Vorjahrs verglichen.",
    yearOfPrices:
      "Bei Indizes und Preisen fragt man nach der Veränderung in einem Jahr: Ein Zeitraum wird mit dem des Vorjahrs verglichen.",
    previous: "Ein Zeitraum wird mit dem davor verglichen.",
    unclear: (column, value, [one, other]) =>
      `„${column}“ wird nicht als Zahlen gelesen: ${value} kann ${one} oder ${other} sein; das Rezept des Datensatzes kann es sagen.`,
    twin: (column) => `Zu jedem Wert von „${column}“ gehört ein Wert einer anderen Spalte; sie bleibt außer Acht.`,
    survey: (questions) => `${questions} Spalten sind Fragen einer Umfrage.`,
  },
  what: ({ rows, roles: { time: when } }) =>
    `${rows} Zeilen${when === undefined ? "" : `, ${when.first} bis ${when.last}`}`,
};
