import type { ChartMarks, MarkPoint, MarkSeries } from "../../chart/chart-marks.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { axisIds, writeAxes } from "./chart-axes.ts";
import { type ChartTable, chartTable, indexOfPoint, numberData, textData } from "./chart-data.ts";
import { fill, stroke, textLook } from "./chart-drawing.ts";
import { type PlacedLabel, writeLabels, writeTitle } from "./chart-labels.ts";
import { type ChartLook, labelSize } from "./chart-look.ts";
import { writeMarker } from "./chart-marker.ts";
import type { OfficeChart } from "./office-chart.ts";

/** The cells that hold a chart's numbers; absent: it holds them itself. */
export interface ChartCells {
  /** The formula of the cells of a column, without its name; undefined: the chart holds them. */
  column(column: number, count: number): string | undefined;
  /** The formula of a column's name. */
  name(column: number): string | undefined;
  /** Relationship to the workbook beside the chart that has them; absent: they are in the same workbook. */
  readonly workbook?: string | undefined;
}

/** A chart as an office program draws it (ECMA-376-1, 21.2, transitional). */
export function writeChart(chart: OfficeChart, look: ChartLook, cells?: ChartCells): Markup {
  const { marks } = chart;
  const table = chartTable(chart, cells?.workbook !== undefined);
  const gaps = marks.series.some(({ points }) => points.some(({ value }) => value === null));
  return element(
    "c:chartSpace",
    {
      "xmlns:c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
      "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
      "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    },
    element("c:date1904", { val: 0 }),
    element("c:roundedCorners", { val: 0 }),
    element(
      "c:chart",
      {},
      // An office program has no titles of legends: theirs are the last lines above the chart, beside the legend.
      writeTitle(marks.titles, look),
      element("c:autoTitleDeleted", { val: marks.titles === undefined ? 1 : 0 }),
      element("c:plotArea", {}, element("c:layout", {}), writePlot(chart, table, look, cells), writeAxes(chart, look)),
      marks.legend ? writeLegend(marks, look) : nothing,
      element("c:plotVisOnly", { val: 1 }),
      element("c:dispBlanksAs", { val: gaps ? "gap" : "span" }),
    ),
    element("c:spPr", {}, element("a:noFill", {}), element("a:ln", {}, element("a:noFill", {}))),
    textLook("c:txPr", look.ink, labelSize(look)),
    cells?.workbook === undefined
      ? nothing
      : element("c:externalData", { "r:id": cells.workbook }, element("c:autoUpdate", { val: 0 })),
  );
}

/** The legend of a chart, in which level lines across bars are not named, as in the report. */
function writeLegend({ series }: ChartMarks, look: ChartLook): Markup {
  return element(
    "c:legend",
    {},
    element("c:legendPos", { val: "t" }),
    ...series.flatMap(({ level }, idx) =>
      level === undefined ? [] : [element("c:legendEntry", {}, value("c:idx", idx), value("c:delete", 1))],
    ),
    element("c:overlay", { val: 0 }),
    textLook("c:txPr", look.ink, labelSize(look)),
  );
}

/** The series in the element of their kind. */
function writePlot(chart: OfficeChart, table: ChartTable, look: ChartLook, cells: ChartCells | undefined): Markup {
  const { marks } = chart;
  const written = marks.series.map((each, index) => writeSeries(chart, each, index, table, look, cells));
  const series = join(written.filter((_, index) => marks.series[index]!.level === undefined));
  const levels = written.filter((_, index) => marks.series[index]!.level === true);
  const axes = join(axisIds.map((val) => value("c:axId", val)));
  const grouping = value("c:grouping", marks.stacked ? "stacked" : marks.kind === "bar" ? "clustered" : "standard");
  const plain = value("c:varyColors", 0);
  switch (marks.kind) {
    case "bar":
      return join([
        element(
          "c:barChart",
          {},
          value("c:barDir", marks.across ? "bar" : "col"),
          grouping,
          plain,
          series,
          value("c:gapWidth", gapOf(marks)),
          marks.stacked ? value("c:overlap", 100) : nothing,
          axes,
        ),
        levels.length === 0
          ? nothing
          : element(
              "c:lineChart",
              {},
              value("c:grouping", "standard"),
              plain,
              join(levels),
              value("c:marker", 1),
              axes,
            ),
      ]);
    case "area":
      return element("c:areaChart", {}, grouping, plain, series, axes);
    case "ring":
      return marks.share === 0
        ? element("c:pieChart", {}, value("c:varyColors", 1), series, value("c:firstSliceAng", 0))
        : element(
            "c:doughnutChart",
            {},
            value("c:varyColors", 1),
            series,
            value("c:firstSliceAng", 0),
            value("c:holeSize", Math.min(90, Math.max(10, Math.round(marks.share * 100)))),
          );
    default:
      return marks.places.kind === "numbers"
        ? element("c:scatterChart", {}, value("c:scatterStyle", "lineMarker"), plain, series, axes)
        : element("c:lineChart", {}, grouping, plain, series, value("c:marker", 1), axes);
  }
}

function value(name: string, val: string | number): Markup {
  return element(name, { val });
}

/** The gap between the bars of two places, in hundredths of a bar. */
function gapOf({ share, series, stacked }: ChartMarks): number {
  const bar = share / (stacked ? 1 : series.filter(({ level }) => level === undefined).length);
  return Math.min(500, Math.max(0, Math.round(((1 - share) / bar) * 100)));
}

function writeSeries(
  chart: OfficeChart,
  series: MarkSeries,
  index: number,
  { columns, series: all }: ChartTable,
  look: ChartLook,
  cells: ChartCells | undefined,
): Markup {
  const marks = series.level === undefined ? chart.marks : ({ ...chart.marks, kind: "line" } as const);
  const { places: from, values: to } = all[index]!;
  const [places, values] = [columns[from]!, columns[to]!];
  const cell = cells?.name(to);
  const name = cell === undefined ? element("c:v", {}, text(series.name)) : textData([series.name], cell);
  const points = series.points.map((point, at) => ({ point, index: indexOfPoint(marks, places, point.place, at) }));
  const lined = marks.kind === "line" || marks.kind === "scatter";
  const formula = (column: number): string | undefined => cells?.column(column, columns[column]!.length);
  const scattered = marks.places.kind === "numbers";
  const days = marks.places.kind === "days";
  return element(
    "c:ser",
    {},
    element("c:idx", { val: index }),
    element("c:order", { val: index }),
    element("c:tx", {}, name),
    element("c:spPr", {}, lined ? stroke(series.color, series.width, series) : fill(series.color, series.opacity)),
    marks.kind === "bar" ? element("c:invertIfNegative", { val: 0 }) : nothing,
    lined ? writeMarker(marks.kind === "scatter" ? series.points[0]?.marker : undefined) : nothing,
    join(points.map(({ point, index: idx }) => writePoint(marks, series, point, idx))),
    writeLabels(
      marks,
      points.filter((each): each is PlacedLabel => each.point.label !== undefined),
      look,
    ),
    element(
      scattered ? "c:xVal" : "c:cat",
      {},
      marks.places.kind === "names"
        ? textData(places.map(String), formula(from))
        : numberData(places, days ? String.raw`yyyy\-mm\-dd` : "General", formula(from)),
    ),
    element(scattered ? "c:yVal" : "c:val", {}, numberData(values, "General", formula(to))),
    lined ? element("c:smooth", { val: 0 }) : nothing,
  );
}

/** A point that looks other than its series. */
function writePoint({ kind }: ChartMarks, series: MarkSeries, { color, marker }: MarkPoint, idx: number): Markup {
  if (kind === "line" && marker !== undefined)
    return element(
      "c:dPt",
      {},
      element("c:idx", { val: idx }),
      writeMarker(marker),
      element("c:bubble3D", { val: 0 }),
      // Otherwise the piece of line that leads there is drawn as Office likes.
      element("c:spPr", {}, stroke(series.color, series.width, series)),
    );
  if (color === undefined) return nothing;
  return element(
    "c:dPt",
    {},
    element("c:idx", { val: idx }),
    kind === "bar" ? element("c:invertIfNegative", { val: 0 }) : nothing,
    element("c:bubble3D", { val: 0 }),
    element("c:spPr", {}, fill(color, series.opacity), kind === "ring" ? stroke("#ffffff", 0.75) : nothing),
  );
}
