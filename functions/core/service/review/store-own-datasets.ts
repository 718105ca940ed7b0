import { sha256 } from "../../json/canonical-json.ts";
import { datasetFormat } from "../../report/dataset/dataset-format.ts";
import { datasetLimits } from "../../report/dataset/dataset-limits.ts";
import { nameFile } from "../../report/dataset/name-file.ts";
import { storeDataset } from "../../report/dataset/store-dataset.ts";
import { BroadsheetError } from "../../errors.ts";
import type { World } from "../../report/generate-report.ts";
import type { Template } from "../../report/template/template.ts";

/** A file that takes the place of a dataset. */
export interface OwnDataset {
  /** Its path, whose extension is its format and which errors name. */
  readonly file: string;
  readonly body: Uint8Array;
}

/**
 * Stores files that a case brings instead of the template's datasets, under names that no other content has.
 *
 * @param datasets alias → file
 * @returns alias → name, for a request
 * @throws BroadsheetError as `storeDataset`, with the file's path
 */
export async function storeOwnDatasets(
  datasets: Readonly<Record<string, OwnDataset>>,
  template: Template,
  world: Pick<World, "store" | "openScratch">,
): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const [alias, { file, body }] of Object.entries(datasets)) {
    // The declaration says how the file is read, so the alias belongs to the name.
    const name = `own-${sha256(Buffer.from(`${alias} ${file} ${sha256(body)}`)).slice(0, 32)}`;
    const scratch = await world.openScratch();
    try {
      const reading = template.datasets.find((declared) => declared.alias === alias)?.reading;
      await storeDataset(
        world.store,
        name,
        { body, format: datasetFormat(file, alias), reading },
        scratch,
        datasetLimits,
        new Map(),
        file,
      );
    } catch (error) {
      throw error instanceof BroadsheetError ? nameFile(error, file) : error;
    } finally {
      await scratch.dispose();
    }
    names[alias] = name;
  }
  return names;
}
