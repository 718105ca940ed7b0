import { expect, test } from "vitest";
import type { Chart } from "../../../../../functions/core/report/chart/chart.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openExample } from "../../../../docs/open-example.ts";
import { listPictures } from "../../../../gallery/list-pictures.ts";
import { layOutShipped, shippedTemplates } from "../../../../templates/lay-out-shipped.ts";
import { type DrawnLine, type DrawnText, recordDrawing } from "../draw-chart.ts";

/** Farthest distance of a label from the end of the line that it names, points. */
const reach = { across: 16, along: 20 };

/** The gridlines of a chart that run beneath or past a column of labels at the ends of most of its lines. */
function pastLabels(chart: Chart, rule: string): readonly string[] {
  const { texts, lines, context } = recordDrawing();
  chart.draw(context);
  const grid = lines.filter(({ stroke, y1, y2 }) => stroke === rule && Math.abs(y1 - y2) < 0.01);
  const paths = [...Map.groupBy(lines, ({ path }) => path).values()];
  const ends = paths
    .filter((path) => path.length > 1 && path[0]!.stroke !== undefined && path[0]!.stroke !== rule)
    .map((path) => path.toSorted((a, b) => Math.max(a.x1, a.x2) - Math.max(b.x1, b.x2)).at(-1)!)
    .map(rightEnd);
  const found: string[] = [];
  for (const labels of columnsOf(texts)) {
    const view = ends.filter((end) => besideOf(labels, end));
    const named = view.filter((end) => labels.some((label) => names(label, end)));
    if (named.length === 0 || named.length * 2 <= view.length) continue;
    const [left, right] = [Math.min(...labels.map(({ x1 }) => x1)), Math.max(...labels.map(({ x2 }) => x2))];
    if (view.some(({ x }) => x > left)) continue;
    for (const { x1, x2, y1 } of grid)
      if (Math.max(x1, x2) > left && Math.min(x1, x2) < right && named.some(({ x }) => x > Math.min(x1, x2)))
        found.push(
          `gridline at ${y1.toFixed(0)} to ${Math.max(x1, x2).toFixed(0)}, past "${labels[0]!.text}" at ${left.toFixed(0)}`,
        );
  }
  return found;
}

function rightEnd({ x1, y1, x2, y2 }: DrawnLine): { readonly x: number; readonly y: number } {
  return x2 >= x1 ? { x: x2, y: y2 } : { x: x1, y: y1 };
}

/** Texts that begin at the same place, one above the other. */
function columnsOf(texts: readonly DrawnText[]): readonly (readonly DrawnText[])[] {
  return [
    ...Map.groupBy(
      texts.filter(({ angle, text }) => angle === 0 && text.trim() !== ""),
      ({ x1 }) => Math.round(x1),
    ).values(),
  ];
}

const names = (label: DrawnText, { x, y }: { readonly x: number; readonly y: number }): boolean =>
  label.x1 >= x && label.x1 <= x + reach.across && Math.abs((label.y1 + label.y2) / 2 - y) <= reach.along;

/** Whether a line ends where a column of labels begins, so that they could name it. */
const besideOf = (labels: readonly DrawnText[], { x }: { readonly x: number }): boolean =>
  labels[0]!.x1 >= x && labels[0]!.x1 <= x + reach.across;

const examples = listPictures()
  .flatMap(({ pictures }) => pictures)
  .filter(({ example }) => /^:{2,}chart/m.test(example.text));

test("no gridline of the gallery runs past the names at the ends of its lines", async () => {
  const found: string[] = [];
  for (const { name, example } of examples) {
    const { accepted, world } = await openExample(example);
    const { charts, figures, template } = await layOutReport(accepted, world, () => undefined);
    for (const { id } of figures)
      found.push(...pastLabels(charts.get(id)!, template.theme.rule).map((fault) => `${name}: ${fault}`));
  }
  expect(found).toEqual([]);
});

test.each(shippedTemplates)("nor does one of %s", async (template) => {
  const found: string[] = [];
  for (const { language, laidOut } of await layOutShipped(template))
    for (const { id, chart } of laidOut.figures)
      found.push(
        ...pastLabels(laidOut.charts.get(id)!, laidOut.template.theme.rule).map(
          (fault) => `${language}, ${chart.name}: ${fault}`,
        ),
      );
  expect(found).toEqual([]);
});
