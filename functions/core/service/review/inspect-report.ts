import type { Chart } from "../../report/chart/chart.ts";
import type { Document } from "../../report/document/document.ts";
import { blocksOf } from "../../report/document/blocks-of.ts";
import { markedLanguages } from "../../report/document/marked-languages.ts";
import { shownLines } from "../../report/document/shown-lines.ts";
import { type LaidOutReport, makeReport, type World } from "../../report/generate-report.ts";
import type { Report } from "../../report/publish/report.ts";
import type { AcceptedRequest } from "../../report/request/report-request.ts";
import { recordDrawing } from "./record-drawing.ts";
import type { Shown, ShownChart } from "./shown.ts";

/**
 * Renders a report and says what it shows: the start of a template's tests and of every comparison.
 *
 * @throws BroadsheetError as `generateReport`
 */
export async function inspectReport(
  accepted: AcceptedRequest,
  world: World,
): Promise<{ readonly report: Report; readonly shown: Shown }> {
  const { report, laidOut } = await makeReport(accepted, world);
  const { document, tables } = laidOut;
  const { language, date } = accepted;
  return {
    report,
    shown: {
      language,
      date,
      pages: report.pages,
      lines: shownLines(document),
      languages: markedLanguages(document),
      tables,
      charts: chartsOf(document, laidOut),
      warnings: report.warnings,
    },
  };
}

/** The report's charts and pictures in reading order; those outside its blocks, such as a cover's, come last. */
function chartsOf(document: Document, { charts }: LaidOutReport): ShownChart[] {
  const named = [...blocksOf(document)].flatMap((block): (readonly [id: string, place: string, name: string])[] => {
    if (block.type !== "figure" && block.type !== "picture") return [];
    const name = block.type === "figure" ? block.chart.name : block.content.name;
    return [[block.id, block.number > 0 ? `Figure ${block.label ?? block.number} (${name})` : `picture ${name}`, name]];
  });
  const places = new Map(named.map(([id, ...about]) => [id, about] as const));
  const others = [...charts.keys()].filter((id) => !places.has(id)).map((id) => [id, `drawing ${id}`, id] as const);
  return [...named, ...others].flatMap(([id, place, name]) => {
    const chart = charts.get(id);
    return chart === undefined ? [] : [shownChart(chart, place, name)];
  });
}

function shownChart(chart: Chart, place: string, name: string): ShownChart {
  return {
    place,
    name,
    alt: chart.alt,
    csv: chart.csv,
    size: `${Math.round(chart.width)} × ${Math.round(chart.height)} points`,
    ...recordDrawing(chart),
  };
}
