import type { FigureStanding } from "../../../document/document.ts";
import { withOrigin } from "../../../document/inline-origins.ts";
import type { Row, Table } from "../../../query/table.ts";
import { nameText, type Composition } from "../../composition.ts";
import { addFault, type Directive } from "../../directive.ts";
import { FormatError } from "../../formats/format-error.ts";
import { columnsOfRules, ruleFor, toneMarks, type CellRule } from "../../table/cell-rules.ts";
import { parseColumns } from "../../table/parse-columns.ts";
import { hintOfColumn, settleRules } from "../../table/settle-rules.ts";
import { warnUnworded } from "../../table/warn-unworded.ts";
import { ruleWords } from "../../table/rule-words.ts";

/**
 * What the attribute `status` of key figures says of each: rules as those of a table's columns, with bars between them;
 * the first that holds counts. `status="good if value >= goal as 'on plan' | bad if value < 90"`.
 *
 * @param value the column of the values, which a condition without a column asks
 * @returns undefined without the attribute, and for rules that cannot be read, which go to the composition's problems
 */
export function figureStatus(
  composition: Composition,
  directive: Directive,
  table: Table,
  value: string,
): ((row: Row) => Pick<FigureStanding, "status">) | undefined {
  const raw = directive.raw("status");
  if (raw === undefined) return undefined;
  const seen = nameText(composition, raw);
  const read = readRules(composition, directive, value, raw);
  if (read === undefined) return undefined;
  const names = table.columns.map(({ name }) => name);
  const unknown = columnsOfRules(read).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    addFault(composition, directive, {
      code: "unknown-column",
      message: `the query "${table.name}" has no column "${unknown}" for the status of the key figures`,
      seen: unknown,
      allowed: names,
      ...hintOfColumn(read, unknown, names),
    });
    return undefined;
  }
  const wordsOf = ruleWords(composition.formats, []);
  const fault = (error: unknown): undefined => {
    if (!(error instanceof FormatError)) throw error;
    addFault(composition, directive, { code: "invalid-format", message: error.message, seen });
    return undefined;
  };
  let rules: readonly CellRule[];
  try {
    rules = settleRules(read, table);
  } catch (error) {
    return fault(error);
  }
  warnUnworded(composition, directive.where, rules, new Set());
  return (row) => {
    try {
      const rule = ruleFor(rules, row);
      if (rule === undefined) return {};
      const origin = composition.origins?.cell(table, row, {
        field: value,
        format: "plain",
        also: columnsOfRules([rule]),
      });
      const text = `${toneMarks[rule.tone]}\u00a0${wordsOf(rule)}`;
      return { status: { tone: rule.tone, children: withOrigin([{ type: "text", text }], origin) } };
    } catch (error) {
      return fault(error) ?? {};
    }
  };
}

/** @returns undefined, after a problem, for what are no rules */
function readRules(
  composition: Composition,
  directive: Directive,
  value: string,
  raw: string,
): readonly CellRule[] | undefined {
  const seen = nameText(composition, raw);
  const example = "write rules, as in status=\"good if value >= goal as 'on plan' | bad if value < 90\"";
  const refuse = (message: string): undefined => {
    addFault(composition, directive, { code: "invalid-attribute", message: `status cannot be read: ${message}`, seen });
    return undefined;
  };
  try {
    const [choice, ...others] = parseColumns(`value | ${raw}`, (text) => nameText(composition, text));
    const { field: _, rules, ...more } = choice!;
    if (rules === undefined || others.length > 0 || Object.keys(more).length > 0) return refuse(example);
    return rules.map((rule) => ({
      ...rule,
      conditions: rule.conditions.map((each) => (each.field === "value" ? { ...each, field: value } : each)),
    }));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return refuse(error.message);
  }
}
