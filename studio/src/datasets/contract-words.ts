import { defineWords } from "../words/define-words.ts";

/** How datasets hold their contracts. */
export const contractWords = defineWords(
  {
    contract: "Contract",
    notJudged: "The current version was not judged by its checks: put the recipe again.",
    types: "Type",
    required: "No gaps",
    unique: "No repeats",
    range: "Range",
    values: "Allowed values",
    rows: "Number of rows",
    checkOf: (check: string, columns: string) => (columns === "" ? check : `${check}: ${columns}`),
    holds: "holds",
    breaks: (isError: boolean, rows: string, row: number | undefined) =>
      [
        isError ? "broken" : "broken, only a warning",
        ...(rows === "" ? [] : [`${rows} ${rows === "1" ? "row" : "rows"}`]),
        ...(row === undefined ? [] : [`first in row ${row}`]),
      ].join(" · "),
    freshFor: (time: string) => `Fresh for ${time}`,
    freshUntil: (moment: string) => `until ${moment}`,
    staleSince: (moment: string) => `stale since ${moment}`,
    refused: "A file was refused",
    stale: "No new data came in time",
  },
  {
    contract: "约定",
    notJudged: "当前版本未按约定检查：请重新保存处理步骤。",
    types: "类型",
    required: "无空缺",
    unique: "无重复",
    range: "范围",
    values: "允许的值",
    rows: "行数",
    checkOf: (check, columns) => (columns === "" ? check : `${check}：${columns}`),
    holds: "符合",
    breaks: (isError, rows, row) =>
      [
        isError ? "不符合" : "不符合，仅提醒",
        ...(rows === "" ? [] : [`${rows} 行`]),
        ...(row === undefined ? [] : [`首见于第 ${row} 行`]),
      ].join(" · "),
    freshFor: (time) => `有效期 ${time}`,
    freshUntil: (moment) => `至 ${moment}`,
    staleSince: (moment) => `自 ${moment} 起过期`,
    refused: "有一个文件被拒绝",
    stale: "未按时收到新数据",
  },
);
