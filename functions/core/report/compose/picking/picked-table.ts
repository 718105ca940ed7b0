import { columnsOf } from "../../document/comparison.ts";
import { conditionsInWords } from "../../document/conditions-in-words.ts";
import { pickRows } from "../../document/pick-rows.ts";
import type { Table } from "../../query/table.ts";
import type { Composition } from "../composition.ts";
import { addFault, type Directive } from "../directive.ts";
import { readConditions } from "./read-conditions.ts";

/**
 * The rows that a directive shows of its query `data`: all, or those that its `where="region={{ r.region }},
 * year=2021"` picks. If it picks none, this gives the warning `empty-query`.
 *
 * @returns undefined if the directive names no query, or, with a problem, if its query or `where` is faulty
 */
export function pickedTable(composition: Composition, directive: Directive): Table | undefined {
  const { where, name } = directive;
  const query = name("data");
  if (query === undefined) {
    if (directive.pieces("where").length > 0)
      addFault(composition, directive, {
        code: "missing-attribute",
        message: 'where picks rows of a query: name it with data="..."',
        allowed: [...composition.tables.keys()],
      });
    return undefined;
  }
  const table = composition.tables.get(query);
  if (table === undefined) {
    addFault(composition, directive, {
      code: "unknown-query",
      message: `the template has no query "${query}"`,
      seen: query,
      allowed: [...composition.tables.keys()],
    });
    return undefined;
  }
  const conditions = readConditions(composition, directive, table);
  if (conditions === undefined) return undefined;
  const rows = pickRows(table.rows, conditions);
  if (rows.length === 0 && table.rows.length > 0) {
    composition.warn({
      code: "empty-query",
      message: `${where.file}:${where.line}: the query "${query}" has no rows where ${conditionsInWords(conditions)}`,
      where: { ...where, name: query },
    });
  }
  const decidedBy = [...new Set(conditions.flatMap((each) => ("column" in each ? [each.column] : columnsOf(each))))];
  return { ...table, rows, ...(decidedBy.length > 0 && { decidedBy }) };
}

/**
 * The query whose rows a directive shows, and in words which of them. By this a table is recognised in the next report.
 *
 * @param table what `pickedTable` gave
 */
export function originOf(
  composition: Composition,
  directive: Directive,
  table: Table,
): { readonly query: string; readonly picked: string } {
  return { query: table.name, picked: conditionsInWords(readConditions(composition, directive, table) ?? []) };
}
