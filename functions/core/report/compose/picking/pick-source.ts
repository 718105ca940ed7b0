import type { ChartRequest } from "../../document/document.ts";
import type { Composition } from "../composition.ts";
import { addFault, type Directive } from "../directive.ts";
import { readConditions } from "./read-conditions.ts";

/**
 * The data source of a chart to which its `where` applies, and the rows picked: the source named `data`, else the one
 * named like the directive's query, else the only one. A spec that also names the query itself draws all its rows as
 * well.
 *
 * @param data name of a source in the spec → name of its query
 * @returns undefined without `where`, or, with a problem, if it is faulty
 */
export function pickSource(
  composition: Composition,
  directive: Directive,
  data: Readonly<Record<string, string>>,
): ChartRequest["picked"] {
  if (directive.pieces("where").length === 0) return undefined;
  const query = directive.name("data");
  const names = Object.keys(data);
  const source = names.includes("data")
    ? "data"
    : query === undefined
      ? names.length === 1
        ? names[0]
        : undefined
      : names.find((candidate) => candidate === query);
  const table = source === undefined ? undefined : composition.tables.get(data[source] ?? "");
  if (source === undefined || table === undefined) {
    // A query that does not exist is a problem already.
    if (query !== undefined && !composition.tables.has(query)) return undefined;
    addFault(composition, directive, {
      code: "missing-attribute",
      message: `where picks rows of the chart's data, but ${query === undefined ? `the directive has no data="..." and the spec draws ${names.length === 0 ? "no query" : "several queries"}` : `the spec draws neither "data" nor "${query}"`}`,
      seen: names,
      hint: 'let the spec draw {"name": "data"}, and name the query in the directive: data="..."',
    });
    return undefined;
  }
  const conditions = readConditions(composition, directive, table);
  return conditions === undefined || conditions.length === 0 ? undefined : { source, conditions };
}
