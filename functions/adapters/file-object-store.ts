import { corruptObject } from "../core/errors.ts";
import { createHash } from "node:crypto";
import { link, mkdir, realpath, rename, rm, rmdir, stat, unlink } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ListedObject, ListPage, ObjectStore, StoredObject, StreamedObject } from "../core/ports.ts";
import { contentType as suggestedType } from "./content-type.ts";
import { addSum, hashOf, hashOfNothing, mostSums, readSums, sumsPath, writeSums } from "./files/content-sums.ts";
import { DurableFolders, syncFolder, unless } from "./files/durable-folders.ts";
import { walkObjects } from "./files/file-object-list.ts";
import { folderPath, objectPath } from "./files/file-object-path.ts";
import { stageFile, sweepStaging } from "./files/file-object-staging.ts";
import { guardFiles } from "./files/guard-files.ts";
import { hashPieces } from "./files/hash-pieces.ts";
import { KeptLists } from "./files/kept-lists.ts";
import { MarkedFiles } from "./files/marked-files.ts";
import { openObject } from "./files/open-object.ts";
import { hasQuickReads } from "./files/probe-reads.ts";
import { QuickFiles } from "./files/quick-files.ts";
import { readPieces, readRange } from "./files/read-pieces.ts";
import { sendChecked } from "./files/send-checked.ts";
import { WriterLock } from "./files/writer-lock.ts";
import { isOfVersion } from "./keep-versions.ts";
import { assertKey } from "./object-key.ts";

/** Retries of a write whose folder is removed as empty in the meantime. */
const longestChase = 20;

/**
 * Looks at an object that others may just be writing, before it counts as damaged, and a pause between, ms: it doubles.
 */
const looks = 4;
const firstPause = 2;

/**
 * Folders of markers that are only listed to people. What tells which work is to be done (claims, logs, pending and
 * outbox) is not among them: there, the folder is read each time.
 */
const keptList = /^(?:recent|recent-batches|publications\/[^/]+\/newest)\/$/;

