/** How two numbers are compared. */
export type Comparison = ">" | ">=" | "<" | "<=" | "==" | "!=";

/** Says that a query has more than a number of rows, fewer, or so many. */
export type RowWords = (query: string, sign: Comparison, count: number) => string;

/** Whether a comparison says that there is any row, or that there is none; undefined if it says neither. */
function anyRow(sign: Comparison, count: number): boolean | undefined {
  const test = `${sign} ${count}`;
  if (["> 0", "!= 0", ">= 1"].includes(test)) return true;
  return ["== 0", "<= 0", "< 1"].includes(test) ? false : undefined;
}

export const englishRows: RowWords = (query, sign, count) => {
  const any = anyRow(sign, count);
  const rows = count === 1 ? "row" : "rows";
  if (any !== undefined) return `“${query}” has ${any ? "" : "no "}rows`;
  const how = {
    ">": "more than ",
    ">=": "at least ",
    "<": "fewer than ",
    "<=": "at most ",
    "==": "",
    "!=": "more or fewer than ",
  }[sign];
  return `“${query}” has ${how}${count} ${rows}`;
};

export const chineseRows: RowWords = (query, sign, count) => {
  const any = anyRow(sign, count);
  if (any !== undefined) return `“${query}” ${any ? "有" : "没有"}数据`;
  const how = { ">": "超过", ">=": "至少有", "<": "少于", "<=": "最多有", "==": "有", "!=": "不是" }[sign];
  return `“${query}” ${how} ${count} 行`;
};
