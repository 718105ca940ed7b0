import { join } from "node:path";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import type { Document } from "../../functions/core/report/document/document.ts";
import { composeReport } from "../../functions/core/report/compose/compose-report.ts";
import { checkDataset } from "../../functions/core/report/dataset/check-dataset.ts";
import { openDataset } from "../../functions/core/report/dataset/open-dataset.ts";
import type { World } from "../../functions/core/report/generate-report.ts";
import { sizeFigures } from "../../functions/core/report/layout/size-figures.ts";
import type { ObjectStore } from "../../functions/core/ports.ts";
import { runQueries } from "../../functions/core/report/query/run-queries.ts";
import type { Tables } from "../../functions/core/report/query/table.ts";
import { localeFor } from "../../functions/core/report/locale/locale-for.ts";
import type { Locale } from "../../functions/core/report/locale/locale.ts";
import { openTemplate } from "../../functions/core/report/template/open-template.ts";
import { pageGrid } from "../../functions/core/report/template/page-grid.ts";
import type { Template } from "../../functions/core/report/template/template.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";

export const flagship = "high-tech-industries";

/** Makes a request for the flagship: other parameters every time, the languages in turn. */
export function flagshipRequest(iteration: number): {
  readonly template: string;
  readonly parameters: Readonly<Record<string, unknown>>;
} {
  const language = iteration % 2 === 0 ? "en" : "zh";
  const currency = iteration % 4 < 2 ? "CNY" : "USD";
  return {
    template: flagship,
    parameters: {
      language,
      currency,
      rate: 7 + (iteration % 97) / 100,
      weights: { institutions: 1, intensity: 1 + iteration / 1000, relief: 1 },
    },
  };
}

/** Opens stores that hold the flagship. */
export async function openFlagshipWorld(store: ObjectStore = new MemoryObjectStore()): Promise<World> {
  await seedTemplate(store, flagship, join(shippedTemplates, flagship));
  return createWorld(store);
}

/** A report as composed content, for contenders that cannot read a template. */
export interface ComposedReport {
  readonly document: Document;
  /** Figure id → width, points. */
  readonly widths: ReadonlyMap<string, number>;
  readonly tables: Tables;
  readonly template: Template;
  readonly locale: Locale;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export async function composeFlagship(world: World, iteration: number): Promise<ComposedReport> {
  return await composeRequest(world, flagshipRequest(iteration));
}

/** Runs the pipeline up to the composed content. */
export async function composeRequest(world: World, request: unknown): Promise<ComposedReport> {
  const accepted = await acceptReport(request, world);
  const { parameters, language, date } = accepted;
  const template = await openTemplate(world.store, accepted.template);
  const datasets = await Promise.all(
    template.datasets.map(async (declaration) =>
      checkDataset(
        await openDataset(world.store, declaration.alias, accepted.datasets[declaration.alias]!),
        declaration,
      ),
    ),
  );
  const limits = { rows: 100_000, deadlineMs: 30_000 };
  const tables = await runQueries(
    template,
    datasets,
    { ...parameters, language, report_date: date },
    { openScratch: () => world.openScratch(), ...limits, warn: () => undefined },
  );
  const locale = localeFor(language);
  const document = composeReport(template, tables, accepted, locale, () => undefined);
  const { page, theme } = template;
  const widths = sizeFigures(document, { page, grid: pageGrid(page), theme });
  return { document, widths, tables, template, locale, parameters };
}
