import { type BigIntStats, lstatSync } from "node:fs";
import { lstat, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ListedObject } from "../../core/ports.ts";
import { compareKeys } from "../object-key.ts";
import { processOwner } from "../process-owner.ts";
import { unless } from "./durable-folders.ts";
import { fileSegment, objectPath } from "./file-object-path.ts";

/** How long a folder must have lain unchanged before its time can tell every later change, ms. */
const settledMs = 20;

/** Longest step of a file system's clock for which that holds, ms. */
const finestMs = 10;

interface Kept {
  /** Of the folder when it was read; undefined if a later change might not show. */
  readonly identity: string | undefined;
  /** All names in it; added to in place. */
  readonly names: Set<string>;
  /** The keys of its objects, in order. */
  readonly keys: readonly string[];
}

/** A range of a list. */
export interface Range {
  readonly prefix: string;
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Keeps the names in folders that grow without end and are listed often. A folder is read again whenever its inode or
 * one of its times differs from those it had; and that is only trusted on a disk with fine times, and of a folder that
 * had lain unchanged for a while. So a list never shows more, or less, than the folder itself.
 */
export class KeptLists {
  readonly #staging: string;
  readonly #kept = new Map<string, Kept>();
  /** Folders being looked at, and the look after that, for which others wait. */
  readonly #readings = new Map<
    string,
    { readonly now: Promise<readonly string[] | undefined>; next?: Promise<readonly string[] | undefined> }
  >();
  #fine: Promise<boolean> | undefined;

  /** @param staging folder of the same disk in which its times can be tried out */
  constructor(staging: string) {
    this.#staging = staging;
  }

  /**
   * The objects of a folder within a range, in order of their keys, and whether more follow.
   *
   * @param folder absolute path, contained in the store
   * @param base its key, ending in `/`
   * @returns undefined if the folder holds folders, or the disk's times are too coarse
   */
  async list(
    folder: string,
    base: string,
    { prefix, after, limit }: Range,
  ): Promise<{ readonly objects: readonly ListedObject[]; readonly more: boolean } | undefined> {
    const keys = await this.keys(folder, base);
    if (keys === undefined) return undefined;
    const objects: ListedObject[] = [];
    let at = firstAt(keys, prefix, false);
    if (after !== undefined) at = Math.max(at, firstAt(keys, after, true));
    for (; at < keys.length && keys[at]!.startsWith(prefix); at += 1) {
      const key = keys[at]!;
      const about = lstatSync(join(folder, objectPath(key.slice(base.length))), { throwIfNoEntry: false });
      // Removed in the meantime, or a symbolic link, which is no object.
      if (about?.isFile() !== true) continue;
      if (objects.length >= limit) return { objects, more: true };
      objects.push({ key, size: about.size, modified: Math.floor(about.mtimeMs) });
    }
    return { objects, more: false };
  }

  /**
   * All keys of a folder, in order. Those of symbolic links, and of objects that are removed meanwhile, are among them.
   *
   * @returns as `list`; the same array while they stay the same
   */
  async keys(folder: string, base: string): Promise<readonly string[] | undefined> {
    if (!(await (this.#fine ??= hasFineTimes(this.#staging)))) return undefined;
    return this.#keysOf(folder, base);
  }

  /**
   * The keys of a folder as it is now, or was at some moment of the call. Calls that come while it is being read share
   * the next reading, which begins after them.
   */
  #keysOf(folder: string, base: string): Promise<readonly string[] | undefined> {
    const read = (): Promise<readonly string[] | undefined> => {
      const reading = this.#readKeys(folder, base).finally(() => {
        const { next } = this.#readings.get(folder)!;
        if (next === undefined) this.#readings.delete(folder);
        else this.#readings.set(folder, { now: next });
      });
      return reading;
    };
    const under = this.#readings.get(folder);
    if (under !== undefined) return (under.next ??= under.now.then(read, read));
    const now = read();
    this.#readings.set(folder, { now });
    return now;
  }

  async #readKeys(folder: string, base: string): Promise<readonly string[] | undefined> {
    const about = await lstat(folder, { bigint: true }).catch(unless("ENOENT", "ENOTDIR"));
    if (about === undefined) return [];
    const identity = identityOf(about);
    const kept = this.#kept.get(folder);
    if (kept?.identity === identity) return kept.keys;
    const settled = isSettled(about);
    const names = (await readdir(folder).catch(unless("ENOENT", "ENOTDIR"))) ?? [];
    // A name without a dot is that of a folder (see `objectPath`).
    if (names.some((name) => !name.includes("."))) return undefined;
    const found = update(kept ?? { names: new Set(), keys: [] }, names, base);
    this.#kept.set(folder, { identity: settled ? identity : undefined, ...found });
    return found.keys;
  }
}

/** The names that a folder has now, and their keys in order; those known from before need not be sorted again. */
function update(
  before: Pick<Kept, "names" | "keys">,
  found: readonly string[],
  base: string,
): Pick<Kept, "names" | "keys"> {
  const added = found.filter((name) => !before.names.has(name));
  const hasLost = before.names.size + added.length !== found.length;
  if (added.length === 0 && !hasLost) return before;
  const names = hasLost ? new Set(found) : before.names;
  const lost = new Set(hasLost ? [...before.names].flatMap((name) => (names.has(name) ? [] : keyOf(base, name))) : []);
  const stayed = hasLost ? before.keys.filter((key) => !lost.has(key)) : before.keys;
  for (const name of added) names.add(name);
  return { names, keys: merge(stayed, added.flatMap((name) => keyOf(base, name)).sort(compareKeys)) };
}

/** The key of a file; none if it is not that of an object. */
function keyOf(base: string, name: string): string[] {
  const segment = name.startsWith(".") ? undefined : fileSegment(name);
  return segment === undefined ? [] : [base + segment];
}

/** Merges keys in order: mostly one is new among very many, so that stretches are copied and not compared. */
function merge(some: readonly string[], others: readonly string[]): readonly string[] {
  const pieces: (readonly string[])[] = [];
  let from = 0;
  for (const key of others) {
    const at = firstAt(some, key, false);
    pieces.push(some.slice(from, at), [key]);
    from = at;
  }
  pieces.push(some.slice(from));
  return pieces.flat();
}

/** Index of the first key that is not before a given one, or of the first one after it. */
function firstAt(keys: readonly string[], key: string, past: boolean): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareKeys(keys[middle]!, key);
    if (order < 0 || (past && order === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function identityOf({ dev, ino, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${mtimeNs} ${ctimeNs}`;
}

/** Whether any change from now on gives a folder other times: they are neither young nor in the future. */
function isSettled({ mtimeMs, ctimeMs }: BigIntStats): boolean {
  const now = Date.now();
  return [mtimeMs, ctimeMs].every((time) => now - Number(time) >= settledMs);
}

/** Whether a folder's times advance in small steps: two changes some milliseconds apart differ by about as much. */
async function hasFineTimes(staging: string): Promise<boolean> {
  let folder: string | undefined;
  try {
    await mkdir(join(staging, processOwner()), { recursive: true });
    folder = await mkdtemp(join(staging, processOwner(), "times-"));
    const times: bigint[] = [];
    for (const name of ["a", "b", "c"]) {
      await writeFile(join(folder, name), "");
      times.push((await lstat(folder, { bigint: true })).mtimeNs);
      await delay(finestMs + 1);
    }
    return times.every((time, index) => index === 0 || time > times[index - 1]!);
  } catch {
    return false;
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}
