import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from "node:fs";
import { dirname } from "node:path";
import type { StoredObject } from "../../core/ports.ts";
import { hashOf, sumsPath, typeNoted } from "./content-sums.ts";
import { outside } from "./durable-folders.ts";

/** Largest object that is read without leaving the thread, bytes. */
const largest = 65_536;

/** Total of the reads slower than `slowRead` within `slowSpan` that ends quick reading for `restMs`, ms. */
const mostSlow = 100;
const slowRead = 2;
const slowSpan = 1_000;
const restMs = 60_000;

/** Objects of versions that are kept, and bytes of their contents. */
const mostKept = 10_000;
const mostBytes = 32 * 1024 * 1024;

/** How long a file must have lain unchanged before its times can tell it from its successor, ms. */
const settledMs = 20;

interface Kept {
  readonly identity: string;
  readonly object: StoredObject;
}

/** A file's note of a content, as long as the note's own file stays the same. */
interface KeptNote {
  readonly identity: string;
  readonly etag: string;
  readonly contentType: string;
}

/** What a quick look at an object found; `undetermined` if only a thorough one can tell. */
export type QuickLook = { readonly object: StoredObject | undefined } | "undetermined";

const undetermined = "undetermined";

/**
 * Reads small files of a local disk in the calling thread. A trip to the thread pool costs ten times as much as such a
 * read, and an object takes several. It only ever returns contents that were checked like those of a thorough read; a
 * content that does not fit its note, a large file and every error of the disk are left to that.
 *
 * Objects of versions, and the claims and outcomes of reports, are written once. They are kept, and served while
 * device, inode, size and both times of their file are the same. Everything else, above all what says which version is
 * current, is read every time; of its note only what it said of the same content is kept, in the same way.
 */
export class QuickFiles {
  readonly #root: string;
  readonly #isKept: (key: string) => boolean;
  readonly #kept = new Map<string, Kept>();
  #keptBytes = 0;
  /** By path: of the files read before. */
  readonly #notes = new Map<string, KeptNote>();
  /** Folders found in place since the event loop last turned. */
  readonly #inPlace = new Set<string>();
  readonly #slow = { since: 0, ms: 0, until: 0, reads: 0 };
  readonly #buffer = Buffer.allocUnsafeSlow(largest + 1);

