import { timeRead } from "../notes/time-read.ts";
import { cross } from "./cross.ts";
import { groups } from "./groups.ts";
import { survey } from "./survey.ts";
import { time } from "./time.ts";
import type { ReportWords } from "../report-words.ts";

export const en: ReportWords = {
  time,
  cross,
  groups,
  survey,
  labels: {
    measure: "About",
    by: "Compare",
    period: "Period",
    against: "Compared with",
    previous: "the period before",
    yearBefore: "the year before",
    other: "Beside it",
    test: "The report with its default values",
  },
  called: {
    records: "Records",
    net: "Net",
    income: "Income",
    expenses: "Expenses",
    country: "Country",
    month: "Month",
    period: "Period",
    year: "Year",
    weekday: "Weekday",
    consumption: "Consumption",
    distance: "Distance",
    increase: "Increase",
    priceChange: "Change in price",
    change: "Change in",
  },
  answers: {
    may: "may be added up",
    mayNot: "may not be added up",
    day: "day",
    week: "week",
    month: "month",
    quarter: "quarter",
    year: "year",
  },
  assumed: {
    time: (read) => timeRead(read, "en"),
    complete: "A first or last period that is not complete is left out.",
    adds: (label) => `Values of “${label}” may be added up.`,
    apart: (label) => `Values of “${label}” may not be added up: medians and means stand for the whole.`,
    leftOut: (label, values) =>
      `Not compared in “${label}”: ${values.slice(0, 3).join(", ")}${values.length > 3 ? ` and ${values.length - 3} more` : ""}.`,
    aside: (labels) =>
      `Not printed beside the others, but choices: ${labels.slice(0, 5).join(", ")}${labels.length > 5 ? ` and ${labels.length - 5} more` : ""}.`,
    steady: "The course over time is that of the members with a value in every period shown.",
    yearBefore: "The same parts of each year are alike, so a period is compared with that of the year before.",
    yearOfPrices:
      "Of indexes and prices people ask how they changed in a year, so a period is compared with that of the year before.",
    previous: "A period is compared with the one before.",
    unclear: (column, value, [one, other]) =>
      `“${column}” is not read as numbers: ${value} may be ${one} or ${other}; the dataset's recipe can say which.`,
    twin: (column) => `Each value of “${column}” goes with one value of another column, so it is left aside.`,
    survey: (questions) => `${questions} columns are questions of a survey.`,
  },
  what: ({ rows, roles: { time: when } }) =>
    `${rows} rows${when === undefined ? "" : `, ${when.first} to ${when.last}, by ${when.raw}`}`,
};
