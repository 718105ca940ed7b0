import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import type { Chart } from "../../../../functions/core/report/chart/chart.ts";
import { type LaidOutReport, makeReport } from "../../../../functions/core/report/generate-report.ts";
import { makeHtml } from "../../../../functions/core/report/make-html.ts";
import type { SubsetFont } from "../../../../functions/core/ports.ts";
import type { StatedParts } from "../../../../functions/core/report/rendition/compare/stating.ts";
import type { NarrowChart } from "../../../../functions/core/report/rendition/html/html-context.ts";
import { coerceParameters } from "../../../../functions/core/report/request/coerce-parameters.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";

export interface Page {
  readonly html: string;
  readonly laidOut: LaidOutReport;
  readonly pdf: Uint8Array;
  /** What it must say. */
  readonly stated: StatedParts;
}

/** Renders the folder of a template as a page of HTML. @param subset makes its fonts @default the reader has them */
export async function renderHtml(
  folder: string,
  parameters: Readonly<Record<string, string>> = {},
  subset?: SubsetFont,
): Promise<Page> {
  const store = new MemoryObjectStore();
  const template = await seedTemplate(store, "page", folder);
  const world = createWorld(store);
  const accepted = await acceptReport({ template: "page", parameters: coerceParameters(template, parameters) }, world);
  const { report, laidOut } = await makeReport(accepted, world);
  const { html, narrow } = await makeHtml(accepted, laidOut, world, report.sha256, undefined, subset);
  return { html, laidOut, pdf: report.pdf, stated: statedBy(laidOut, narrow) };
}

/** What a page must say: each figure as it is drawn, wide first. */
export function statedBy(laidOut: LaidOutReport, narrow: ReadonlyMap<string, NarrowChart>): StatedParts {
  const drawn = new Map<string, Chart[]>();
  for (const { id } of laidOut.figures) {
    const small = narrow.get(id);
    drawn.set(id, [laidOut.charts.get(id)!, ...(small?.kind === "compiled" ? [small.chart] : [])]);
  }
  return { ...laidOut, drawn };
}
