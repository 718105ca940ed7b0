import type { Problem } from "../../errors.ts";
import { Decimal } from "../../decimal.ts";
import { localeFor } from "../locale/locale-for.ts";
import type { Row } from "../query/table.ts";
import type { Template } from "../template/template.ts";
import { formatsOf } from "./formats/formats.ts";
import { liquidEngine } from "./liquid/liquid-engine.ts";
import type { LiquidRun } from "./liquid/liquid-run.ts";
import { createPlaceholders } from "./liquid/placeholders.ts";
import { renderValue } from "./liquid/render-liquid.ts";

/** A row to be named. */
export interface NamedRow {
  readonly row: number;
  readonly columns: Row;
  /** The row's parameters, with those that all rows share. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * Makes the function that names the items of a batch: a text in Liquid over the row's columns by name, all of them as
 * `columns["Any name"]`, the number `row`, and `parameters`. Values are printed as they are; filters format them as in
 * the template's first language.
 *
 * @returns function that gives the name, or the faults of the text
 */
export function itemNamer(template: Template, text: string): (row: NamedRow) => string | readonly Problem[] {
  const language = template.languages[0] ?? "en";
  const run: LiquidRun = {
    formats: formatsOf(localeFor(language), template.currency),
    placeholders: createPlaceholders(),
    messages: template.messages.get(language) ?? new Map(),
    language,
  };
  const engine = liquidEngine(template);
  return ({ row, columns, parameters }) => {
    const problems: Problem[] = [];
    const value = renderValue(engine, { file: "name", text }, { ...columns, columns, row, parameters }, run, problems);
    if (problems.length > 0)
      return problems.map(({ where: _where, ...problem }) => ({
        ...problem,
        message: problem.message.replace(/^name:\d+: /, "the name: "),
        where: { pointer: "/name" },
      }));
    return (value instanceof Decimal ? value.toString() : String(value ?? "")).normalize("NFC").trim();
  };
}
