import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileNames, renditionFile, renditionForms } from "../../core/rendition-form.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { writeWholeFile } from "../write-pdf-file.ts";

/** Name of the list of all rows, beside the reports. */
export const manifestName = "manifest.csv";

/** The folder that gets the reports of a batch. */
export interface ItemFolder {
  /** The store, with each item that is put into it passed on to the folder, or only counted. */
  readonly store: ObjectStore;
  /** Number of items made so far. */
  readonly made: number;
  /** Why an item could not be written. */
  readonly fault: BroadsheetError | undefined;
  /** Writes a file beside the items; it appears whole or not at all. */
  write(name: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
}

/**
 * Opens the folder of a batch's reports. A manifest of an earlier batch is removed, since it would be untrue soon.
 *
 * @param out path of the folder, made if absent
 * @param store where everything else is stored
 * @param whether.items whether each item becomes a file as soon as it is made
 * @throws BroadsheetError `invalid-request` if the folder cannot be made
 */
export async function openItemFolder(
  out: string,
  store: ObjectStore,
  { items }: { readonly items: boolean },
): Promise<ItemFolder> {
  try {
    await mkdir(out, { recursive: true });
    await rm(join(out, manifestName), { force: true });
  } catch (cause) {
    throw new BroadsheetError(
      "invalid-request",
      {
        code: "cannot-write",
        message: `the folder ${out} cannot be written: ${(cause as Error).message}`,
        where: { name: "--out" },
        seen: out,
      },
      { cause },
    );
  }
  const names = new Set<string>();
  let fault: BroadsheetError | undefined;
  return {
    get made() {
      return names.size;
    },
    get fault() {
      return fault;
    },
    write: (name, content) => writeWholeFile(join(out, name), content),
    store: {
      get: (key) => store.get(key),
      head: (key) => store.head(key),
      create: (...words) => store.create(...words),
      createStream: (...words) => store.createStream(...words),
      getStream: (key) => store.getStream(key),
      getRange: (...words) => store.getRange(...words),
      replace: (...words) => store.replace(...words),
      list: (...words) => store.list(...words),
      delete: (key) => store.delete(key),
      async put(key, body, contentType) {
        const [, name, part] = /^batches\/[^/]+\/\d+\/items\/([^/]+)\/([^/]+)$/.exec(key) ?? [];
        if (name === undefined) return store.put(key, body, contentType);
        const form = renditionForms.find((each) => fileNames[each] === part);
        const file = form === undefined ? `${name}.pdf` : renditionFile(`${name}.pdf`, form);
        // Nobody reads a single item again.
        const etag = items ? "" : await store.put(key, body, contentType);
        if (items) {
          await writeWholeFile(join(out, file), body).catch((error: BroadsheetError) => {
            fault ??= error;
            throw error;
          });
        }
        if (form === undefined) names.add(name);
        return etag;
      },
    },
  };
}
