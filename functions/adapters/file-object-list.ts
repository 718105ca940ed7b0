import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ListedObject } from "../core/ports.ts";
import { unless } from "./durable-folders.ts";
import { fileSegment, folderPath, folderSegment } from "./file-object-path.ts";
import { compareKeys } from "./object-key.ts";

export type ListedItem = { readonly object: ListedObject } | { readonly prefix: string };

export interface Walk {
  readonly prefix: string;
  /** Items up to this one are left out. */
  readonly after?: string;
  /** Whether to give a folder below the prefix as one item. */
  readonly shallow: boolean;
}

/** Files looked at together: enough to keep the disk busy, few enough to stop early. */
const batch = 64;

/**
 * Walks the objects below a folder in the order of their keys' UTF-8 bytes, reading no folder that
 * cannot hold what is asked for. Symbolic links are no objects.
 *
 * @param root absolute path of the store
 * @param base key of the folder, ending in `/`; empty for the root
 */
export async function* walkObjects(root: string, base: string, walk: Walk): AsyncGenerator<ListedItem> {
  const items = (await readItems(root, base)).filter((item) => mayHold(item.key, walk));
  for (let start = 0; start < items.length; start += batch) {
    const objects = await Promise.all(items.slice(start, start + batch).map(describe));
    for (const [index, object] of objects.entries()) {
      const { key } = items[start + index]!;
      if (!key.endsWith("/")) {
        if (object !== undefined) yield { object };
      } else if (walk.shallow && key.length > walk.prefix.length) {
        if (await holdsObjects(root, key)) yield { prefix: key };
      } else {
        yield* walkObjects(root, key, walk);
      }
    }
  }
}

interface Item {
  /** Ends in `/` if it is a folder. */
  readonly key: string;
  readonly path: string;
}

/** What a folder holds, in order. A folder sorts by its name and `/`, as the keys in it do. */
async function readItems(root: string, base: string): Promise<Item[]> {
  const folder = join(root, folderPath(base));
  const entries = (await readdir(folder, { withFileTypes: true }).catch(unless("ENOENT", "ENOTDIR", "ENAMETOOLONG"))) ?? [];
  return entries
    .flatMap((entry): Item[] => {
      const path = join(folder, entry.name);
      const segment = entry.isFile() ? fileSegment(entry.name) : entry.isDirectory() ? folderSegment(entry.name) : undefined;
      return segment === undefined ? [] : [{ key: `${base}${segment}${entry.isFile() ? "" : "/"}`, path }];
    })
    .sort((a, b) => compareKeys(a.key, b.key));
}

/** Whether an object is, or a folder may hold, an item that is asked for. */
function mayHold(key: string, { prefix, after, shallow }: Walk): boolean {
  const isFolder = key.endsWith("/");
  if (!key.startsWith(prefix)) return isFolder && prefix.startsWith(key);
  if (after === undefined || compareKeys(key, after) > 0) return true;
  const isItem = !isFolder || (shallow && key.length > prefix.length);
  return !isItem && after.startsWith(key);
}

/** `undefined` for a folder, and for a file that has gone meanwhile. */
async function describe({ key, path }: Item): Promise<ListedObject | undefined> {
  if (key.endsWith("/")) return undefined;
  const found = await lstat(path).catch(unless("ENOENT", "ENOTDIR"));
  return found && { key, size: found.size, modified: Math.floor(found.mtimeMs) };
}

async function holdsObjects(root: string, base: string): Promise<boolean> {
  for await (const _ of walkObjects(root, base, { prefix: base, shallow: false })) return true;
  return false;
}
