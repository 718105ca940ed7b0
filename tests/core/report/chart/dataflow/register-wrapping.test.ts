import { expect, test } from "vitest";
import {
  registerWrapping,
  wrappingExpression,
} from "../../../../../functions/core/report/chart/dataflow/register-wrapping.ts";
import type { Vega } from "../../../../../functions/core/report/chart/vega.ts";

/** Every character is as wide as the font is large. */
const textMetrics = {
  width: ({ fontSize }: { readonly fontSize: number }, text: string): number => text.length * fontSize,
};

function wrap(...args: readonly unknown[]): unknown {
  const functions = new Map<string, (...given: readonly unknown[]) => unknown>();
  registerWrapping({
    textMetrics,
    expressionFunction: (name: string, made: (...given: readonly unknown[]) => unknown) => functions.set(name, made),
  } as unknown as Vega);
  return functions.get("wrapWords")!(...args);
}

test("a text is broken into lines of the width, and stays a text if it fits", () => {
  expect(wrap("high tech industries", 100, "Inter", 10, 400)).toEqual(["high tech", "industries"]);
  expect(wrap("high tech", 100, "Inter", 10, 400)).toBe("high tech");
});

test("lists and what is not text stay as they are", () => {
  expect(wrap(["a", "b"], 10, "Inter", 10, 400)).toEqual(["a", "b"]);
  expect(wrap(2026, 10, "Inter", 10, 400)).toBe(2026);
});

test("the expression names the style of the label", () => {
  expect(wrappingExpression("datum.label", "80", { font: "Inter", fontSize: 9, fontWeight: "bold" })).toBe(
    'wrapWords(datum.label, 80, "Inter", 9, "bold")',
  );
});
