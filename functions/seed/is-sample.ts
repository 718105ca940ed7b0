import { sha256 } from "../core/json/canonical-json.ts";
import type { ObjectStore } from "../core/ports.ts";

/**
 * Whether a stored dataset is, byte for byte, the sample `file` of some published version of a template. If so, nobody
 * has replaced it with their own data, and the template's next sample may replace it.
 *
 * @param version of the stored dataset: the SHA-256 of its bytes
 */
export async function isSample(store: ObjectStore, version: string, template: string, file: string): Promise<boolean> {
  const prefix = `templates/${template}/`;
  let after: string | undefined;
  do {
    const page = await store.list(prefix, { delimiter: "/", after });
    for (const folder of page.prefixes) {
      const sample = await store.get(`${folder}${file}`);
      if (sample !== undefined && sha256(sample.body) === version) return true;
    }
    after = page.next;
  } while (after !== undefined);
  return false;
}
