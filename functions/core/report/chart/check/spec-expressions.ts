import { hintNearMatch } from "../../../near-match.ts";
import { expressionFunctions } from "../dataflow/expression-functions.ts";
import type { Vega } from "../vega.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { isSpec, type Spec } from "../spec.ts";
import type { SpecFault } from "./spec-fault.ts";

/** A text in a spec that is a Vega expression. */
export interface SpecExpression {
  /** JSON pointer. */
  readonly pointer: string;
  readonly text: string;
  /** ESTree; absent if it cannot be parsed or contains Liquid. */
  readonly tree?: ExpressionTree;
  /** Why it cannot be parsed. */
  readonly fault?: string;
}

export interface ExpressionTree {
  readonly type: string;
  readonly [key: string]: unknown;
}

const expressionKeys = new Set([
  "calculate",
  "filter",
  "test",
  "expr",
  "signal",
  "update",
  "init",
  "labelExpr",
  "titleExpr",
]);

/** Every expression of a Vega or Vega-Lite spec, in the order of the text. */
export function specExpressions(vega: Vega, spec: Spec): readonly SpecExpression[] {
  const { parseExpression } = vega as unknown as { parseExpression(text: string): ExpressionTree };
  const found: SpecExpression[] = [];
  const signals = declaredSignals(spec);
  const visit = (value: unknown, pointer: string, key: string): void => {
    if (Array.isArray(value)) return value.forEach((item, index) => visit(item, pointerTo(pointer, index), key));
    if (isSpec(value)) {
      for (const [name, member] of Object.entries(value))
        if (!isOfOthers(name)) visit(member, pointerTo(pointer, name), name);
      return;
    }
    if (typeof value !== "string" || !expressionKeys.has(key)) return;
    // A reference to a signal by name is not an expression, even if the name is a JavaScript keyword such as `static`.
    if ((key === "signal" || key === "expr") && signals.has(value)) return;
    if (/\{\{|\{%/.test(value)) return void found.push({ pointer, text: value });
    try {
      found.push({ pointer, text: value, tree: parseExpression(value) });
    } catch (error) {
      found.push({ pointer, text: value, fault: error instanceof Error ? error.message : String(error) });
    }
  };
  visit(spec, "", "");
  return found;
}

/** Names of all signals or params that a spec declares, at any level, or that its transforms set. */
function declaredSignals(spec: Spec): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown, list: string): void => {
    if (Array.isArray(value)) return value.forEach((item) => visit(item, list));
    if (!isSpec(value)) return;
    const name =
      list === "signals" || list === "params" ? value["name"] : list === "transform" ? value["signal"] : undefined;
    if (typeof name === "string") names.add(name);
    for (const [key, member] of Object.entries(value)) if (!isOfOthers(key)) visit(member, key);
  };
  visit(spec, "");
  return names;
}

/** Whether a member holds something outside the language: rows of data, notes for other programs. */
export function isOfOthers(name: string): boolean {
  return name === "values" || name === "datasets" || name === "usermeta";
}

/** Finds expressions that cannot be parsed and calls of unknown functions. */
export function expressionFaults(vega: Vega, expressions: readonly SpecExpression[]): readonly SpecFault[] {
  const isFunction = (name: string): boolean =>
    name === "if" || (vega.expressionFunction as (name: string) => unknown)(name) !== undefined;
  return expressions.flatMap(({ pointer, text, tree, fault }): SpecFault[] => {
    if (fault !== undefined) {
      const empty = text.trim() === "";
      return [
        {
          code: "invalid-expression",
          pointer,
          message: empty ? "the expression is empty" : `the expression "${text}" cannot be read: ${fault}`,
          seen: text,
          sure: true,
        },
      ];
    }
    // Event handlers, which never run in print, have functions of their own.
    if (pointer.includes("/on/")) return [];
    return nodesOf(tree).flatMap((node): SpecFault[] => {
      const callee = node.type === "CallExpression" && isSpec(node["callee"]) ? node["callee"]["name"] : undefined;
      if (typeof callee !== "string" || isFunction(callee)) return [];
      return [
        {
          code: "unknown-function",
          pointer,
          message: `the expression "${text}" calls "${callee}", which is not a Vega function`,
          seen: callee,
          sure: true,
          ...hintNearMatch(callee, [...Object.keys(expressionFunctions(vega)), ...otherFunctions]),
        },
      ];
    });
  });
}

/** Every node of a parsed expression. */
export function nodesOf(tree: unknown): readonly ExpressionTree[] {
  if (Array.isArray(tree)) return tree.flatMap(nodesOf);
  if (typeof tree !== "object" || tree === null || tree instanceof RegExp) return [];
  const node = tree as ExpressionTree;
  return [...(typeof node.type === "string" ? [node] : []), ...Object.values(node).flatMap(nodesOf)];
}

/** Common function names for hints, since Vega does not list its own. */
const otherFunctions = [
  "if",
  "format",
  "isArray",
  "isBoolean",
  "isDate",
  "isDefined",
  "isNumber",
  "isObject",
  "isString",
  "isValid",
  "toBoolean",
  "toDate",
  "toNumber",
  "toString",
  "indexof",
  "join",
  "pad",
  "replace",
  "reverse",
  "slice",
  "truncate",
  "extent",
  "sequence",
  "span",
  "merge",
  "peek",
  "pluck",
  "sort",
  "lerp",
  "random",
  "utcFormat",
  "utcParse",
  "scale",
  "invert",
  "domain",
  "range",
  "bandwidth",
  "data",
  "rgb",
  "hsl",
  "luminance",
  "contrast",
];
