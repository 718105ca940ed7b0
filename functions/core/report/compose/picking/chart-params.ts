import { Decimal } from "../../../decimal.ts";
import type { ChartRequest, RowCondition } from "../../document/document.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { Value } from "../../query/table.ts";
import type { ChartSpec } from "../../template/template.ts";
import type { Composition } from "../composition.ts";
import { addFault, type Directive } from "../directive.ts";
import { specParams } from "../spec-params.ts";
import { attributePairs } from "./attribute-pairs.ts";

/**
 * Values for params of one chart's spec: the values that columns must equal by its `where`, if the spec has a param of
 * the column's name, and
 * those in its `params="target={{ r.target }}"`, whose params must exist. Without quotation marks `30` is a number, and
 * `true` and `false` are booleans.
 */
export function chartParams(
  composition: Composition,
  directive: Directive,
  chart: ChartSpec,
  conditions: readonly RowCondition[],
): ChartRequest["params"] {
  const allowed = specParams(chart);
  const params: Record<string, string | number | boolean | null> = {};
  for (const condition of conditions)
    if ("column" in condition && allowed.includes(condition.column)) params[condition.column] = drawn(condition.value);
  for (const { name, value, bare } of attributePairs(composition, directive) ?? []) {
    if (!allowed.includes(name)) {
      addFault(composition, directive, {
        code: "unknown-param",
        message: `the spec ${chart.file} has no ${chart.dialect === "vega" ? "signal" : "param"} "${name}" with a value`,
        seen: name,
        allowed,
        ...(allowed.length === 0
          ? {
              hint: `declare it in the spec: ${chart.dialect === "vega" ? `"signals": [{"name": "${name}", "value": 0}]` : `"params": [{"name": "${name}", "value": 0}]`}`,
            }
          : hintNearMatch(name, allowed)),
      });
      continue;
    }
    params[name] = drawn(bare ? literal(String(value)) : value);
  }
  return Object.keys(params).length === 0 ? undefined : params;
}

/** Vega calculates with doubles. */
function drawn(value: Value): string | number | boolean | null {
  return value instanceof Decimal ? Number(value) : value;
}

function literal(text: string): Value {
  if (text === "true" || text === "false") return text === "true";
  return Decimal.parse(text)?.narrow() ?? text;
}
