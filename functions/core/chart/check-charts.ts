import type { Warning } from "../errors.ts";
import type { ChartSpec } from "../template/template.ts";
import { checkReferences } from "./check-references.ts";
import { loadSchema, schemaVersions } from "./load-schema.ts";
import { loadVega } from "./load-vega.ts";
import { problemOf } from "./locate-problem.ts";
import { placeInSpec } from "./place-in-spec.ts";
import { expressionFaults, specExpressions } from "./spec-expressions.ts";
import { validateSpec } from "./validate-spec.ts";

/**
 * Checks a template's chart specs as they are written, whether or not they can be drawn: against the schema of their language,
 * each expression, and in Vega the names of data, scales and projections. Vega passes over most of what is found here without
 * a word: a title that is misspelt is no title.
 *
 * @param charts name → spec as written, Liquid in it
 */
export async function checkCharts(charts: ReadonlyMap<string, ChartSpec>): Promise<Warning[]> {
  if (charts.size === 0) return [];
  const { vega } = await loadVega();
  const found: Warning[] = [];
  for (const [name, { file, text, spec, dialect }] of charts) {
    const shape = validateSpec(await loadSchema(dialect), spec, schemaVersions[dialect]).filter(({ sure }) => sure);
    const faults = [...shape, ...expressionFaults(vega, specExpressions(vega, spec)), ...(dialect === "vega" ? checkReferences(vega, spec) : [])];
    for (const fault of faults) found.push(problemOf(fault, name, placeInSpec(file, text, fault.pointer, fault.ofKey === true ? "key" : "value")));
  }
  return found;
}
