import { link, rename, rm, rmdir, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { contentType as suggestedType } from "../content-type.ts";
import { type CheckedReads, typesPath } from "./checked-reads.ts";
import { addSum, hashOfNothing, mostSums, readSums, sumsPath, writeSums } from "./content-sums.ts";
import { type DurableFolders, syncFolder, unless } from "./durable-folders.ts";
import { stageFile } from "./file-object-staging.ts";
import { WriterLock } from "./writer-lock.ts";

/** Retries of a write whose folder is removed as empty in the meantime. */
const longestChase = 20;

/**
 * Writes objects so that either the old content or the new one remains if the process dies: a body is staged in a
 * hidden file, noted beside its object, and moved into place.
 */
export class PlacedWrites {
  readonly #root: string;
  readonly #folders: DurableFolders;
  readonly #reads: CheckedReads;
  readonly #writers: WriterLock;

  constructor(root: string, folders: DurableFolders, reads: CheckedReads) {
    this.#root = root;
    this.#folders = folders;
    this.#reads = reads;
    this.#writers = new WriterLock(join(root, ".store", "writers"));
  }

  /** Writes a body to a hidden file, which is there while it is used. */
  async stage<T>(body: Uint8Array | AsyncIterable<Uint8Array>, use: (staged: string) => Promise<T>): Promise<T> {
    const staged = await stageFile(stagingOf(this.#root), body);
    try {
      return await use(staged);
    } finally {
      await rm(staged, { force: true });
    }
  }

  /**
   * Moves a staged file over an object.
   *
   * @param etag that of the staged file
   * @param expected etag that the current content must have
   * @returns whether it did
   */
  async overwrite(
    staged: string,
    path: string,
    key: string,
    etag: string,
    contentType: string,
    expected?: string,
  ): Promise<boolean> {
    const done = await this.#writers.run(async () => {
      if (expected !== undefined && (await this.#reads.read(path, key))?.etag !== expected) return false;
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
   * Moves a staged file to where no object is.
   *
   * @param etag that of the staged file
   * @returns whether it did: of any number of writers one
   */
  async link(staged: string, path: string, etag: string, contentType: string): Promise<boolean> {
    // Nothing is written down of an empty object, such as a marker, unless something is of an earlier one.
    const empty = etag === hashOfNothing;
    let first = false;
    const done = await this.#place(path, async () => {
      if (await this.#reads.exists(path)) return false;
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

  /** Removes an object, what is noted of it, and the folders that it leaves empty. */
  async delete(path: string): Promise<void> {
    await this.#writers.run(async () => {
      if (!(await this.#folders.contained(dirname(path)))) return;
      // The note first: what is created in between notes itself again, see `link`.
      for (const name of [sumsPath(path), typesPath(path), path])
        await unlink(name).catch(unless("ENOENT", "ENAMETOOLONG"));
      await syncFolder(dirname(path));
      await this.#removeEmpty(dirname(path));
    });
  }

  /**
   * Notes the content that a present one gives way to, and the present one, which readers see until then. Called while
   * no other writer overwrites or deletes.
   */
  async #note(path: string, key: string, etag: string, contentType: string): Promise<void> {
    const sums = await readSums(path);
    if (sums !== undefined && sums.size < mostSums) return addSum(path, etag, contentType, true);
    const present = await this.#reads.read(path, key).catch(() => undefined);
    if (present === undefined && sums === undefined) {
      if (etag !== hashOfNothing) await addSum(path, etag, contentType, false);
      return;
    }
    const both = new Map([
      ...(present === undefined ? [] : [[present.etag, present.contentType] as const]),
      [etag, contentType] as const,
    ]);
    await this.stage(writeSums(both), (staged) => rename(staged, sumsPath(path)));
    await syncFolder(dirname(path));
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

/** The folder of hidden files of a store. */
export function stagingOf(root: string): string {
  return join(root, ".store", "staging");
}
