import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ListedObject } from "../../core/ports.ts";
import { unless } from "./durable-folders.ts";
import { fileSegment, folderPath, folderSegment } from "./file-object-path.ts";
import { compareKeys } from "../object-key.ts";

export type ListedItem = { readonly object: ListedObject } | { readonly prefix: string };

export interface Walk {
  readonly prefix: string;
  /** Skips items up to and including this one. */
  readonly after?: string;
  /** Whether to yield a folder below the prefix as one item. */
  readonly shallow: boolean;
}

/** Files read in parallel: enough to keep the disk busy, few enough to stop early. */
const batch = 64;

/**
 * Walks the objects below a folder in the order of their keys' UTF-8 bytes. Skips folders that cannot contain a match.
 * Symbolic links are not objects.
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

/** The items of a folder, in order. A folder sorts by its name plus `/`, as the keys in it do. */
async function readItems(root: string, base: string): Promise<Item[]> {
  const folder = join(root, folderPath(base));
  const entries =
    (await readdir(folder, { withFileTypes: true }).catch(unless("ENOENT", "ENOTDIR", "ENAMETOOLONG"))) ?? [];
  return entries
    .flatMap((entry): Item[] => {
      const path = join(folder, entry.name);
      const segment = entry.isFile()
        ? fileSegment(entry.name)
        : entry.isDirectory()
          ? folderSegment(entry.name)
          : undefined;
      return segment === undefined ? [] : [{ key: `${base}${segment}${entry.isFile() ? "" : "/"}`, path }];
    })
    .sort((a, b) => compareKeys(a.key, b.key));
}

/** Whether an object matches, or a folder may contain a match. */
function mayHold(key: string, { prefix, after, shallow }: Walk): boolean {
  const isFolder = key.endsWith("/");
  if (!key.startsWith(prefix)) return isFolder && prefix.startsWith(key);
  if (after === undefined || compareKeys(key, after) > 0) return true;
  const isItem = !isFolder || (shallow && key.length > prefix.length);
  return !isItem && after.startsWith(key);
}

/** `undefined` for a folder, and for a file removed in the meantime. */
async function describe({ key, path }: Item): Promise<ListedObject | undefined> {
  if (key.endsWith("/")) return undefined;
  const found = await lstat(path).catch(unless("ENOENT", "ENOTDIR"));
  return found && { key, size: found.size, modified: Math.floor(found.mtimeMs) };
}

async function holdsObjects(root: string, base: string): Promise<boolean> {
  for await (const _ of walkObjects(root, base, { prefix: base, shallow: false })) return true;
  return false;
}
