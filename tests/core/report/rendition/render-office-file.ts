import { drawPdfPages } from "../../../../functions/adapters/pages/draw-pdf-pages.ts";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import type { DrawPages } from "../../../../functions/core/report/draw-figures.ts";
import { type LaidOutReport, makeReport } from "../../../../functions/core/report/generate-report.ts";
import { makeOfficeFile, type OfficeForm } from "../../../../functions/core/report/make-office-file.ts";
import type { StatedParts } from "../../../../functions/core/report/rendition/compare/stating.ts";
import { officeCharts } from "../../../../functions/core/report/rendition/ooxml/office-chart.ts";
import { coerceParameters } from "../../../../functions/core/report/request/coerce-parameters.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";

export interface OfficeFile {
  readonly file: Uint8Array;
  readonly laidOut: LaidOutReport;
  /** What it must say. */
  readonly stated: StatedParts;
}

/** Renders the folder of a template as an office file. @param drawPages draws its pictures */
export async function renderOfficeFile(
  form: OfficeForm,
  folder: string,
  parameters: Readonly<Record<string, string>> = {},
  drawPages: DrawPages = drawPdfPages,
): Promise<OfficeFile> {
  const store = new MemoryObjectStore();
  const template = await seedTemplate(store, "page", folder);
  const world = createWorld(store);
  const accepted = await acceptReport({ template: "page", parameters: coerceParameters(template, parameters) }, world);
  const { report, laidOut } = await makeReport(accepted, world);
  const file = await makeOfficeFile(form, accepted, laidOut, { ...world, drawPages }, report.sha256);
  const { document, charts, locale } = laidOut;
  const native = officeCharts(document, charts, locale, laidOut.template.theme);
  return { file, laidOut, stated: { ...laidOut, form, native } };
}
