import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { storeDataset } from "../core/dataset/store-dataset.ts";
import type { ObjectStore } from "../core/ports.ts";
import { openTemplate } from "../core/template/open-template.ts";
import { storeTemplate } from "../core/template/store-template.ts";
import type { Template } from "../core/template/template.ts";
import { datasetFormat } from "../core/dataset/dataset-format.ts";
import { readTemplateFolder } from "./read-template-folder.ts";

/**
 * Publishes a template's folder into a store, and its sample datasets under their default names,
 * so that it renders at once. A name that is stored already keeps its dataset: samples never
 * replace someone's data.
 *
 * @throws BroadsheetError `invalid-template`, `invalid-dataset` for a faulty sample
 */
export async function seedTemplate(store: ObjectStore, name: string, folder: string): Promise<Template> {
  await storeTemplate(store, name, await readTemplateFolder(folder));
  const template = await openTemplate(store, { name });
  for (const { alias, default: stored, file } of template.datasets) {
    const sample = file === undefined ? undefined : template.files.get(file);
    if (stored === undefined || file === undefined || sample === undefined) continue;
    if ((await store.head(`datasets/${stored}/current.json`)) !== undefined) continue;
    const scratch = await openScratchFolder();
    try {
      await storeDataset(store, stored, sample, datasetFormat(file, alias), scratch);
    } finally {
      await scratch.dispose();
    }
  }
  return template;
}
