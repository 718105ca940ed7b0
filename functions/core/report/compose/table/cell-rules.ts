import { Decimal } from "../../../decimal.ts";
import { columnsOf, meets, UnlikeValues, type Comparison } from "../../document/comparison.ts";
import type { CellTone } from "../../document/document.ts";
import type { Row, Value } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";
import { readWrittenConditions, valueMark, type Manner, type WrittenTerm } from "../picking/written-conditions.ts";

/** Says that a cell is good, worth watching or bad if all its conditions hold for the row: `bad if margin < 0`. */
export interface CellRule {
  readonly tone: CellTone;
  readonly conditions: readonly Comparison[];
  /** What the legend says of it; absent: its conditions. */
  readonly words?: string;
}

export const tones = ["good", "watch", "bad"] as const satisfies readonly CellTone[];

/** Stand before a cell's text, so that the page says without colour what colour says. */
export const toneMarks: Readonly<Record<CellTone, string>> = { good: "●", watch: "▲", bad: "◆" };

/**
 * Reads a rule: `bad if margin < 0`, `good if actual >= goal and region = 'North' as 'above plan'`. Without a column
 * before its sign a condition is about the cell's own value: `bad if < 0`.
 *
 * @param own the column that has the rule
 * @param fill replaces placeholders by values, after the rule is divided
 * @returns undefined if the text is no rule
 * @throws FormatError if a condition cannot be read
 */
export function parseRule(own: string, text: string, fill: (text: string) => string): CellRule | undefined {
  const rule = splitRule(text);
  if (rule === undefined) return undefined;
  const { tone, conditions, words } = rule;
  return {
    tone,
    conditions: readConditions(own, conditions, fill),
    ...(words !== undefined && { words: fill(words) }),
  };
}

/** A rule in its parts, as they are written. @returns undefined if the text is no rule */
export function splitRule(
  text: string,
): { readonly tone: CellTone; readonly conditions: string; readonly words: string | undefined } | undefined {
  const [, tone, rest = ""] = /^(good|watch|bad)\s+if\s+(.*)$/s.exec(text) ?? [];
  if (tone === undefined) return undefined;
  const [, conditions = rest, words] = /^(.*?)\s+as\s+(?:'([^']*)'|"[^"]*")$/s.exec(rest) ?? [];
  return { tone: tone as CellTone, conditions, words };
}

function readConditions(own: string, text: string, fill: (text: string) => string): Comparison[] {
  const show: Manner["show"] = (from, to) => fill(text.slice(from, to));
  const operandOf = ({ from, to, quoted }: WrittenTerm): { readonly value: Value } | { readonly column: string } => {
    const word = show(from, to);
    const number = quoted ? undefined : Decimal.parse(word);
    if (quoted || number !== undefined) return { value: number?.narrow() ?? word };
    return word === "true" || word === "false" ? { value: word === "true" } : { column: word };
  };
  const masked = text.replaceAll(/\ufde0[\ufdd0-\ufddf]+\ufde1/g, (mark) => valueMark.repeat(mark.length));
  return readWrittenConditions(masked, {
    commas: false,
    cases: "write a rule for each case, as in bad if a < 0 | bad if b < 0",
    example: "bad if margin < 0",
    show,
  }).map(({ field, sign, operands }): Comparison => {
    const named = field === undefined ? own : show(field.from, field.to);
    if (sign === "is missing" || sign === "is not missing") return { field: named, sign };
    const read = operands.map(operandOf);
    if (sign !== "in" && sign !== "not in") return { field: named, sign, with: read[0]! };
    const values = read.map((operand) => {
      if ("value" in operand) return operand.value;
      throw new FormatError(
        `"${text.trim()}" lists ${operand.column}: a list holds numbers and texts in single quotes, as in in ('late', 'lost')`,
      );
    });
    return { field: named, sign, with: { values } };
  });
}

/** The columns of the query that some rules read. */
export function columnsOfRules(rules: readonly CellRule[] = []): string[] {
  return rules.flatMap(({ conditions }) => conditions.flatMap(columnsOf));
}

/**
 * The first rule that holds for a row; the rules are settled, see `settleRules`.
 *
 * @throws FormatError if a condition compares what cannot be compared
 */
export function ruleFor(rules: readonly CellRule[], row: Row): CellRule | undefined {
  try {
    return rules.find(({ conditions }) => conditions.every((condition) => meets(condition, row)));
  } catch (error) {
    throw error instanceof UnlikeValues ? new FormatError(`a rule ${error.message}`) : error;
  }
}

/**
 * A condition as a legend has it, without words, so that it is one of every language: "Margin < 0", "Region = North /
 * South", "Goal = –".
 *
 * @param print a value in the form of a column; null as the table prints what is missing
 */
export function conditionInWords(
  condition: Comparison,
  labelOf: (field: string) => string,
  print: (value: Value, field: string) => string,
): string {
  const { field, sign } = condition;
  const printed = {
    "<=": "≤",
    ">=": "≥",
    "!=": "≠",
    "<": "<",
    ">": ">",
    "=": "=",
    in: "=",
    "not in": "≠",
    "is missing": "=",
    "is not missing": "≠",
  }[sign];
  const other = !("with" in condition)
    ? print(null, field)
    : "column" in condition.with
      ? labelOf(condition.with.column)
      : ("values" in condition.with ? condition.with.values : [condition.with.value])
          .map((value) => print(value, field))
          .join(" / ");
  return `${labelOf(field)} ${printed} ${other}`;
}
