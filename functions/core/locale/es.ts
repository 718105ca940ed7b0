import { english } from "./en.ts";
import type { Locale } from "./locale.ts";

/** Spanish. */
export const spanish: Locale = {
  tag: "es",
  number: { decimal: ",", thousands: ".", grouping: [3], currency: ["", "\u00a0€"], percent: "\u00a0%", minus: "−", nan: "–" },
  time: {
    dateTime: "%-d de %B de %Y, %H:%M",
    date: "%d/%m/%Y",
    time: "%H:%M:%S",
    periods: ["AM", "PM"],
    days: ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
    shortDays: ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"],
    months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    shortMonths: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
  },
  longDate: "%-d de %B de %Y",
  words: {
    pageOf: "Página {page} de {pages}",
    figure: "Gráfico",
    table: "Cuadro",
    numberGap: " ",
    source: "Fuente",
    note: "Nota",
    contents: "Índice",
    figures: "Figuras",
    tables: "Tablas",
    notes: "Notas",
    continued: "continuación",
    percentagePoints: "puntos porcentuales",
    percentagePoint: "punto porcentual",
    colon: ": ",
    backToText: "Volver al texto",
    yes: "sí",
    no: "no",
    noValue: "sin dato",
  },
  unitGap: "\u00a0",
  compact: [{ power: 12, word: "\u00a0B" }, { power: 6, word: "\u00a0M" }, { power: 3, word: "\u00a0mil" }],
  currency: { place: "after", symbols: {} },
  fullWidth: false,
  chart: english.chart,
};