/** Largest object that is read and checked before its first byte is sent; a larger one is checked on the way. */
const checkedFirst = 1_048_576;

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
  readonly #writers: WriterLock;
  readonly #damaged = new MarkedFiles();
  readonly #quick: QuickFiles | undefined;
  readonly #lists: KeptLists | undefined;

  private constructor(root: string) {
    this.#root = root;
    const isQuick = hasQuickReads(this.#staging);
    this.#quick = isQuick ? new QuickFiles(root, isOfVersion) : undefined;
    this.#lists = isQuick ? new KeptLists(this.#staging) : undefined;
    this.#folders = new DurableFolders(root);
    this.#writers = new WriterLock(join(root, ".store", "writers"));
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
    return guardFiles(key, () => this.#read(path, key));
  }

  async head(key: string): Promise<Omit<StoredObject, "body"> | undefined> {
    const path = this.#path(key);
    return guardFiles(key, () => this.#head(path, key));
  }

  async put(key: string, body: Uint8Array, contentType: string): Promise<string> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      await this.#stage(body, (staged) => this.#overwrite(staged, path, key, hashOf(body), contentType));
      return hashOf(body);
    });
  }

  async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      if (await this.#exists(path)) return false;
      return this.#stage(body, async (staged) => {
        return this.#link(staged, path, hashOf(body), contentType);
      });
    });
  }

  async createStream(key: string, body: AsyncIterable<Uint8Array>, contentType: string): Promise<boolean> {
    const path = this.#path(key);
    const { pieces, digest, throwFault } = hashPieces(body);
    try {
      return await guardFiles(key, () =>
        this.#stage(pieces, (staged) => this.#link(staged, path, digest(), contentType)),
      );
    } catch (error) {
      throwFault();
      throw error;
    }
  }

  async getStream(key: string): Promise<StreamedObject | undefined> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      if (!(await this.#folders.contained(dirname(path)))) return undefined;
      const file = await openObject(path);
      if (file === undefined) return undefined;
      let streams = false;
      try {
        const about = await file.stat();
        const sums = await readSums(path);
        const [contentType, other] = new Set(sums?.values());
        // Without a note, only the content tells what it is.
        if (about.size <= checkedFirst || contentType === undefined || other !== undefined)
          return await this.#readFirst(path, key);
        this.#damaged.refuse(path, key, about);
        streams = true;
        const body = sendChecked(readPieces(file, key), async (etag) => {
          if ((await this.#typeOf(path, key, etag)) !== undefined) return;
          this.#damaged.mark(path, about);
          throw damaged(key);
        });
        return { size: about.size, contentType, modified: Math.floor(about.mtimeMs), body };
      } finally {
        if (!streams) await file.close();
      }
    });
  }

  async getRange(key: string, start: number, end: number): Promise<Uint8Array | undefined> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      if (!(await this.#folders.contained(dirname(path)))) return undefined;
      const file = await openObject(path);
      if (file === undefined) return undefined;
      try {
        return await readRange(file, start, end);
      } finally {
        await file.close();
      }
    });
  }

  async replace(key: string, body: Uint8Array, contentType: string, etag: string): Promise<boolean> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      if ((await this.#read(path, key))?.etag !== etag) return false;
      return this.#stage(body, (staged) => this.#overwrite(staged, path, key, hashOf(body), contentType, etag));
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
    await guardFiles(key, () =>
      this.#writers.run(async () => {
        if (!(await this.#folders.contained(dirname(path)))) return;
        // The note first: what is created in between notes itself again, see `#link`.
        for (const name of [sumsPath(path), typesPath(path), path])
          await unlink(name).catch(unless("ENOENT", "ENAMETOOLONG"));
        await syncFolder(dirname(path));
        await this.#removeEmpty(dirname(path));
      }),
    );
  }

  get #staging(): string {
    return stagingOf(this.#root);
  }

  #path(key: string): string {
    return join(this.#root, objectPath(assertKey(key)));
  }

  async #read(path: string, key: string): Promise<StoredObject | undefined> {
    const seen = this.#quick?.look(path, key) ?? "undetermined";
    if (seen !== "undetermined") return seen.object;
    return this.#look(path, key, async (file) => {
      const body = new Uint8Array(await file.readFile());
      return { body, etag: hashOf(body) };
    });
  }

  /** Like `#read`, with a piece of the content in memory at a time. */
  async #head(path: string, key: string): Promise<Omit<StoredObject, "body"> | undefined> {
    const seen = this.#quick?.look(path, key) ?? "undetermined";
    if (seen !== "undetermined") return seen.object && withoutBody(seen.object);
    return this.#look(path, key, async (file) => {
      const digest = createHash("sha256");
      for await (const piece of readPieces(file, key)) digest.update(piece);
      return { etag: digest.digest("hex") };
    });
  }

  /** Checks an object before it is sent. */
  async #readFirst(path: string, key: string): Promise<StreamedObject | undefined> {
    const found = await this.#head(path, key);
    const file = found && (await openObject(path));
    if (file === undefined) return undefined;
    const { size } = await file.stat();
    const body = sendChecked(readPieces(file, key), async (etag) => {
      if (etag !== found!.etag && (await this.#typeOf(path, key, etag)) === undefined) throw damaged(key);
    });
    return { size, contentType: found!.contentType, modified: found!.modified, body };
  }

  /**
   * Reads an object and compares its content with what was written. Somebody may be writing it just now, so a
   * difference counts only if it stays.
   *
   * @throws BroadsheetError `damaged`
   */
  async #look<T extends { readonly etag: string }>(
    path: string,
    key: string,
    take: (file: FileHandle) => Promise<T>,
  ): Promise<(T & Pick<StoredObject, "contentType" | "modified">) | undefined> {
    if (!(await this.#folders.contained(dirname(path)))) return undefined;
    for (let turn = 0; turn < looks; turn += 1) {
      if (turn > 0) await delay(firstPause * 2 ** turn);
      const file = await openObject(path);
      if (file === undefined) return undefined;
      try {
        const { mtimeMs } = await file.stat();
        const taken = await take(file);
        const contentType = await this.#typeOf(path, key, taken.etag);
        if (contentType !== undefined) return { ...taken, contentType, modified: Math.floor(mtimeMs) };
      } finally {
        await file.close();
      }
    }
    throw damaged(key);
  }

  /** The type of a content of an object; undefined if nobody wrote that content. */
  async #typeOf(path: string, key: string, etag: string): Promise<string | undefined> {
    const sums = await readSums(path);
    const noted = sums?.get(etag);
    if (noted !== undefined) return noted;
    const types = await readTypes(path);
    return types === undefined && sums === undefined ? suggestedType(key) : types?.[etag];
  }

  async #exists(path: string): Promise<boolean> {
    if (!(await this.#folders.contained(dirname(path)))) return false;
    const file = await openObject(path);
    await file?.close();
    return file !== undefined;
  }

  async #stage<T>(body: Uint8Array | AsyncIterable<Uint8Array>, use: (staged: string) => Promise<T>): Promise<T> {
    const staged = await stageFile(this.#staging, body);
    try {
      return await use(staged);
    } finally {
      await rm(staged, { force: true });
    }
  }

  /** @param expected etag that the current content must have */
  async #overwrite(
    staged: string,
    path: string,
    key: string,
    etag: string,
    contentType: string,
    expected?: string,
  ): Promise<boolean> {
    const done = await this.#writers.run(async () => {
      if (expected !== undefined && (await this.#read(path, key))?.etag !== expected) return false;
      await this.#place(path, async () => {
        await this.#note(path, key, etag, contentType);
        await rename(staged, path);
      });
      return true;
    });
    if (done) await syncFolder(dirname(path));
    return done;
  }

  /**
   * Notes the content that a present one gives way to, and the present one, which readers see until then. Called while
   * no other writer overwrites or deletes.
   */
  async #note(path: string, key: string, etag: string, contentType: string): Promise<void> {
    const sums = await readSums(path);
    if (sums !== undefined && sums.size < mostSums) return addSum(path, etag, contentType, true);
    const present = await this.#read(path, key).catch(() => undefined);
    if (present === undefined && sums === undefined) {
      if (etag !== hashOfNothing) await addSum(path, etag, contentType, false);
      return;
    }
    const both = new Map([
      ...(present === undefined ? [] : [[present.etag, present.contentType] as const]),
      [etag, contentType] as const,
    ]);
    await this.#stage(writeSums(both), (staged) => rename(staged, sumsPath(path)));
    await syncFolder(dirname(path));
  }

  /** @param etag that of the staged file */
  async #link(staged: string, path: string, etag: string, contentType: string): Promise<boolean> {
    // Nothing is written down of an empty object, such as a marker, unless something is of an earlier one.
    const empty = etag === hashOfNothing;
    let first = false;
    const done = await this.#place(path, async () => {
      if (await this.#exists(path)) return false;
      const before = await readSums(path);
      first = before === undefined && !empty;
      if (!empty) await addSum(path, etag, contentType, before !== undefined);
      await link(staged, path);
      // A deletion may have taken the note away in between.
      const sums = await readSums(path);
      if (sums === undefined ? !empty : !sums.has(etag)) await addSum(path, etag, contentType, true);
      return true;
    }).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
      // Another writer was first, perhaps with an empty object, of which this one's note would make a damaged one.
      if (first && (await stat(path).catch(unless("ENOENT")))?.size === 0)
        await addSum(path, hashOfNothing, suggestedType(path), true);
      return false;
    });
    if (done) await syncFolder(dirname(path));
    return done;
  }

  /** Moves a file into place, creating its folders. Tries again if a delete removes them as empty in between. */
  async #place<T>(path: string, move: () => Promise<T>): Promise<T> {
    for (let turn = 1; ; turn += 1) {
      try {
        await this.#folders.ensure(dirname(path));
        await this.#folders.contained(dirname(path));
        return await move();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT" || turn === longestChase) throw error;
        this.#folders.forget(dirname(path));
      }
    }
  }

  async #removeEmpty(folder: string): Promise<void> {
    for (let path = folder; path !== this.#root; path = dirname(path)) {
      this.#folders.forget(path);
      const removed = await rmdir(path).then(() => true, unless("ENOTEMPTY", "EEXIST", "ENOENT"));
      if (removed === undefined) return;
    }
  }
}

/**
 * Content types by etag, which earlier releases kept beside an object with an unusual one; undefined if there are none
 * or they cannot be read.
 */
async function readTypes(path: string): Promise<Readonly<Record<string, string>> | undefined> {
  const file = await openObject(typesPath(path));
  if (file === undefined) return undefined;
  try {
    return JSON.parse(await file.readFile("utf8")) as Record<string, string>;
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

function stagingOf(root: string): string {
  return join(root, ".store", "staging");
}

function withoutBody({ etag, contentType, modified }: StoredObject): Omit<StoredObject, "body"> {
  return { etag, contentType, modified };
}

function typesPath(path: string): string {
  return `${path}.%type`;
}

function damaged(key: string): Error {
  return corruptObject(key, "its content is not what was written");
}
