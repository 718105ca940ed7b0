import { drawPdfPages } from "../../../../functions/adapters/draw-pdf-pages.ts";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { type LaidOutReport, makeReport } from "../../../../functions/core/report/generate-report.ts";
import { makeXlsx } from "../../../../functions/core/report/make-xlsx.ts";
import type { StatedParts } from "../../../../functions/core/report/rendition/compare/statements.ts";
import { coerceParameters } from "../../../../functions/core/report/request/coerce-parameters.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";

export interface Workbook {
  readonly file: Uint8Array;
  readonly laidOut: LaidOutReport;
  /** What it must say. */
  readonly stated: StatedParts;
  /** The marks of its language's numbers. */
  readonly marks: { readonly decimal: string; readonly thousands: string };
}

/** Renders the folder of a template as a workbook. */
export async function renderXlsx(folder: string, parameters: Readonly<Record<string, string>> = {}): Promise<Workbook> {
  const store = new MemoryObjectStore();
  const template = await seedTemplate(store, "page", folder);
  const world = createWorld(store);
  const accepted = await acceptReport({ template: "page", parameters: coerceParameters(template, parameters) }, world);
  const { report, laidOut } = await makeReport(accepted, world);
  const file = await makeXlsx(accepted, laidOut, { ...world, drawPages: drawPdfPages }, report.sha256);
  return { file, laidOut, stated: { ...laidOut, form: "xlsx" }, marks: laidOut.locale.number };
}
