import type { ResultColumn } from "../../query/draft-chart.ts";

/** How a condition compares. */
export const signs = ["=", "!=", "<", "<=", ">", ">=", "in", "not in", "is missing", "is not missing"] as const;

export type Sign = (typeof signs)[number];

/** What is compared with: a text between quotation marks, or a word without, such as a number or a column. */
export interface Operand {
  readonly text?: string | undefined;
  readonly word?: string | undefined;
}

/** A condition on a row, as `POST /edits` describes it. */
export interface Condition {
  /** Absent: the cell's or the figure's own value. */
  readonly column?: string | undefined;
  readonly sign: Sign;
  readonly with: readonly Operand[];
}

export const tones = ["good", "watch", "bad"] as const;

export type Tone = (typeof tones)[number];

/** What is said of a cell or a key figure. */
export interface Rule {
  readonly tone: Tone;
  readonly conditions: readonly Condition[];
  readonly words?: string | undefined;
}

/**
 * Rules as they are written: without conditions that say nothing yet, and without rules that have none.
 *
 * @param before the rules as they stand in the source
 */
export function finishedRules(rules: readonly Rule[], before: readonly Rule[]): readonly Rule[] {
  const known = before.flatMap(({ conditions }) => conditions);
  return rules
    .map((rule) => ({ ...rule, conditions: finishedConditions(rule.conditions, known) }))
    .filter(({ conditions }) => conditions.length > 0);
}

/** Whether a sign compares with a value, with several, or with none. */
export function operandsOf(sign: Sign): "one" | "some" | "none" {
  if (sign === "in" || sign === "not in") return "some";
  return sign === "is missing" || sign === "is not missing" ? "none" : "one";
}

/** The signs that a column's values can be compared by. */
export function signsFor(type: ResultColumn["type"] | undefined): readonly Sign[] {
  return type === "boolean" ? signs.filter((sign) => !/[<>]/.test(sign)) : signs;
}

/** A value as it is written for a column of its type: numbers, true and false stand without quotation marks. */
export function operandFor(value: string, type: ResultColumn["type"] | undefined): Operand {
  const isBare = type === "boolean" || ((type === "integer" || type === "number") && value.trim() !== "");
  return isBare ? { word: value.trim() } : { text: value };
}

export function valueOf({ text, word }: Operand): string {
  return text ?? word ?? "";
}

/**
 * Conditions as they are written: without those that were added and compare with nothing yet, which would leave no
 * row, and without what is empty in their lists.
 *
 * @param before the conditions as they stand in the source: there, an empty text may be meant
 */
export function finishedConditions(
  conditions: readonly Condition[],
  before: readonly Condition[],
): readonly Condition[] {
  const known = new Set(before.map((condition) => JSON.stringify(condition)));
  return conditions.flatMap((condition) => {
    if (known.has(JSON.stringify(condition)) || operandsOf(condition.sign) === "none") return [condition];
    const given = condition.with.filter((operand) => valueOf(operand).trim() !== "");
    return given.length === 0 ? [] : [{ ...condition, with: given }];
  });
}

/** A condition with another sign, whose values stay where it has some. */
export function withSign(condition: Condition, sign: Sign, type: ResultColumn["type"] | undefined): Condition {
  const empty = operandFor(type === "boolean" ? "true" : "", type);
  const values = condition.with.length === 0 ? [empty] : condition.with;
  const kept = { none: [], one: values.slice(0, 1), some: values }[operandsOf(sign)];
  return { ...condition, sign, with: kept };
}
