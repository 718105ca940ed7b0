import { BroadsheetError } from "../../../errors.ts";
import { FormatError } from "../../compose/formats/format-error.ts";
import { readWrittenConditions, type WrittenTerm } from "../../compose/picking/written-conditions.ts";
import { splitRule } from "../../compose/table/cell-rules.ts";
import { splitColumns } from "../../compose/table/split-columns.ts";
import type { DescribedCondition, DescribedOperand, DescribedRule } from "../edit.ts";

/** Where conditions are written: in `where`, or in the rules of cells and key figures. */
type Home = "where" | "rule";

/** @returns undefined for conditions with Liquid, and for what are none */
export function readConditions(text: string, home: Home): readonly DescribedCondition[] | undefined {
  if (/\{[{%]/.test(text)) return undefined;
  if (text.trim() === "") return [];
  const wordsOf = ({ from, to }: WrittenTerm): string => text.slice(from, to);
  try {
    return readWrittenConditions(text, {
      commas: home === "where",
      ...(home === "where" && { needsField: true }),
      cases: "",
      example: "",
      show: (from, to) => text.slice(from, to),
    }).map(({ field, sign, operands }) => ({
      ...(field !== undefined && { column: wordsOf(field) }),
      sign,
      with: operands.map((term): DescribedOperand => (term.quoted ? { text: wordsOf(term) } : { word: wordsOf(term) })),
    }));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** Rules with bars between them. @returns undefined for those with Liquid, and for what are none */
export function readRules(text: string): readonly DescribedRule[] | undefined {
  if (text.trim() === "") return [];
  const { parts, unclosed } = splitColumns(`|${text}`, "|");
  if (unclosed !== undefined) return undefined;
  const rules = parts.slice(1).map(({ from, to }) => readRule(text.slice(from - 1, to - 1).trim()));
  return rules.includes(undefined) ? undefined : (rules as DescribedRule[]);
}

/** @returns undefined for a rule with Liquid, and for what is none */
export function readRule(text: string): DescribedRule | undefined {
  const rule = splitRule(text);
  const conditions = rule && readConditions(rule.conditions, "rule");
  if (rule === undefined || conditions === undefined || conditions.length === 0) return undefined;
  return { tone: rule.tone, conditions, ...(rule.words !== undefined && { words: rule.words }) };
}

/**
 * Conditions as a directive has them between double quotation marks.
 *
 * @param pointer to them, for errors
 * @throws BroadsheetError `invalid-request` for what cannot be written so
 */
export function writeConditions(conditions: readonly DescribedCondition[], home: Home, pointer: string): string {
  const text = conditions.map((condition) => writeCondition(condition)).join(" and ");
  if (JSON.stringify(readConditions(text, home)) === JSON.stringify(conditions.map(inOrder)) && canBeQuoted(text))
    return text;
  throw invalid("these conditions cannot be written so that they are read as they are meant", pointer, text);
}

/** Rules as `writeConditions` writes conditions. @throws BroadsheetError as that does */
export function writeRules(rules: readonly DescribedRule[], pointer: string): string {
  const text = rules
    .map(({ tone, conditions, words }, index) => {
      const written = writeConditions(conditions, "rule", `${pointer}/${index}/conditions`);
      if (words !== undefined && (/['|]/.test(words) || !canBeQuoted(words)))
        throw invalid("these cannot be the words of a rule", `${pointer}/${index}/words`, words);
      return `${tone} if ${written}${words === undefined ? "" : ` as '${words}'`}`;
    })
    .join(" | ");
  if (rules.some(({ conditions }) => conditions.length === 0))
    throw invalid("a rule has at least one condition", pointer, text);
  if (readRules(text)?.length === rules.length) return text;
  throw invalid("these rules cannot be written so that they are read as they are meant", pointer, text);
}

function writeCondition({ column, sign, with: operands }: DescribedCondition): string {
  const named =
    column === undefined ? "" : `${/[,=<>!()|]|\s(?:and|in|is|not)\s/i.test(column) ? `'${column}'` : column} `;
  const values = operands.map((each) => ("text" in each ? `'${each.text}'` : each.word));
  if (sign === "in" || sign === "not in") return `${named}${sign} (${values.join(", ")})`;
  return `${named}${sign}${values.map((value) => ` ${value}`).join("")}`;
}

/** A condition with its members in the order in which they are read. */
function inOrder({ column, sign, with: operands }: DescribedCondition): DescribedCondition {
  return { ...(column !== undefined && { column }), sign, with: operands };
}

function canBeQuoted(text: string): boolean {
  return !/["{}\n\r\ufdd0-\ufdef]/.test(text);
}

function invalid(message: string, pointer: string, seen: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message,
    where: { pointer },
    seen,
  });
}
