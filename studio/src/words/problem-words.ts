import type { ProblemEntry } from "../api/refused-error.ts";
import type { Language } from "./language.ts";

type Said = Pick<ProblemEntry, "code" | "message"> & {
  readonly pointer?: string | undefined;
  readonly row?: number | undefined;
  readonly seen?: unknown;
  readonly allowed?: unknown;
  readonly name?: string | undefined;
  readonly dataset?: string | undefined;
  readonly hint?: string | undefined;
};

/** What a problem says in a language; the API's own words, in English, where the studio has none for its code. */
export function problemText(problem: Said, language: Language): string {
  return language === "en"
    ? problem.message
    : (chinese[problem.code.replace(/^parameter-(?!not-allowed)/, "")]?.(valuesOf(problem)) ?? problem.message);
}

/** The hint of a problem in a language. */
export function hintText({ hint }: Pick<Said, "hint">, language: Language): string | undefined {
  if (hint === undefined || language === "en") return hint;
  const meant = /^did you mean (.+)\?$/.exec(hint)?.[1];
  return meant === undefined ? hint : `是否指 ${meant}？`;
}

interface Values {
  /** The member of the request, such as `parameters.year`. */
  readonly at: string;
  readonly seen: string;
  readonly allowed: string;
  readonly name: string;
  readonly dataset: string;
  readonly row: string;
  /** Of a dataset, if the problem is about one. */
  readonly column: string;
}

function valuesOf({ pointer = "", seen, allowed, name, dataset, row, message }: Said): Values {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const quoted = /"([^"]+)"/.exec(message)?.[1];
  return {
    at: `“${steps.at(-1) ?? quoted ?? name ?? ""}”`,
    seen: seen === undefined || seen === null ? "" : `“${written(seen)}”`,
    allowed: allowed === undefined || (Array.isArray(allowed) && allowed.length > 12) ? "" : written(allowed),
    name: `“${name ?? (typeof seen === "string" ? seen : (quoted ?? ""))}”`,
    dataset: dataset ?? steps.at(-1) ?? "",
    column: pointer.startsWith("/datasets/") && name !== undefined ? `“${name}”` : "",
    row: row === undefined ? "" : `（第 ${row} 行）`,
  };
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join("、");
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

const types: Readonly<Record<string, string>> = {
  text: "文本",
  integer: "整数",
  number: "数字",
  boolean: "是或否",
  date: "日期",
  timestamp: "时间",
  string: "文本",
  object: "对象",
  array: "列表",
  "a whole number": "整数",
  "a number": "数字",
  "a string": "文本",
  "true or false": "是或否",
};

const typed = (type: string): string => types[type] ?? type;

const missing =
  (what: string) =>
  ({ name }: Values): string =>
    `没有${what}${name}。`;

