import type { Language } from "../../words/language.ts";

/** Why all rows are named, in Chinese; what is not here is SQL, and the same in every language. */
export const coarseReasons: Readonly<Record<string, string>> = {
  "a column called rowid": "某一列名为 rowid",
  "two columns of one name": "两列同名",
  "a query that gives other rows when it is rewritten": "改写后查询结果不同",
  "a query that cannot be rewritten": "查询无法改写",
  "a parameter that cannot be written as a literal": "某个参数无法写成字面值",
  "a subquery in LIMIT, ORDER BY or DISTINCT ON": "LIMIT、ORDER BY 或 DISTINCT ON 中的子查询",
  "a window within another": "窗口函数嵌套",
  "a subquery that reads the row around it, under grouping sets": "分组集中读取外层行的子查询",
  "a subquery for each of many rows": "须为许多行逐一执行的子查询",
  "a subquery that reads the row around it": "读取外层行的子查询",
  "a subquery without rows": "没有结果行的子查询",
  "an outer join that found no row": "未找到对应行的外连接",
  "SEMI or ANTI JOIN": "SEMI JOIN 或 ANTI JOIN",
  "NOT IN or NOT EXISTS": "NOT IN 或 NOT EXISTS",
  "SUMMARIZE or DESCRIBE": "SUMMARIZE 或 DESCRIBE",
};

const byNumber = /^a column by its number, (#\d+)$/;

/** The reason in an answer, `STAGE: REASON`, in a language. */
export function coarseReason(why: string, language: Language): string {
  if (language === "en") return why;
  const colon = why.lastIndexOf(": ");
  const [stage, reason] = colon < 0 ? ["", why] : [why.slice(0, colon), why.slice(colon + 2)];
  const position = byNumber.exec(reason)?.[1];
  const said = position === undefined ? (coarseReasons[reason] ?? reason) : `以序号 ${position} 引用的列`;
  return stage === "" ? said : `${stage}：${said}`;
}
