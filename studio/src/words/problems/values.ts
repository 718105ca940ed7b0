import type { ProblemEntry } from "../../api/refused-error.ts";

export type Said = Pick<ProblemEntry, "code" | "message"> & {
  readonly pointer?: string | undefined;
  readonly row?: number | undefined;
  readonly seen?: unknown;
  readonly allowed?: unknown;
  readonly name?: string | undefined;
  readonly dataset?: string | undefined;
  readonly hint?: string | undefined;
};

export interface Values {
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

/** What the words of a problem may name. */
export function valuesOf({ pointer = "", seen, allowed, name, dataset, row, message }: Said): Values {
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

/** A type of data in words. */
export const typed = (type: string): string => types[type] ?? type;

/** That there is no such thing, by its name. */
export const missing =
  (what: string) =>
  ({ name }: Values): string =>
    `没有${what}${name}。`;

/**
 * The words of problems by their codes, which stay the same across releases; `*` stands for what a code is put together
 * with. Words that end with a colon are followed by the API's own: only they say what exactly is wrong.
 */
export type ProblemWords = Readonly<Record<string, string | ((values: Values) => string)>>;
