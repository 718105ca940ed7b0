import { datasetFormat } from "../../core/report/dataset/dataset-format.ts";
import { datasetLimits } from "../../core/report/dataset/dataset-limits.ts";
import { nameFile } from "../../core/report/dataset/name-file.ts";
import { storeDataset } from "../../core/report/dataset/store-dataset.ts";
import { isStoredAs } from "../../core/report/dataset/store/is-stored-as.ts";
import { readCurrentVersion } from "../../core/report/dataset/store/read-current-version.ts";
import { readStoredProfile } from "../../core/report/dataset/store/read-dataset-profile.ts";
import { digestOfFile } from "../../core/report/preview/digest-of-file.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore, ScratchSpace } from "../../core/ports.ts";
import type { DatasetReference } from "../../core/report/request/report-request.ts";
import type { Template } from "../../core/report/template/template.ts";
import { isSample } from "../../seed/is-sample.ts";

/**
 * Sample files and the datasets found for them: template, name and version → whether the stored dataset is a sample.
 */
export type KnownSamples = Map<string, boolean>;

/**
 * The datasets that a report of the edited template would take by default: users' data where somebody has stored some,
 * otherwise the sample file as it is being edited.
 *
 * @param store keeps new samples in memory
 * @param below what is really stored
 * @returns alias → dataset, only for samples
 * @throws BroadsheetError `invalid-dataset` for a faulty sample, with its file
 */
export async function settleSamples(
  template: Template,
  asked: ReadonlySet<string>,
  {
    store,
    below,
    known,
    openScratch,
  }: {
    readonly store: ObjectStore;
    readonly below: ObjectStore;
    readonly known: KnownSamples;
    openScratch(): Promise<ScratchSpace>;
  },
): Promise<Record<string, Required<DatasetReference>>> {
  const found: Record<string, Required<DatasetReference>> = {};
  for (const { alias, default: name, file, reading } of template.datasets) {
    const sample = file === undefined ? undefined : template.files.get(file);
    if (asked.has(alias) || name === undefined || file === undefined || sample === undefined) continue;
    const current = await readCurrentVersion(below, name);
    if (current !== undefined && (await isStoredAs(below, name, current, digestOfFile(sample), reading)))
      found[alias] = { name, version: current };
    else if (current === undefined || (await isSampleOnce(below, name, current, template.name, file, known))) {
      found[alias] = {
        name,
        version: await storeSample(
          store,
          name,
          { body: sample, format: datasetFormat(file, alias), reading },
          file,
          openScratch,
        ),
      };
    }
  }
  return found;
}

async function isSampleOnce(
  below: ObjectStore,
  name: string,
  version: string,
  template: string,
  file: string,
  known: KnownSamples,
): Promise<boolean> {
  const key = JSON.stringify([template, file, version]);
  const answer =
    known.get(key) ?? (await isSample(below, version, template, file, await readStoredProfile(below, name, version)));
  known.set(key, answer);
  return answer;
}

async function storeSample(
  store: ObjectStore,
  name: string,
  content: Parameters<typeof storeDataset>[2],
  file: string,
  openScratch: () => Promise<ScratchSpace>,
): Promise<string> {
  const scratch = await openScratch();
  try {
    return (await storeDataset(store, name, content, scratch, datasetLimits, new Map(), "preview")).version;
  } catch (error) {
    throw error instanceof BroadsheetError ? nameFile(error, file) : error;
  } finally {
    await scratch.dispose();
  }
}
