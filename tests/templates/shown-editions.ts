import { join } from "node:path";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { blocksOf } from "../../functions/core/report/document/blocks-of.ts";
import { plainText } from "../../functions/core/report/document/plain-text.ts";
import { makeReport } from "../../functions/core/report/generate-report.ts";
import type { ReportContent } from "../../functions/core/report/publish/report-content.ts";
import type { Tables } from "../../functions/core/report/query/table.ts";
import { coerceParameters } from "../../functions/core/report/request/coerce-parameters.ts";
import { loadAndStore } from "../../functions/core/report/template/store/store-template.ts";
import { knownTemplates } from "../../functions/local/known-templates.ts";
import { storeFiles } from "../../functions/local/store-files.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { readTemplateFolder } from "../../functions/seed/read-template-folder.ts";

/** One edition of a shipped template, and what a test needs to know about it. */
export interface ShownEdition {
  readonly content: ReportContent;
  readonly tables: Tables;
  /** Values of its key figures in reading order. */
  readonly figures: readonly string[];
}

export interface EditionOf {
  readonly template: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Alias → path of a file. */
  readonly datasets?: Readonly<Record<string, string>>;
}

/** Renders an edition of a shipped template. */
export async function showEdition({
  template: name,
  parameters = {},
  datasets = {},
}: EditionOf): Promise<ShownEdition> {
  const store = new MemoryObjectStore();
  const world = createWorld(store);
  const template = await loadAndStore(
    store,
    name,
    readTemplateFolder(join(import.meta.dirname, "../../templates", name)),
    knownTemplates,
  );
  const names = await storeFiles(store, template, datasets, {});
  const accepted = await acceptReport(
    { template: name, parameters: coerceParameters(template, parameters), datasets: names },
    world,
  );
  const { report, laidOut } = await makeReport(accepted, world);
  const blocks = [...blocksOf(laidOut.document)];
  return {
    content: report.content!,
    tables: laidOut.tables,
    figures: blocks.flatMap((block) =>
      block.type === "key-figures" ? block.items.map(({ value }) => plainText(value)) : [],
    ),
  };
}
