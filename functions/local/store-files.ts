import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { datasetFormat } from "../core/report/dataset/dataset-format.ts";
import { datasetLimits } from "../core/report/dataset/dataset-limits.ts";
import { type DatasetFiles, nameFile } from "../core/report/dataset/name-file.ts";
import { storeDataset } from "../core/report/dataset/store-dataset.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { ObjectStore } from "../core/ports.ts";
import type { DatasetReading } from "../core/report/template/dataset-reading.ts";
import type { Template } from "../core/report/template/template.ts";
import { knownProfiles } from "./known-profiles.ts";
import { readDatasetFile } from "./inputs/read-dataset-file.ts";

/** The files behind a template's datasets, to name them in problems. @param given alias → path */
export function filesOf(template: Template, given: Readonly<Record<string, string>>): DatasetFiles {
  const samples = template.datasets.flatMap(({ alias, file }) =>
    file === undefined ? [] : [{ alias, file, given: false }],
  );
  const files = [...samples, ...Object.entries(given).map(([alias, file]) => ({ alias, file, given: true }))];
  return new Map(files.map(({ alias, ...file }) => [alias, file]));
}

/**
 * Stores the given files, and the template's samples for the aliases without one.
 *
 * @returns alias → name of the stored dataset
 * @throws BroadsheetError for a file that cannot be read, or is no dataset
 */
export async function storeFiles(
  store: ObjectStore,
  template: Template,
  given: Readonly<Record<string, string>>,
  readings: Readonly<Record<string, DatasetReading>>,
): Promise<Record<string, string>> {
  const files = [
    ...Object.entries(given).map(([alias, path]) => ({
      alias,
      path,
      reading: readings[alias],
      read: () => readDatasetFile(alias, path),
    })),
    ...template.datasets.flatMap(({ alias, file, reading }) => {
      const sample = file === undefined || given[alias] !== undefined ? undefined : template.files.get(file);
      return file === undefined || sample === undefined ? [] : { alias, path: file, reading, read: async () => sample };
    }),
  ].map((file, index) => ({ ...file, name: `dataset-${index + 1}` }));
  const scratch = await openScratchFolder();
  try {
    await Promise.all(
      files.map(async ({ alias, path, reading, read, name }) => {
        const body = await read();
        await storeDataset(
          store,
          name,
          { body, format: datasetFormat(path, alias), reading },
          scratch,
          datasetLimits,
          knownProfiles,
        ).catch((error: unknown) => {
          const pointer = given[alias] === undefined ? undefined : `/datasets/${alias}`;
          throw error instanceof BroadsheetError ? nameFile(error, path, pointer) : error;
        });
      }),
    );
  } finally {
    await scratch.dispose();
  }
  return Object.fromEntries(files.map(({ alias, name }) => [alias, name]));
}
