import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { ListedObject, ListPage, ObjectStore, StoredObject, StreamedObject } from "../core/ports.ts";
import { CheckedReads } from "./files/checked-reads.ts";
import { hashOf } from "./files/content-sums.ts";
import { DurableFolders } from "./files/durable-folders.ts";
import { walkObjects } from "./files/file-object-list.ts";
import { folderPath, objectPath } from "./files/file-object-path.ts";
import { sweepStaging } from "./files/file-object-staging.ts";
import { guardFiles } from "./files/guard-files.ts";
import { hashPieces } from "./files/hash-pieces.ts";
import { KeptLists } from "./files/kept-lists.ts";
import { PlacedWrites, stagingOf } from "./files/placed-writes.ts";
import { hasQuickReads } from "./files/probe-reads.ts";
import { QuickFiles } from "./files/quick-files.ts";
import { isOfVersion } from "./keep-versions.ts";
import { assertKey } from "./object-key.ts";

/**
 * Folders of markers that are only listed to people. What tells which work is to be done (claims, logs, pending and
 * outbox) is not among them: there, the folder is read each time.
 */
const keptList = /^(?:recent|recent-batches|publications\/[^/]+\/newest)\/$/;

/** The claim of a report and how it ended: each is created once. */
const recordOfReport = /^reports\/[^/]+\/\d+\/(?:request|outcome)\.json$/;

/** Whether an object is written once, so that it can be kept as long as its file is the same. */
function isWrittenOnce(key: string): boolean {
  return isOfVersion(key) || recordOfReport.test(key);
}

/**
 * Stores objects as plain files below one folder.
 *
 * - **Atomic and durable.** A body is written to a hidden file, flushed, and then linked or renamed into place, and the
 *   folder is flushed. If the process dies, either the old object or the new one remains; a confirmed write survives a
 *   power cut.
 * - **`create`** is link(2), which fails if the name exists: exclusive among all processes.
 * - **`put`, `replace` and `delete`** take a lock that works between the processes of one host, and between hosts if
 *   each write takes less than ten seconds (see `takeProcessLock`).
 * - **etag** is the SHA-256 of the content, so it cannot be lost or become stale.
 * - **Checked.** A file beside each object notes the hashes of the contents written to it, with their types, before
 *   they are in place (see `readSums`). Every read compares: a content that nobody wrote is `corrupt-object`, never an
 *   answer. Objects of earlier releases have no such file, and are as they are found.
 * - **Contained.** Names are escaped (see `objectPath`) and no symbolic link is followed.
 * - **Quick.** On a local disk, small objects are read in the calling thread (see `QuickFiles`), and the names in the
 *   longest folders are kept (see `KeptLists`).
 */
export class FileObjectStore implements ObjectStore {
  readonly #root: string;
  readonly #folders: DurableFolders;
  readonly #reads: CheckedReads;
  readonly #writes: PlacedWrites;
  readonly #lists: KeptLists | undefined;

  private constructor(root: string) {
    this.#root = root;
    const isQuick = hasQuickReads(stagingOf(root));
    this.#lists = isQuick ? new KeptLists(stagingOf(root)) : undefined;
    this.#folders = new DurableFolders(root);
    this.#reads = new CheckedReads(this.#folders, isQuick ? new QuickFiles(root, isWrittenOnce) : undefined);
    this.#writes = new PlacedWrites(root, this.#folders, this.#reads);
  }

  /**
   * Opens a folder, creates it if absent, and removes files that killed processes left half written.
   * @throws BroadsheetError `unavailable` if the folder cannot be created or written
   */
  static async open(folder: string): Promise<FileObjectStore> {
    return guardFiles(folder, async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const root = await realpath(folder);
      await sweepStaging(stagingOf(root));
      return new FileObjectStore(root);
    });
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const path = this.#path(key);
    return guardFiles(key, () => this.#reads.read(path, key));
  }

  async head(key: string): Promise<Omit<StoredObject, "body"> | undefined> {
    const path = this.#path(key);
    return guardFiles(key, () => this.#reads.head(path, key));
  }

  async put(key: string, body: Uint8Array, contentType: string): Promise<string> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      await this.#writes.stage(body, (staged) => this.#writes.overwrite(staged, path, key, hashOf(body), contentType));
      return hashOf(body);
    });
  }

  async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      if (await this.#reads.exists(path)) return false;
      return this.#writes.stage(body, async (staged) => {
        return this.#writes.link(staged, path, hashOf(body), contentType);
      });
    });
  }

  async createStream(key: string, body: AsyncIterable<Uint8Array>, contentType: string): Promise<boolean> {
    const path = this.#path(key);
    const { pieces, digest, throwFault } = hashPieces(body);
    try {
      return await guardFiles(key, () =>
        this.#writes.stage(pieces, (staged) => this.#writes.link(staged, path, digest(), contentType)),
      );
    } catch (error) {
      throwFault();
      throw error;
    }
  }

  async getStream(key: string): Promise<StreamedObject | undefined> {
    const path = this.#path(key);
    return guardFiles(key, () => this.#reads.stream(path, key));
  }

  async getRange(key: string, start: number, end: number): Promise<Uint8Array | undefined> {
    const path = this.#path(key);
    return guardFiles(key, () => this.#reads.range(path, start, end));
  }

  async replace(key: string, body: Uint8Array, contentType: string, etag: string): Promise<boolean> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      if ((await this.#reads.read(path, key))?.etag !== etag) return false;
      return this.#writes.stage(body, (staged) =>
        this.#writes.overwrite(staged, path, key, hashOf(body), contentType, etag),
      );
    });
  }

  async list(
    prefix: string,
    options: { after?: string | undefined; limit?: number; delimiter?: "/" } = {},
  ): Promise<ListPage> {
    const { after, limit = 1000, delimiter } = options;
    return guardFiles(prefix, async () => {
      const objects: ListedObject[] = [];
      const prefixes: string[] = [];
      const base = prefix.slice(0, prefix.lastIndexOf("/") + 1);
      if (!prefix.isWellFormed() || !(await this.#folders.contained(join(this.#root, folderPath(base))))) {
        return { objects, prefixes };
      }
      const walk = { prefix, shallow: delimiter !== undefined, ...(after !== undefined && { after }) };
      if (keptList.test(base)) {
        const kept = await this.#lists?.list(join(this.#root, folderPath(base)), base, { prefix, after, limit });
        if (kept !== undefined) {
          const next = kept.more ? kept.objects.at(-1)?.key : undefined;
          return { objects: kept.objects, prefixes, ...(next !== undefined && { next }) };
        }
      }
      let last = "";
      for await (const item of walkObjects(this.#root, base, walk)) {
        if (objects.length + prefixes.length >= limit) return { objects, prefixes, next: last };
        last = "prefix" in item ? item.prefix : item.object.key;
        if ("prefix" in item) prefixes.push(item.prefix);
        else objects.push(item.object);
      }
      return { objects, prefixes };
    });
  }

  async keysAtHand(prefix: string): Promise<readonly string[] | undefined> {
    if (this.#lists === undefined || !keptList.test(prefix)) return undefined;
    const folder = join(this.#root, folderPath(prefix));
    return guardFiles(prefix, async () =>
      (await this.#folders.contained(folder)) ? this.#lists!.keys(folder, prefix) : [],
    );
  }

  async delete(key: string): Promise<void> {
    const path = this.#path(key);
    await guardFiles(key, () => this.#writes.delete(path));
  }

  #path(key: string): string {
    return join(this.#root, objectPath(assertKey(key)));
  }
}
