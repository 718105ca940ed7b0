import { BroadsheetError, corruptObject, isCorrupt } from "../../../errors.ts";
import { listAll } from "../../../paging/list-all.ts";
import type { ObjectStore, StoredObject } from "../../../ports.ts";
import type { TemplateFiles } from "../template.ts";
import { currentVersion } from "./current-version.ts";
import { folderOf, type Kept } from "./kept.ts";
import { packKey, unpackFiles } from "./template-pack.ts";
import { templateVersion } from "./template-version.ts";

/**
 * Reads the files of a stored version.
 *
 * @throws BroadsheetError `not-found` if there is no such version; `damaged` if its files are not those of the version
 */
export async function readVersionFiles(
  store: ObjectStore,
  kind: Kept,
  name: string,
  version: string,
): Promise<TemplateFiles> {
  const pack = /^[0-9a-f]{64}$/.test(version) ? await readPack(store, packKey(name, version, kind)) : undefined;
  const packed = pack && unpackFiles(pack.body);
  return packed !== undefined && templateVersion(packed) === version ? packed : readEach(store, kind, name, version);
}

/** The object that holds all files; a damaged one is as good as none, since the files are there too. */
async function readPack(store: ObjectStore, key: string): Promise<StoredObject | undefined> {
  return store.get(key).catch((error: unknown) => {
    if (isCorrupt(error)) return undefined;
    throw error;
  });
}

/** Reads the files one by one, as they were published. */
async function readEach(store: ObjectStore, kind: Kept, name: string, version: string): Promise<TemplateFiles> {
  const prefix = `${folderOf(kind, name)}/${version}/`;
  const keys: string[] = [];
  for await (const { key } of listAll(store, prefix)) keys.push(key);
  if (keys.length === 0) throw await noSuchVersion(store, kind, name, version);
  const entries = await Promise.all(
    keys.map(async (key) => [key.slice(prefix.length), (await store.get(key))?.body ?? new Uint8Array()] as const),
  );
  const files = new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  if (templateVersion(files) === version) return files;
  throw corruptObject(prefix, `the files of the ${kind} "${name}" are not those of version ${version.slice(0, 12)}`);
}

/** The error for a name under which nothing is published. */
export function nothingPublished(kind: Kept, name: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: kind === "theme" ? "unknown-theme" : "unknown-template",
    message: `there is no ${kind} "${name}"`,
    ...(kind === "template" && { where: { pointer: "/template" } }),
    seen: name,
  });
}

async function noSuchVersion(store: ObjectStore, kind: Kept, name: string, version: string): Promise<BroadsheetError> {
  const current = await currentVersion(store, name, kind);
  if (current === undefined) return nothingPublished(kind, name);
  return new BroadsheetError("not-found", {
    code: kind === "theme" ? "unknown-theme-version" : "unknown-template-version",
    message: `the ${kind} "${name}" has no version ${version}`,
    ...(kind === "template" && { where: { pointer: "/template" } }),
    seen: `${name}@${version}`,
    hint: `its current version is ${current}`,
  });
}
