import { wrapWords } from "../placement/wrap-words.ts";
import type { Vega } from "../vega.ts";

/** The style of a label, as Vega's text metrics take it. */
export interface LabelStyle {
  readonly font: string;
  readonly fontSize: number;
  readonly fontWeight: string | number;
}

interface Metrics {
  readonly textMetrics: { width(item: LabelStyle, text: string): number };
}

/** The expression that breaks `text` into lines. @param text an expression @param width an expression, points */
export function wrappingExpression(text: string, width: string, { font, fontSize, fontWeight }: LabelStyle): string {
  return `wrapWords(${text}, ${width}, ${[font, fontSize, fontWeight].map((value) => JSON.stringify(value)).join(", ")})`;
}

/**
 * Registers the function `wrapWords` for expressions that `refineGuides` writes: it breaks a text into lines of at most
 * `width` points. Lists and what is not text stay as they are.
 */
export function registerWrapping(vega: Vega): void {
  const { textMetrics } = vega as unknown as Metrics;
  vega.expressionFunction(
    "wrapWords",
    (text: unknown, width: number, font: string, fontSize: number, fontWeight: string | number) => {
      if (typeof text !== "string") return text;
      const lines = wrapWords(text, width, (line) => textMetrics.width({ font, fontSize, fontWeight }, line));
      return lines.length === 1 ? lines[0] : lines;
    },
  );
}
