import { timeRead } from "../notes/time-read.ts";
import { cross } from "./cross.ts";
import { groups } from "./groups.ts";
import { survey } from "./survey.ts";
import { time } from "./time.ts";
import type { ReportWords } from "../report-words.ts";

export const zh: ReportWords = {
  time,
  cross,
  groups,
  survey,
  labels: {
    measure: "主题",
    by: "比较",
    period: "时期",
    against: "比较对象",
    previous: "上一期",
    yearBefore: "上年同期",
    other: "对照",
    test: "默认值的报告",
  },
  called: {
    records: "记录",
    net: "净额",
    income: "收入",
    expenses: "支出",
    country: "国家",
    month: "月份",
    period: "时期",
    year: "年份",
    weekday: "星期",
    consumption: "用量",
    distance: "里程",
    increase: "增量",
    priceChange: "价格变动",
    change: "变化：",
  },
  answers: { may: "可以相加", mayNot: "不能相加", day: "日", week: "周", month: "月", quarter: "季度", year: "年" },
  assumed: {
    time: (read) => timeRead(read, "zh"),
    complete: "首尾不完整的时期不计。",
    adds: (label) => `“${label}”的数值可以相加。`,
    apart: (label) => `“${label}”的数值不能相加，以中位数和平均数代表整体。`,
    leftOut: (label, values) =>
      `“${label}”中未参与比较：${values.slice(0, 3).join("、")}${values.length > 3 ? `等${values.length}项` : ""}。`,
    aside: (labels) =>
      `未与其他指标并列、但可以选择：${labels.slice(0, 5).join("、")}${labels.length > 5 ? `等${labels.length}项` : ""}。`,
    steady: "随时间的变化只计每个时期都有数值的各项。",
    yearBefore: "各年走势相似，因此与上年同期比较。",
    yearOfPrices: "指数和价格通常看同比，因此与上年同期比较。",
    previous: "与上一期比较。",
    unclear: (column, value, [one, other]) =>
      `“${column}”未按数值读取：${value} 可能是 ${one}，也可能是 ${other}；可在数据集的处理步骤中说明。`,
    twin: (column) => `“${column}”的每个值都与另一列的某个值一一对应，未使用。`,
    survey: (questions) => `${questions}列是调查的问题。`,
  },
  what: ({ rows, roles: { time: when } }) => `${rows}行${when === undefined ? "" : `，${when.first}至${when.last}`}`,
};
