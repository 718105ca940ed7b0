import type { Locale } from "./locale.ts";

/** English. */
export const english: Locale = {
  tag: "en",
  number: { decimal: ".", thousands: ",", grouping: [3], currency: ["$", ""], percent: "%", minus: "−", nan: "–" },
  time: {
    dateTime: "%-d %B %Y, %H:%M",
    date: "%Y-%m-%d",
    time: "%H:%M:%S",
    periods: ["am", "pm"],
    days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    shortDays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    shortMonths: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  },
  longDate: "%-d %B %Y",
  words: {
    pageOf: "Page {page} of {pages}",
    figure: "Figure",
    table: "Table",
    numberGap: " ",
    source: "Source",
    note: "Note",
    contents: "Contents",
    figures: "Figures",
    tables: "Tables",
    notes: "Notes",
    continued: "continued",
    percentagePoints: "percentage points",
    percentagePoint: "percentage point",
    colon: ": ",
    backToText: "Back to the text",
    yes: "yes",
    no: "no",
    noValue: "no value",
  },
  unitGap: "\u00a0",
  compact: [{ power: 12, word: "T" }, { power: 9, word: "B" }, { power: 6, word: "M" }, { power: 3, word: "K" }],
  currency: { place: "before", symbols: {} },
  fullWidth: false,
  chart: {
    marks: { line: "line", trail: "line", area: "area", rect: "bar", symbol: "point", arc: "arc", shape: "map", rule: "line segment", text: "text", path: "path" },
    chart: "chart",
    points: (count) => `${count} data points`,
    range: (name, low, high) => `${name} from ${low} to ${high}`,
    of: (kind, titles) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)} chart${titles.length > 0 ? ` of ${titles.join(" by ")}` : ""}`,
    and: " and ",
    separator: "; ",
    end: ".",
  },
  async loadSyllables() {
    const { default: hyphenation } = await import("hyphen/en-us/index.js");
    return (word) => hyphenation.hyphenateSync(word, { hyphenChar: "\u00ad", minWordLength: 6 }).split("\u00ad");
  },
};
