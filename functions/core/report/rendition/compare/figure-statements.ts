import type { Chart } from "../../chart/chart.ts";
import type { Figure, KeyFigures } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { chartStatements } from "./chart-statements.ts";
import { recordTexts } from "./record-texts.ts";
import { caption, line, rowLine, settled, sources, type Stating } from "./stating.ts";
import type { TextBlock } from "./text-block.ts";

/** What key figures say, one after the other. */
export function keyFigureLines({ words, slides }: Stating, { items }: KeyFigures): TextBlock[] {
  return items.flatMap(({ value, label, trend, status, change, target, note }) => [
    line("value", words(value)),
    line("key label", words(label)),
    line(slides ? "text" : "alt", trend?.alt ?? ""),
    line("standing", words(status?.children ?? [])),
    line("standing", words(change?.children ?? [])),
    line("standing", words(target?.children ?? [])),
    line("key note", words(note)),
  ]);
}

/** What a figure says: its caption, what is drawn in it, its sources and, where they are attached, its data. */
export function figureStatements(stating: Stating, figure: Figure): TextBlock[] {
  const chart = stating.charts.get(figure.id)!;
  const { words } = stating.locale;
  const drawn = stating.drawn?.get(figure.id) ?? [chart];
  const counted = figure.number === 0 ? "" : `${words.figure}${words.numberGap}${figure.label ?? figure.number}`;
  const { data } = chart;
  const of = counted || plainText(figure.title) || chart.name;
  return [
    ...caption(stating, figure, words.figure, words.numberGap),
    ...drawn.flatMap((drawing) => drawingLines(stating, drawing)),
    ...chartStatements(stating.native?.get(figure.id)).map(({ kind, text }) => line(kind, text)),
    ...sources(stating, figure),
    ...(stating.text || stating.slides || data === undefined || data.rows.length === 0
      ? []
      : [
          line("data", `${words.data}${words.colon}${of}`),
          ...[data.columns, ...data.rows].map((row) => rowLine(row.map((cell) => (cell === null ? "" : String(cell))))),
        ]),
  ];
}

/** What a drawing says: where it is a picture, only its alternative text. */
export function drawingLines({ sheets, text, slides }: Stating, drawing: Chart): TextBlock[] {
  if (sheets || text || slides) return [line("alt", drawing.alt)];
  const { texts, links } = recordTexts(drawing);
  return [
    line("alt", drawing.alt),
    line("drawn", texts.map(settled).join(" | ")),
    ...links.map((url) => line("link", url)),
  ];
}
