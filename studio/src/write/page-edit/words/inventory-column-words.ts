/** What the columns on stock, and on years, are called in Chinese that the queries of a draft have named. */
export const inventoryColumnWords: Readonly<Record<string, string>> = {
  at_none: "为零的项数",
  firsts: "单独最高的行数",
  filled: "行数",
  items: "项数",
  kinds_day: "最后一天",
  level: "下限",
  name_1: "名称",
  name_2: "另一名称",
  priced: "有价格的项数",
  quantity: "数量",
  within: "范围之内",
  worth: "价值",
  year: "年份",
  years: "年数",
  years_change: "各年的变化",
};
