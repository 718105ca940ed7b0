import { readFile } from "node:fs/promises";
import { MemoryObjectStore } from "../adapters/memory-object-store.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { acceptReport } from "../core/accept-report.ts";
import { storeDataset } from "../core/dataset/store-dataset.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { ObjectStore } from "../core/ports.ts";
import type { Report, Stage } from "../core/publish/report.ts";
import { coerceParameters } from "../core/request/coerce-parameters.ts";
import type { AcceptedRequest } from "../core/request/report-request.ts";
import { openTemplate } from "../core/template/open-template.ts";
import { storeTemplate } from "../core/template/store-template.ts";
import type { Template } from "../core/template/template.ts";
import { createWorld } from "./create-world.ts";
import { datasetFormat } from "../core/dataset/dataset-format.ts";
import { readTemplateFolder } from "./read-template-folder.ts";

export interface RenderOnce {
  readonly name: string;
  /** The template's folder. */
  readonly folder: string;
  /** As typed; turned into the types of the template's schema. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Alias → path of a file that takes the sample's place. */
  readonly datasets: Readonly<Record<string, string>>;
  readonly date?: string;
  progress?(stage: Stage): void;
}

/**
 * Renders a template's folder without a server: folder and files are stored in memory first, so
 * that everything after is the same way as on a server, with the same bytes.
 *
 * @throws BroadsheetError for everything that is wrong with template, parameters or files
 */
export async function renderOnce(
  { name, folder, parameters, datasets, date, progress }: RenderOnce,
): Promise<{ accepted: AcceptedRequest; report: Report }> {
  const store = new MemoryObjectStore();
  const world = createWorld(store);
  await storeTemplate(store, name, await readTemplateFolder(folder));
  const template = await openTemplate(store, { name });
  const names = await storeFiles(store, template, datasets);
  const accepted = await acceptReport(
    {
      template: name,
      parameters: coerceParameters(template, parameters),
      datasets: names,
      ...(date === undefined ? {} : { date }),
    },
    world,
  );
  const { generateReport } = await import("../core/generate-report.ts");
  const report = await generateReport(accepted, { ...world, ...(progress === undefined ? {} : { progress }) });
  return { accepted, report };
}

/** Stores the given files, and the template's samples for the aliases without one. */
async function storeFiles(
  store: ObjectStore,
  template: Template,
  given: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  const scratch = await openScratchFolder();
  try {
    for (const [index, [alias, path]] of Object.entries(given).entries()) {
      names[alias] = `given-${index + 1}`;
      await storeDataset(store, names[alias], await readGiven(alias, path), datasetFormat(path, alias), scratch);
    }
    for (const { alias, file } of template.datasets) {
      const sample = file === undefined ? undefined : template.files.get(file);
      if (file === undefined || sample === undefined || names[alias] !== undefined) continue;
      names[alias] = `sample-${Object.keys(names).length + 1}`;
      await storeDataset(store, names[alias], sample, datasetFormat(file, alias), scratch);
    }
  } finally {
    await scratch.dispose();
  }
  return names;
}

async function readGiven(alias: string, path: string): Promise<Uint8Array> {
  return await readFile(path).catch((cause: unknown) => {
    throw new BroadsheetError(
      "not-found",
      {
        code: "file-unreadable",
        message: `the file ${path} cannot be read`,
        where: { pointer: `/datasets/${alias}` },
        seen: path,
      },
      { cause },
    );
  });
}
