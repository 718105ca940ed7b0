import { join } from "node:path";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import type { Warning } from "../../functions/core/errors.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { type LaidOutReport, layOutReport } from "../../functions/core/report/generate-report.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";

/** The names of the shipped templates, whose folders are in `templates/`. */
export const shippedTemplates = [
  "country-profile",
  "dataset-profile",
  "high-tech-industries",
  "monthly-business-review",
] as const;

export interface ShippedReport {
  readonly template: string;
  readonly language: string;
  readonly laidOut: LaidOutReport;
  readonly warnings: readonly Warning[];
}

/**
 * Lays a shipped template out with its own data, in each of its languages.
 *
 * @param parameters others than its defaults
 */
export async function layOutShipped(
  name: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<readonly ShippedReport[]> {
  const store = new MemoryObjectStore();
  const { languages } = await seedTemplate(store, name, join(import.meta.dirname, "../../templates", name));
  const world = createWorld(store);
  const reports: ShippedReport[] = [];
  for (const language of languages) {
    const warnings: Warning[] = [];
    const accepted = await acceptReport({ template: name, parameters: { ...parameters, language } }, world);
    const laidOut = await layOutReport(accepted, world, (warning) => void warnings.push(warning));
    reports.push({ template: name, language, laidOut, warnings });
  }
  return reports;
}
