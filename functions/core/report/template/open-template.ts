import { BroadsheetError, corruptObject, isCorrupt } from "../../errors.ts";
import { loadLinearPatterns } from "../../json/linear-patterns.ts";
import type { ObjectStore, StoredObject } from "../../ports.ts";
import type { TemplateReference } from "../request/report-request.ts";
import { currentVersion } from "./store/current-version.ts";
import { loadTemplate } from "./load-template.ts";
import { packKey, unpackFiles } from "./store/template-pack.ts";
import { templateVersion } from "./store/template-version.ts";
import type { Template, TemplateFiles } from "./template.ts";

/** Loaded templates kept for each store. */
const cacheSize = 16;
const caches = new WeakMap<ObjectStore, Map<string, Template>>();

/**
 * Opens a published template: the version named, or the current one. Versions never change, so the last sixteen loaded
 * are kept, with everything that other stages derive from them.
 *
 * @throws BroadsheetError `not-found`, to which `suggestNames` adds the existing templates; `invalid-template` if it
 *   was stored by an engine with other rules
 */
export async function openTemplate(store: ObjectStore, { name, version }: TemplateReference): Promise<Template> {
  const wanted = version ?? (await currentVersion(store, name));
  if (wanted === undefined) throw unknownTemplate(name);
  const kept = caches.get(store)?.get(`${name}@${wanted}`);
  const template = kept ?? (await readTemplate(store, name, wanted));
  keepTemplate(store, template);
  return template;
}

async function readTemplate(store: ObjectStore, name: string, version: string): Promise<Template> {
  const files = await readFiles(store, name, version);
  await loadLinearPatterns(files.get("template.yaml"));
  return loadTemplate(name, version, files);
}

/** Keeps a template that was loaded from the store's files, so that it opens without being read again. */
export function keepTemplate(store: ObjectStore, template: Template): void {
  const cache = caches.get(store) ?? new Map<string, Template>();
  caches.set(store, cache);
  const key = `${template.name}@${template.version}`;
  cache.delete(key);
  cache.set(key, template);
  const oldest = cache.keys().next().value;
  if (cache.size > cacheSize && oldest !== undefined) cache.delete(oldest);
}

async function readFiles(store: ObjectStore, name: string, version: string): Promise<TemplateFiles> {
  const pack = /^[0-9a-f]{64}$/.test(version) ? await readPack(store, packKey(name, version)) : undefined;
  const packed = pack && unpackFiles(pack.body);
  return packed !== undefined && templateVersion(packed) === version ? packed : readEach(store, name, version);
}

/** The object that holds all files; a damaged one is as good as none, since the files are there too. */
async function readPack(store: ObjectStore, key: string): Promise<StoredObject | undefined> {
  return store.get(key).catch((error: unknown) => {
    if (isCorrupt(error)) return undefined;
    throw error;
  });
}

/** Reads the files one by one, as they were published. */
async function readEach(store: ObjectStore, name: string, version: string): Promise<TemplateFiles> {
  const prefix = `templates/${name}/${version}/`;
  const keys: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(prefix, { after });
    keys.push(...page.objects.map((object) => object.key));
    after = page.next;
  } while (after !== undefined);
  if (keys.length === 0) throw await unknownVersion(store, name, version);
  const entries = await Promise.all(
    keys.map(async (key) => [key.slice(prefix.length), (await store.get(key))?.body ?? new Uint8Array()] as const),
  );
  const files = new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  if (templateVersion(files) === version) return files;
  throw corruptObject(prefix, `the files of the template "${name}" are not those of version ${version.slice(0, 12)}`);
}

function unknownTemplate(name: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-template",
    message: `there is no template "${name}"`,
    where: { pointer: "/template" },
    seen: name,
  });
}

async function unknownVersion(store: ObjectStore, name: string, version: string): Promise<BroadsheetError> {
  const current = await currentVersion(store, name);
  if (current === undefined) return unknownTemplate(name);
  return new BroadsheetError("not-found", {
    code: "unknown-template-version",
    message: `the template "${name}" has no version ${version}`,
    where: { pointer: "/template" },
    seen: `${name}@${version}`,
    hint: `its current version is ${current}`,
  });
}
