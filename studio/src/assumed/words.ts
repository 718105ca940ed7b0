import { defineWords } from "../words/define-words.ts";

const periods: Readonly<Record<string, string>> = {
  day: "the day",
  week: "the week",
  month: "the month",
  quarter: "the quarter",
  year: "the year",
};

const chinesePeriods: Readonly<Record<string, string>> = {
  day: "日",
  week: "周",
  month: "月",
  quarter: "季度",
  year: "年",
};

/** The questions of a draft, as sentences with a menu for `{}`. */
export const answerWords = defineWords(
  {
    aboutIs: "This report is about {}.",
    aboutLabel: "What the report is about",
    addsIs: "Its values {} be added up.",
    addsLabel: "Whether its values may be added up",
    addsOf: (measure: string) => `Values of “${measure}” {} be added up.`,
    addsOfLabel: (measure: string) => `Whether values of “${measure}” may be added up`,
    may: "may",
    mayNot: "may not",
    periodIs: "Time is counted by {}.",
    periodLabel: "Length of a period",
    period: (grain: string): string => periods[grain] ?? grain,
    compareIs: "It compares {}.",
    compareLabel: "What the report compares",
  },
  {
    aboutIs: "这份报告的主题是{}。",
    aboutLabel: "报告的主题",
    addsIs: "它的数值{}相加。",
    addsLabel: "数值是否可以相加",
    addsOf: (measure) => `“${measure}”的数值{}相加。`,
    addsOfLabel: (measure) => `“${measure}”的数值是否可以相加`,
    may: "可以",
    mayNot: "不可以",
    periodIs: "时间按{}计算。",
    periodLabel: "时间单位",
    period: (grain): string => chinesePeriods[grain] ?? grain,
    compareIs: "比较的对象是{}。",
    compareLabel: "比较的对象",
  },
);
