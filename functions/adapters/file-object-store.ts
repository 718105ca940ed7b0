import { createHash } from "node:crypto";
import { link, mkdir, realpath, rename, rm, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ListedObject, ListPage, ObjectStore, StoredObject, StreamedObject } from "../core/ports.ts";
import { contentType as suggestedType } from "./content-type.ts";
import { DurableFolders, syncFolder, unless } from "./files/durable-folders.ts";
import { walkObjects } from "./files/file-object-list.ts";
import { folderPath, objectPath } from "./files/file-object-path.ts";
import { stageFile, sweepStaging } from "./files/file-object-staging.ts";
import { guardFiles } from "./files/guard-files.ts";
import { hashPieces } from "./files/hash-pieces.ts";
import { openObject } from "./files/open-object.ts";
import { readPieces } from "./files/read-pieces.ts";
import { WriterLock } from "./files/writer-lock.ts";
import { assertKey } from "./object-key.ts";

/** Retries of a write whose folder is removed as empty in the meantime. */
const longestChase = 20;

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
 * - **Content type** follows from the key's extension. Any other type goes into a file beside the object that maps
 *   etags to types, and is written before the object changes.
 * - **Contained.** Names are escaped (see `objectPath`) and no symbolic link is followed.
 */
export class FileObjectStore implements ObjectStore {
  readonly #root: string;
  readonly #folders: DurableFolders;
  readonly #writers: WriterLock;

  private constructor(root: string) {
    this.#root = root;
    this.#folders = new DurableFolders(root);
    this.#writers = new WriterLock(join(root, ".store", "writers"));
  }

  /**
   * Opens a folder, creates it if absent, and removes files that killed processes left half written.
   * @throws BroadsheetError `unavailable` if the folder cannot be created or written
   */
  static async open(folder: string): Promise<FileObjectStore> {
    return guardFiles(folder, async () => {
      await mkdir(folder, { recursive: true });
      const store = new FileObjectStore(await realpath(folder));
      await sweepStaging(store.#staging);
      return store;
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
      await this.#stage(body, (staged) => this.#overwrite(staged, path, key, hash(body), contentType));
      return hash(body);
    });
  }

  async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      if ((await this.#read(path, key)) !== undefined) return false;
      return this.#stage(body, async (staged) => {
        return this.#linkTyped(staged, path, key, hash(body), contentType);
      });
    });
  }

  async createStream(key: string, body: AsyncIterable<Uint8Array>, contentType: string): Promise<boolean> {
    const path = this.#path(key);
    const { pieces, digest, throwFault } = hashPieces(body);
    try {
      return await guardFiles(key, () =>
        this.#stage(pieces, (staged) => this.#linkTyped(staged, path, key, digest(), contentType)),
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
      try {
        const { size, mtimeMs } = await file.stat();
        const types = await this.#readTypes(path);
        // An unusual type is looked up by the content's hash.
        const contentType =
          types === undefined ? suggestedType(key) : ((await this.#read(path, key))?.contentType ?? suggestedType(key));
        return { size, contentType, modified: Math.floor(mtimeMs), body: readPieces(file, key) };
      } catch (error) {
        await file.close();
        throw error;
      }
    });
  }

  async replace(key: string, body: Uint8Array, contentType: string, etag: string): Promise<boolean> {
    const path = this.#path(key);
    return guardFiles(key, async () => {
      if ((await this.#read(path, key))?.etag !== etag) return false;
      return this.#stage(body, (staged) => this.#overwrite(staged, path, key, hash(body), contentType, etag));
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

  async delete(key: string): Promise<void> {
    const path = this.#path(key);
    await guardFiles(key, () =>
      this.#writers.run(async () => {
        if (!(await this.#folders.contained(dirname(path)))) return;
        await unlink(path).catch(unless("ENOENT", "ENAMETOOLONG"));
        await unlink(typesPath(path)).catch(unless("ENOENT", "ENAMETOOLONG"));
        await syncFolder(dirname(path));
        await this.#removeEmpty(dirname(path));
      }),
    );
  }

  get #staging(): string {
    return join(this.#root, ".store", "staging");
  }

  #path(key: string): string {
    return join(this.#root, objectPath(assertKey(key)));
  }

  async #read(path: string, key: string): Promise<StoredObject | undefined> {
    if (!(await this.#folders.contained(dirname(path)))) return undefined;
    for (;;) {
      const file = await openObject(path);
      if (file === undefined) return undefined;
      try {
        const { mtimeMs } = await file.stat();
        const body = new Uint8Array(await file.readFile());
        const etag = hash(body);
        const types = await this.#readTypes(path);
        const contentType = types === undefined ? suggestedType(key) : types[etag];
        if (contentType !== undefined) return { body, etag, contentType, modified: Math.floor(mtimeMs) };
        // Overwritten twice since it was opened: the types are of newer contents.
      } finally {
        await file.close();
      }
    }
  }

  /** Like `#read`, with a piece of the content in memory at a time. */
  async #head(path: string, key: string): Promise<Omit<StoredObject, "body"> | undefined> {
    if (!(await this.#folders.contained(dirname(path)))) return undefined;
    for (;;) {
      const file = await openObject(path);
      if (file === undefined) return undefined;
      try {
        const { mtimeMs } = await file.stat();
        const digest = createHash("sha256");
        for await (const piece of readPieces(file, key)) digest.update(piece);
        const etag = digest.digest("hex");
        const types = await this.#readTypes(path);
        const contentType = types === undefined ? suggestedType(key) : types[etag];
        if (contentType !== undefined) return { etag, contentType, modified: Math.floor(mtimeMs) };
      } finally {
        await file.close();
      }
    }
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
      if (contentType !== suggestedType(key) || (await this.#readTypes(path)) !== undefined) {
        await this.#writeTypes(path, key, etag, contentType);
      }
      await this.#place(path, () => rename(staged, path));
      return true;
    });
    if (done) await syncFolder(dirname(path));
    return done;
  }

  /** @param etag that of the staged file */
  async #linkTyped(staged: string, path: string, key: string, etag: string, contentType: string): Promise<boolean> {
    if (contentType === suggestedType(key) && (await this.#readTypes(path)) === undefined)
      return this.#link(staged, path);
    return this.#writers.run(async () => {
      if ((await this.#read(path, key)) !== undefined) return false;
      await this.#writeTypes(path, key, etag, contentType);
      return this.#link(staged, path);
    });
  }

  async #link(staged: string, path: string): Promise<boolean> {
    const done = await this.#place(path, async () => {
      await link(staged, path);
      return true;
    }).catch(unless("EEXIST"));
    if (done) await syncFolder(dirname(path));
    return done ?? false;
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

  /** Content types by etag, for an object with an unusual one. */
  async #readTypes(path: string): Promise<Readonly<Record<string, string>> | undefined> {
    const file = await openObject(typesPath(path));
    if (file === undefined) return undefined;
    try {
      return JSON.parse(await file.readFile("utf8")) as Record<string, string>;
    } finally {
      await file.close();
    }
  }

  /** Also keeps the current content's type, which readers see until the content changes. */
  async #writeTypes(path: string, key: string, etag: string, contentType: string): Promise<void> {
    const present = await this.#read(path, key);
    const types = { ...(present && { [present.etag]: present.contentType }), [etag]: contentType };
    await this.#stage(Buffer.from(JSON.stringify(types)), (staged) =>
      this.#place(path, () => rename(staged, typesPath(path))),
    );
    await syncFolder(dirname(path));
  }
}

function hash(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

function typesPath(path: string): string {
  return `${path}.%type`;
}
