import { Decimal, isNumeric } from "../../../decimal.ts";
import type { CellTone } from "../../document/document.ts";
import type { Row, Value } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";

/** Says that a cell is good, worth watching or bad if all its conditions hold for the row: `bad if margin < 0`. */
export interface CellRule {
  readonly tone: CellTone;
  readonly conditions: readonly RuleCondition[];
  /** What the legend says of it; absent: its conditions. */
  readonly words?: string;
}

export interface RuleCondition {
  readonly field: string;
  readonly sign: (typeof signs)[number];
  /** A value, or the column of the query that holds it. */
  readonly with: { readonly value: Value } | { readonly column: string };
  /** Whether both sides are dates or timestamps, see `settleRules`. */
  readonly moments?: true;
}

export const tones = ["good", "watch", "bad"] as const satisfies readonly CellTone[];
const signs = ["<=", ">=", "!=", "<", ">", "="] as const;

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
  const [, tone, rest = ""] = /^(good|watch|bad)\s+if\s+(.*)$/s.exec(text) ?? [];
  if (tone === undefined) return undefined;
  const [, conditions = rest, words] = /^(.*?)\s+as\s+(?:'([^']*)'|"[^"]*")$/s.exec(rest) ?? [];
  return {
    tone: tone as CellTone,
    conditions: conditions.split(/\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)/).map((each) => parseCondition(own, each, fill)),
    ...(words !== undefined && { words: fill(words) }),
  };
}

function parseCondition(own: string, text: string, fill: (text: string) => string): RuleCondition {
  const [, field = "", sign, operand = ""] = /^\s*([^<>=!']*?)\s*(<=|>=|!=|<|>|=)\s*(.+?)\s*$/s.exec(text) ?? [];
  const remedy = remedyOf(text, sign === undefined, operand);
  if (sign === undefined || remedy !== undefined)
    throw new FormatError(
      `"${fill(text.trim())}" is no condition: ${fill(remedy ?? `write a column, one of ${signs.join(" ")} and a value, as in bad if margin < 0`)}`,
    );
  const quoted = /^'(.*)'$/s.exec(operand)?.[1];
  const word = fill(operand);
  const number = Decimal.parse(word);
  return {
    field: field === "" ? own : fill(field),
    sign: sign as RuleCondition["sign"],
    with:
      quoted !== undefined
        ? { value: fill(quoted) }
        : number !== undefined
          ? { value: number.narrow() }
          : word === "true" || word === "false"
            ? { value: word === "true" }
            : { column: word },
  };
}

/** What to write instead of a condition in the manner of other languages. @returns undefined for any other */
function remedyOf(text: string, signless: boolean, operand: string): string | undefined {
  const bare = text.replaceAll(/'[^']*'/g, "''").trim();
  if (/^\([^)]*[<>=]/.test(bare) || /[<>=].*\sor\s.*[<>=]/i.test(bare) || /\|\||&&/.test(bare))
    return "there is no or and there are no parentheses: write a rule for each case, as in bad if a < 0 | bad if b < 0, or let the query compute true or false";
  if (/^[^<>=!]*={2,3}/.test(bare)) return "write = for equal, as in state = 'late'";
  if (/^[^<>=!]*(?:<>|!==)/.test(bare)) return "write != for not equal, as in state != 'late'";
  if (/^[<>=!]/.test(operand)) return `use one of ${signs.join(" ")}`;
  return signless && /^[^\s<>=!']+$/.test(bare)
    ? `write a column, one of ${signs.join(" ")} and a value; if "${bare}" holds true or false, ${bare} = true`
    : undefined;
}

/** The columns of the query that some rules read. */
export function columnsOfRules(rules: readonly CellRule[] = []): string[] {
  return rules.flatMap(({ conditions }) =>
    conditions.flatMap(({ field, with: other }) => ("column" in other ? [field, other.column] : [field])),
  );
}

/**
 * The first rule that holds for a row; the rules are settled, see `settleRules`.
 *
 * @throws FormatError if a condition compares what cannot be compared
 */
export function ruleFor(rules: readonly CellRule[], row: Row): CellRule | undefined {
  return rules.find(({ conditions }) => conditions.every((condition) => holds(condition, row)));
}

function holds({ field, sign, with: other, moments }: RuleCondition, row: Row): boolean {
  const left = row[field] ?? null;
  const right = "column" in other ? (row[other.column] ?? null) : other.value;
  // Of what is missing nothing is said.
  if (left === null || right === null) return false;
  const order = moments === true ? compare(placeInTime(left), placeInTime(right)) : compare(left, right);
  if (order === undefined)
    throw new FormatError(
      `a rule compares "${field}", which holds ${JSON.stringify(left)}, with ${JSON.stringify(right)}: numbers with numbers, texts with texts`,
    );
  if (sign === "=") return order === 0;
  if (sign === "!=") return order !== 0;
  if (typeof left === "boolean")
    throw new FormatError(`a rule compares "${field}" by ${sign}, but it holds true or false: use = or !=`);
  return sign === "<" ? order < 0 : sign === "<=" ? order <= 0 : sign === ">" ? order > 0 : order >= 0;
}

/** A date or timestamp as a text whose order is that of time: `2026-12-31` is its midnight, and no zone follows. */
function placeInTime(value: NonNullable<Value>): string {
  return String(value).replace(/T00:00:00Z$|Z$/, "");
}

/** @returns undefined for values of different kinds */
function compare(left: NonNullable<Value>, right: NonNullable<Value>): number | undefined {
  if (isNumeric(left) && isNumeric(right)) {
    const [one, other] = [Decimal.from(left), Decimal.from(right)];
    return one === undefined || other === undefined ? Number(left) - Number(right) : one.compare(other);
  }
  if (typeof left !== typeof right || isNumeric(left)) return undefined;
  return left === right ? 0 : left < right ? -1 : 1;
}

/** A condition as a legend has it: "Margin < 0". @param print a value in the form of a column */
export function conditionInWords(
  { field, sign, with: other }: RuleCondition,
  labelOf: (field: string) => string,
  print: (value: Value, field: string) => string,
): string {
  const printed = { "<=": "≤", ">=": "≥", "!=": "≠", "<": "<", ">": ">", "=": "=" }[sign];
  return `${labelOf(field)} ${printed} ${"column" in other ? labelOf(other.column) : print(other.value, field)}`;
}
