import type { Problem, Warning } from "../../../errors.ts";
import type { ChartSpec } from "../../template/template.ts";
import { checkReferences } from "./check-references.ts";
import { loadSchema, schemaVersions } from "./load-schema.ts";
import { loadVega } from "../load-vega.ts";
import { problemOf } from "./locate-problem.ts";
import { placeInSpec } from "./place-in-spec.ts";
import { expressionFaults, specExpressions } from "./spec-expressions.ts";
import type { SpecFault } from "./spec-fault.ts";
import { validateSpec } from "./validate-spec.ts";

/**
 * Checks a template's chart specs as written, whether or not they can be drawn: against the schema of their language,
 * every expression, and in Vega the names of data, scales and projections. Vega silently ignores most of what this
 * finds: a misspelt `title` gives no title. Faults that no data can fix are errors.
 *
 * @param charts name → spec as written, with Liquid
 */
export async function checkCharts(
  charts: ReadonlyMap<string, ChartSpec>,
): Promise<{ readonly errors: readonly Problem[]; readonly warnings: readonly Warning[] }> {
  const errors: Problem[] = [];
  const warnings: Warning[] = [];
  if (charts.size === 0) return { errors, warnings };
  const { vega } = await loadVega();
  for (const [name, { file, text, spec, dialect }] of charts) {
    const shape = validateSpec(await loadSchema(dialect), spec, schemaVersions[dialect]).filter(({ sure }) => sure);
    const certain = [
      ...expressionFaults(vega, specExpressions(vega, spec)),
      ...(dialect === "vega" ? checkReferences(vega, spec) : []),
    ];
    const told = <Code extends string>(fault: SpecFault<Code>): Problem & { readonly code: Code } =>
      problemOf(fault, name, placeInSpec(file, text, fault.pointer, fault.ofKey === true ? "key" : "value"));
    errors.push(...certain.map(told));
    warnings.push(...shape.map(told));
  }
  return { errors, warnings };
}
