import type { Problem } from "../../../../errors.ts";
import type { Table } from "../../../query/table.ts";
import { nameText, type Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";
import type { DataTable, Inline } from "../../../document/document.ts";
import type { Read } from "../../../document/origin.ts";
import { FormatError } from "../../formats/format-error.ts";
import { isPlaceholder } from "../../liquid/placeholders.ts";
import { noted } from "../../text-origins.ts";
import type { CellRule } from "../../table/cell-rules.ts";
import { parseColumns, type ColumnChoice } from "../../table/parse-columns.ts";
import { hintOfColumn, settleRules } from "../../table/settle-rules.ts";
import { composeInlineText } from "../../inlines/compose-inlines.ts";

/** Adds a problem, located at the directive. */
export type AddProblem = (problem: Omit<Problem, "message" | "where"> & { readonly message: string }) => void;

/** A table without its caption and source. */
export interface TableContent extends Pick<DataTable, "columns" | "head" | "rows" | "notes"> {
  /** What the rules of its columns mean. */
  readonly legend: readonly Inline[];
  /** What decides how the legend's numbers are printed, if someone asks. */
  readonly legendReads?: readonly Read[] | undefined;
}

/**
 * The columns that an attribute lists. A value inside it is data, whatever its characters, but an attribute that is a
 * single value is read as if it were written there.
 *
 * @returns the columns, and whether labels are plain text rather than Markdown; undefined if the attribute is absent or
 *   cannot be read
 */
export function readColumns(
  composition: Composition,
  directive: Directive,
  attribute: string,
  add: AddProblem,
): { choices: readonly ColumnChoice[]; plain: boolean } | undefined {
  const raw = directive.raw(attribute);
  if (raw === undefined) return undefined;
  const plain = isPlaceholder(raw);
  try {
    return {
      choices: plain
        ? parseColumns(nameText(composition, raw))
        : parseColumns(raw, (text) => nameText(composition, text)),
      plain,
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    add({
      code: "invalid-attribute",
      message: `${attribute} cannot be read: ${error.message}`,
      seen: error.seen ?? nameText(composition, raw),
    });
    return undefined;
  }
}

/**
 * A column's heading: its label, or else its name.
 *
 * @param plain whether all that `attribute` lists is one value, so that its labels are plain text
 */
export function columnLabel(
  composition: Composition,
  directive: Directive,
  { attribute, plain, query }: { readonly attribute: string; readonly plain: boolean; readonly query: string },
  { label, field }: Pick<ColumnChoice, "label" | "field">,
): Inline[] {
  const text = label ?? field;
  const inlines = plain ? [{ type: "text" as const, text }] : composeInlineText(composition, text, directive.where);
  if (label === undefined)
    return noted(composition.origins, inlines.map(unnoted), (each) => each.heading(query, field));
  if (!plain) return inlines;
  return noted(composition.origins, inlines, (each) => each.valuesOf(directive.pieces(attribute)));
}

/** An inline without its origins. */
function unnoted(inline: Inline): Inline {
  if (inline.type !== "text" && inline.type !== "code") return inline;
  const { origins: _, ...bare } = inline;
  return bare;
}

/** Whether a query has all these columns. Reports the first missing one. @param rules those that name some of them */
export function hasColumns(
  table: Table,
  wanted: readonly (string | undefined)[],
  add: AddProblem,
  rules?: readonly CellRule[],
): boolean {
  const names = table.columns.map(({ name }) => name);
  const unknown = wanted.find((name) => name !== undefined && !names.includes(name));
  if (unknown === undefined) return true;
  add({
    code: "unknown-column",
    message: `the query "${table.name}" has no column "${unknown}"`,
    seen: unknown,
    allowed: names,
    ...hintOfColumn(rules, unknown, names),
  });
  return false;
}

/**
 * Columns whose rules fit the types of the query's columns, see `settleRules`.
 *
 * @param typed the columns with the types that the rules meet
 * @returns undefined, with a problem, if one does not
 */
export function settleColumns<T extends Pick<ColumnChoice, "rules">>(
  choices: readonly T[],
  typed: Pick<Table, "columns" | "rows">,
  add: AddProblem,
): readonly T[] | undefined {
  try {
    return choices.map((choice) =>
      choice.rules === undefined ? choice : { ...choice, rules: settleRules(choice.rules, typed) },
    );
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    add({ code: "invalid-format", message: error.message });
    return undefined;
  }
}

/** What decides how the numbers of rules are printed: all values of a column without a format. */
export function readsOfLegend(
  { origins }: Composition,
  table: Table,
  choices: readonly Pick<ColumnChoice, "field" | "format" | "rules">[],
): readonly Read[] {
  const free = choices.filter(({ rules, format }) => rules !== undefined && format === undefined);
  return origins === undefined ? [] : free.flatMap(({ field }) => origins.formatting(table, field));
}

/** The text that a table prints for missing values: `missing="blank"`, `missing="n. a."`. */
export function missingText({ plain }: Directive): { missing?: string } {
  const text = plain("missing");
  return text === "" ? {} : { missing: text === "blank" ? "" : text };
}