  /**
   * @param root real path of the store
   * @param isKept whether the object of a key never changes
   */
  constructor(root: string, isKept: (key: string) => boolean) {
    [this.#root, this.#isKept] = [root, isKept];
  }

  /** @throws BroadsheetError `conflict`, code `outside-data-directory`, if a symbolic link is on the way */
  look(path: string, key: string): QuickLook {
    const begun = performance.now();
    if (begun < this.#slow.until) return undetermined;
    try {
      if (!this.#isInPlace(dirname(path))) return { object: undefined };
      return this.#isKept(key) ? this.#lookKept(path, key) : this.#read(path);
    } catch (error) {
      this.#notes.delete(path);
      // The thorough read meets the same error, and names it.
      if ((error as NodeJS.ErrnoException).code !== undefined) return undetermined;
      throw error;
    } finally {
      this.#watch(begun);
    }
  }

  #lookKept(path: string, key: string): QuickLook {
    const about = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    const kept = this.#kept.get(key);
    const identity = about && identityOf(about);
    if (kept !== undefined && kept.identity === identity) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return { object: kept.object };
    }
    if (kept !== undefined) this.#drop(key, kept);
    const found = this.#read(path);
    if (found === undetermined || found.object === undefined || identity === undefined || !isSettled(about!))
      return found;
    this.#kept.set(key, { identity, object: found.object });
    this.#keptBytes += found.object.body.byteLength;
    for (const [oldest, each] of this.#kept) {
      if (this.#kept.size <= mostKept && this.#keptBytes <= mostBytes) break;
      this.#drop(oldest, each);
    }
    return found;
  }

  /** Reads a whole small file and the note beside it. */
  #read(path: string): QuickLook {
    // Asking first is cheaper than the error of opening a file that is not there; one read before is there.
    if (!this.#notes.has(path) && lstatSync(path, { throwIfNoEntry: false }) === undefined)
      return { object: undefined };
    const buffer = this.#buffer;
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    let body: Uint8Array;
    let modified: number;
    try {
      const about = fstatSync(file);
      if (!about.isFile() || about.size > largest) return undetermined;
      const length = readSync(file, buffer);
      // What is shorter than it was fails by its hash; what is longer must not be cut.
      if (length > about.size) return undetermined;
      [body, modified] = [new Uint8Array(buffer.subarray(0, length)), Math.floor(about.mtimeMs)];
    } finally {
      closeSync(file);
    }
    const etag = hashOf(body);
    const contentType = this.#typeOf(path, etag);
    return contentType === undefined ? undetermined : { object: { body, etag, contentType, modified } };
  }

  /** The media type that is noted for a content; undefined if that content is not noted. */
  #typeOf(path: string, etag: string): string | undefined {
    const note = sumsPath(path);
    const kept = this.#notes.get(path);
    const about = lstatSync(note, { bigint: true, throwIfNoEntry: false });
    const identity = about && identityOf(about);
    if (kept !== undefined && kept.etag === etag && kept.identity === identity) return kept.contentType;
    this.#notes.delete(path);
    const contentType = readNote(note, etag, this.#buffer);
    if (contentType === undefined || identity === undefined || !isSettled(about!)) return contentType;
    this.#notes.set(path, { identity, etag, contentType });
    if (this.#notes.size > mostKept) this.#notes.delete(this.#notes.keys().next().value!);
    return contentType;
  }

  #drop(key: string, { object }: Kept): void {
    this.#kept.delete(key);
    this.#keptBytes -= object.body.byteLength;
  }

  /**
   * Whether a folder exists, and no folder on the way to it is a symbolic link. What was in place stays so until the
   * event loop turns: no longer than other requests have always been able to come between a look and a read.
   */
  #isInPlace(folder: string): boolean {
    if (this.#inPlace.has(folder)) return true;
    if (folder === this.#root) {
      if (realpathSync.native(folder) !== folder) throw outside(folder);
    } else {
      if (!this.#isInPlace(dirname(folder))) return false;
      const about = lstatSync(folder, { throwIfNoEntry: false });
      if (about?.isSymbolicLink() === true) throw outside(folder);
      if (about?.isDirectory() !== true) return false;
    }
    // It keeps the loop from waiting, so that nothing that happens later finds the folder remembered.
    if (this.#inPlace.size === 0) setImmediate(() => this.#inPlace.clear());
    this.#inPlace.add(folder);
    return true;
  }

  /**
   * Leaves the disk to the thread pool for a while if it has become slow: it would hold up everything else. A busy
   * machine is slow too, but only a disk shows in the count of blocks read.
   */
  #watch(begun: number): void {
    const now = performance.now();
    if (now - begun < slowRead) return;
    const { fsRead } = process.resourceUsage();
    if (fsRead === this.#slow.reads) return;
    this.#slow.reads = fsRead;
    if (now - this.#slow.since > slowSpan) [this.#slow.since, this.#slow.ms] = [now, 0];
    this.#slow.ms += now - begun;
    if (this.#slow.ms > mostSlow) this.#slow.until = now + restMs;
  }
}

/** If there is no note, the error leaves the object to the thorough read. */
function readNote(path: string, etag: string, buffer: Buffer): string | undefined {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    // From a file on a disk, one call reads all that fits.
    const length = readSync(file, buffer);
    return length > largest ? undefined : typeNoted(buffer.toString("utf8", 0, length), etag);
  } finally {
    closeSync(file);
  }
}

function identityOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}

/** Whether a change from now on would show in the times of a file. */
function isSettled({ ctimeMs, mtimeMs }: BigIntStats): boolean {
  const now = Date.now();
  return [ctimeMs, mtimeMs].every((time) => now - Number(time) >= settledMs);
}
