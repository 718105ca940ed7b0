import type { Chart } from "../../chart/chart.ts";
import { plainText } from "../../document/plain-text.ts";
import type { CardContent } from "./card-content.ts";

/** What a card shows, in words and in reading order: for those who do not see it, and to compare it with its report. */
export function cardLines(
  { kicker, deck, keyFigures, figure, foot }: Omit<CardContent, "title">,
  charts: ReadonlyMap<string, Chart>,
): string[] {
  return [
    plainText(kicker),
    plainText(deck),
    ...keyFigures.flatMap(({ value, label, change, note }) =>
      [value, label, change?.children ?? [], note].map(plainText),
    ),
    ...(figure === undefined
      ? []
      : [plainText(figure.title), plainText(figure.deck), charts.get(figure.id)!.alt.replaceAll(/\s+/g, " ").trim()]),
    ...foot.map((words) => words.replaceAll(/\s+/g, " ").trim()),
  ].filter((line) => line !== "");
}
