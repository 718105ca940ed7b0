import { describe, expect, it } from "vitest";
import {
  compactExpression,
  type ExpressionNode,
} from "../../../../../functions/core/report/chart/dataflow/compact-expression.ts";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";

async function compact(text: string): Promise<unknown> {
  const { vega } = await loadVega();
  return compactExpression(
    (vega as unknown as { parseExpression(text: string): ExpressionNode }).parseExpression(text),
  );
}

describe("compactExpression", () => {
  it.each([
    ["'a'", "a"],
    ["null", null],
    ["datum.a", ["member", ["name", "datum"], "a"]],
    ["datum['a b']", ["member", ["name", "datum"], "a b"]],
    ["list[0]", ["member", ["name", "list"], 0]],
    ["datum[field]", ["computed", ["name", "datum"], ["name", "field"]]],
    ["scale('x', -datum.a)", ["call", "scale", ["x", ["unary", "-", ["member", ["name", "datum"], "a"]]]]],
    ["a && b || 1 < 2", ["either", ["both", ["name", "a"], ["name", "b"]], ["binary", "<", 1, 2]]],
    [
      "a ? [1, true] : {b: 2, 'c d': [3]}",
      [
        "choice",
        ["name", "a"],
        ["list", [1, true]],
        [
          "object",
          [
            ["b", 2],
            ["c d", ["list", [3]]],
          ],
        ],
      ],
    ],
    ["test(/^a\\/b/gi, 'x')", ["call", "test", [["pattern", "^a\\/b", "gi"], "x"]]],
  ])("writes %s in JSON", async (text, expected) => {
    const expression = await compact(text);
    expect(expression).toEqual(expected);
    expect(JSON.parse(JSON.stringify(expression))).toEqual(expected);
  });

  it("refuses syntax that expressions lack", () => {
    expect(() => compactExpression({ type: "FunctionExpression" })).toThrow("Expressions have no FunctionExpression");
  });
});
