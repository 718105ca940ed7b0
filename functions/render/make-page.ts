import { BroadsheetError } from "../core/errors.ts";
import type { Chart } from "../core/report/chart/chart.ts";
import { makeReport, type World } from "../core/report/generate-report.ts";
import { makeHtml } from "../core/report/make-html.ts";
import type { Report } from "../core/report/publish/report.ts";
import { compareRendition, type RenditionDifference } from "../core/report/rendition/compare/compare-rendition.ts";
import type { PageOrder } from "../core/service/rendition/run-rendition.ts";
import { htmlBlocks } from "../proof/html/html-blocks.ts";

/**
 * Makes the web page of a report whose PDF is stored: makes the report again, demands that it says what the PDF prints,
 * and that the page says it too.
 *
 * @throws BroadsheetError `conflict` with code `rendition-differs` if this engine would print something else, and
 *   `rendition-unfaithful` if the page would not say what the PDF says; as `generateReport`
 */
export async function makePage({ accepted, printed }: PageOrder, world: World): Promise<Uint8Array> {
  // Under the name of the engine that made the PDF, the same engine and its equals give the same bytes.
  const { report, laidOut } = await makeReport(accepted, { ...world, engine: printed.engine ?? world.engine });
  if (report.sha256 !== printed.sha256 && !saysTheSame(report, printed)) throw differs(report, printed);
  const { html, narrow } = await makeHtml(accepted, laidOut, world, printed.sha256);
  const drawn = new Map<string, Chart[]>();
  for (const { id } of laidOut.figures) {
    const small = narrow.get(id);
    drawn.set(id, [laidOut.charts.get(id)!, ...(small?.kind === "compiled" ? [small.chart] : [])]);
  }
  const [difference] = compareRendition({ ...laidOut, drawn }, htmlBlocks(html));
  // Made again, it would differ again.
  if (difference !== undefined) throw saysOther(difference);
  return Buffer.from(html);
}

/** Whether a report shows what the stored record says that its PDF shows: figures, tables, data of charts, pages. */
function saysTheSame({ content }: Report, printed: PageOrder["printed"]): boolean {
  return printed.content !== undefined && JSON.stringify(content) === printed.content;
}

function differs({ sha256 }: Report, printed: PageOrder["printed"]): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "rendition-differs",
    message:
      "this version of Broadsheet would print something else than the report's PDF, so a page would not say the same",
    seen: sha256,
    allowed: printed.sha256,
    hint: "POST /reports/{id}/retry renders the report anew; then ask for the page again",
  });
}

function saysOther(difference: RenditionDifference): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "rendition-unfaithful",
    message: "the web page would not say what the report's PDF says, so it is not shown",
    seen: difference,
    hint: "this is a fault of Broadsheet, and the PDF is not concerned: report what was seen, with the template",
  });
}
