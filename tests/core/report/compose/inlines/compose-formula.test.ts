import { expect, test } from "vitest";
import { loadMathSyntax } from "../../../../../functions/core/report/compose/markdown/math-syntax.ts";
import { compose, inlines, line, only, yaml, type Setup } from "../compose-fixture.ts";

await loadMathSyntax();

const math: Setup = { files: { "template.yaml": `${yaml}math: true\n` } };

test("dollars hold formulas where the template says so", () => {
  expect(inlines("The growth $g = x_n^2$ costs \\$5.", math)).toEqual([
    { type: "text", text: "The growth " },
    { type: "formula", id: "formula-1", tex: "g = x_n^2" },
    { type: "text", text: " costs $5." },
  ]);
  const document = compose('a\n\n$$\nx *y* z\n$$\n\n::table{data=share title="In $x$"}', math);
  expect(only(document, "formula")).toEqual({ type: "formula", id: "formula-1", tex: "x *y* z" });
  expect(only(document, "table").title.at(-1)).toEqual({ type: "formula", id: "formula-2", tex: "x" });
  expect([...document.pictures!].map(([id, { content }]) => [id, content])).toEqual([
    ["formula-1", { kind: "formula", name: "$x *y* z$", tex: "x *y* z", display: true }],
    ["formula-2", { kind: "formula", name: "$x$", tex: "x", display: false }],
  ]);
});

test("dollars are text otherwise", () => {
  expect(line("It costs $5 and $6.")).toBe("It costs $5 and $6.");
  expect(line("It costs {{ parameters.year }}$ and $6.", { files: {} })).toBe("It costs 2021$ and $6.");
});

test("values in a formula are numbers and words, never TeX", () => {
  const tables = { share: [{ pct: -25.5, name: "\\frac{a}{b}$ & x_1" }] };
  expect(line("$x = {{ share.first.pct }} \\cdot {{ share.first.name }}$", { ...math, tables })).toBe(
    "$x = {-25.5} \\cdot \\text{/frac\\{a\\}\\{b\\}\\$ \\& x\\_1}$",
  );
});
