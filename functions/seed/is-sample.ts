import { datasetVersion } from "../core/report/dataset/dataset-version.ts";
import type { DatasetProfile } from "../core/report/dataset/dataset.ts";
import type { ObjectStore } from "../core/ports.ts";

/**
 * Whether a stored dataset is, byte for byte, the sample `file` of some published version of a template. If so, nobody
 * has replaced it with their own data, and the template's next sample may replace it.
 *
 * @param version of the stored dataset: the SHA-256 of its bytes
 * @param read the mended rules that are part of that version, and their reader: see `datasetVersion`
 */
export async function isSample(
  store: ObjectStore,
  version: string,
  template: string,
  file: string,
  read?: Pick<DatasetProfile, "mended" | "reader">,
): Promise<boolean> {
  const prefix = `templates/${template}/`;
  let after: string | undefined;
  do {
    const page = await store.list(prefix, { delimiter: "/", after });
    for (const folder of page.prefixes) {
      const sample = await store.get(`${folder}${file}`);
      if (sample !== undefined && datasetVersion(sample.body, {}, read) === version) return true;
    }
    after = page.next;
  } while (after !== undefined);
  return false;
}
