import type { Vega } from "../vega.ts";

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * Names of the fields that an expression reads from `datum`, in order; empty if it cannot be parsed, since Vega reports
 * that better.
 */
export function datumFields(vega: Vega, expression: string): readonly string[] {
  if (!expression.includes("datum")) return [];
  const fields = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    const node = value as Node;
    if (node.type === "MemberExpression" && isNamed(node["object"], "datum")) {
      const property = node["property"] as Node;
      const name = node["computed"] === true ? property["value"] : property["name"];
      if (typeof name === "string") fields.add(name);
    }
    Object.values(node).forEach(visit);
  };
  try {
    visit((vega as unknown as { parseExpression(text: string): unknown }).parseExpression(expression));
  } catch {
    return [];
  }
  return [...fields];
}

function isNamed(value: unknown, name: string): boolean {
  const node = value as Node | undefined;
  return node?.type === "Identifier" && node["name"] === name;
}