/** By the code of a problem: it stays the same across releases. */
const chinese: Readonly<Record<string, (values: Values) => string>> = {
  "parameter-not-allowed": ({ at, seen }) => `数据中没有参数 ${at} 的值${seen}。`,
  "invalid-parameter": ({ at, seen, allowed }) =>
    `参数 ${at} 的值${seen}不符合要求${allowed === "" ? "" : `：${allowed}`}。`,
  "unknown-parameter": ({ at }) => `模板没有参数 ${at}。`,
  "parameters-too-large": () => "参数太多或太长。请把较长的列表和文本放入数据集。",
  "not-allowed": ({ at, seen, allowed }) =>
    `${at} 的值${seen}不在可用的值之中${allowed === "" ? "" : `：${allowed}`}。`,
  "out-of-range": ({ at, seen, allowed }) => `${at} 的值${seen}超出范围${allowed === "" ? "" : `：${allowed}`}。`,
  "invalid-value": ({ at, seen, allowed }) => `${at} 的值${seen}不符合要求${allowed === "" ? "" : `：${allowed}`}。`,
  "wrong-type": ({ at, seen, allowed, column, row }) =>
    column === ""
      ? `${at} 应为${typed(allowed)}，而不是${seen}。`
      : `列 ${column} 应为${typed(allowed)}，但有${seen}${row}。`,
  "missing-field": ({ at }) => `缺少 ${at}。`,
  "unknown-field": ({ at }) => `不认识 ${at}。`,
  "invalid-date": ({ at, seen }) => `${at} 的值${seen}不是日期。`,
  "date-out-of-range": ({ at, seen }) => `${at} 的日期${seen}超出范围。`,
  "unknown-date": ({ at, seen }) => `${at} 的值${seen}既不是日期，也不是日期表示法。`,
  "language-not-supported": ({ seen, allowed }) => `模板不支持语言${seen}，可用：${allowed}。`,
  "missing-dataset": ({ dataset }) => `缺少数据集“${dataset}”。`,
  "missing-column": ({ dataset, allowed, name }) =>
    `数据集“${dataset}”没有列“${allowed === "" ? name.slice(1, -1) : allowed}”。`,
  "unknown-column": ({ seen }) => `没有列${seen}。`,
  "unknown-dataset": missing("数据集"),
  "unknown-dataset-alias": ({ seen, at }) => `模板没有数据集${seen === "" ? at : seen}。`,
  "unknown-template": missing("模板"),
  "unknown-version": missing("版本"),
  "unknown-report": () => "没有这份报告，或它已被删除。",
  "unknown-batch": () => "没有这个批次，或它已被删除。",
  "unknown-publication": missing("出版物"),
  "unknown-edition": () => "没有这一期。",
  "unknown-item": () => "批次中没有这份报告。",
  "unknown-timezone": ({ seen }) => `没有时区${seen}。`,
  "unknown-webhook": missing(" Webhook "),
  "invalid-name": ({ seen }) =>
    `名称${seen}不可用：名称以小写字母或数字开头，只含小写字母、数字和连字符，最多 63 个字符。`,
  "invalid-item-name": ({ seen }) => `名称${seen}不能用作文件名。`,
  "duplicate-name": ({ seen }) => `有多行的名称是${seen}，而每行的名称须不同。`,
  "tags-in-name": () => "名称中可以用 {{ }} 写入列的值，但不能有 {% %}。",
  "invalid-schedule": ({ seen }) => `规则${seen}不是有效的 cron 规则。`,
  "empty-schedule": ({ seen }) => `规则${seen}永远不会到来。`,
  "invalid-time": ({ at, seen }) => `${at} 的时长${seen}无效。`,
  "invalid-address": ({ seen }) => `${seen}不是电子邮件地址。`,
  "invalid-url": ({ seen }) => `${seen}不是可用的地址。`,
  "no-mail": () => "此服务器不能发送邮件。",
  "no-copies": () => "此服务器不能存放副本。",
  "target-not-allowed": ({ seen }) => `不允许将副本存放到${seen}。`,
  "output-not-available": ({ seen, allowed }) => `此服务器不能生成输出${seen}，可用：${allowed}。`,
  "too-many-failures": () => "失败的行超过了容许的数量，批次已停止。",
  "no-rows": () => "没有任何行。",
  "empty-dataset": () => "文件中没有数据。",
  "ragged-row": ({ row }) => `有一行${row}的单元格数与表头不同。`,
  "too-many-rows": ({ allowed }) => `行数太多${allowed === "" ? "" : `：最多 ${allowed}`}。`,
  "too-many-columns": ({ allowed }) => `列数太多${allowed === "" ? "" : `：最多 ${allowed}`}。`,
  "too-many-cells": () => "单元格太多。",
  "duplicate-column": ({ seen }) => `有两列的名称都是${seen}。`,
  "empty-column-name": () => "有一列没有名称。",
  "unclear-delimiter": () => "分隔符有两种可能，请选择一种。",
  "unclear-header": () => "无法判断第一行是列名还是数据，请选择一种。",
  "unclear-range": () => "工作表中有多个表格，请选择范围。",
  "unknown-encoding": ({ seen }) => `无法识别编码${seen}。`,
  "wrong-encoding": () => "文件不是所选的编码。",
  "unclosed-quote": ({ row }) => `有一个引号没有结束${row}。`,
  "binary-file": () => "文件不是文本。",
  "not-xlsx": () => "文件不是 Excel 工作簿（.xlsx）。",
  "encrypted-workbook": () => "工作簿有密码保护，请先取消。",
  "malformed-json": () => "内容不是有效的 JSON。",
  "body-too-large": ({ allowed }) => `内容太大${allowed === "" ? "" : `：最多 ${allowed}`}。`,
  "query-too-slow": () => "查询用时太长。",
  "answer-too-large": () => "查询结果太大。",
  "syntax-error": () => "查询的语法有误。",
  "not-a-select": () => "查询必须是一条 SELECT。",
  "changed-meanwhile": () => "其间有人作了更改。请重新加载后再试。",
  "render-timeout": () => "制作用时太长，已停止。",
  "render-lost": () => "制作中断。请重试。",
  "render-crashed": () => "制作过程出错。请重试。",
  "render-broke": () => "制作过程出错。请重试。",
  "render-out-of-memory": () => "制作所需内存超出限制。",
  "server-stopping": () => "服务器正在重新启动，请稍后再试。",
  "missing-scope": ({ seen, allowed }) => `您没有此权限${allowed === "" ? seen : `：${allowed}`}。`,
  "token-required": () => "请先登录或提供令牌。",
  "version-is-current": () => "当前版本不能删除。",
  "name-taken": ({ at }) => `名称 ${at} 已被使用。`,
};
