import { english } from "./en.ts";
import type { Locale } from "./locale.ts";

/** French. */
export const french: Locale = {
  tag: "fr",
  number: { decimal: ",", thousands: "\u202f", grouping: [3], currency: ["", "\u00a0€"], percent: "\u202f%", minus: "−", nan: "–" },
  time: {
    dateTime: "%-d %B %Y à %H:%M",
    date: "%d/%m/%Y",
    time: "%H:%M:%S",
    periods: ["AM", "PM"],
    days: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    shortDays: ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
    months: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    shortMonths: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
  },
  longDate: "%-d %B %Y",
  words: {
    pageOf: "Page {page} sur {pages}",
    figure: "Figure",
    table: "Tableau",
    numberGap: " ",
    source: "Source",
    note: "Note",
    contents: "Sommaire",
    figures: "Figures",
    tables: "Tableaux",
    notes: "Notes",
    continued: "suite",
    percentagePoints: "points de pourcentage",
    percentagePoint: "point de pourcentage",
    colon: "\u00a0: ",
    backToText: "Retour au texte",
    yes: "oui",
    no: "non",
    noValue: "donnée absente",
  },
  unitGap: "\u00a0",
  compact: [{ power: 12, word: "\u00a0Bn" }, { power: 9, word: "\u00a0Md" }, { power: 6, word: "\u00a0M" }, { power: 3, word: "\u00a0k" }],
  currency: { place: "after", symbols: {} },
  fullWidth: false,
  chart: english.chart,
};
