import { loadLinearPatterns } from "../../json/linear-patterns.ts";
import type { ObjectStore } from "../../ports.ts";
import type { TemplateReference } from "../request/report-request.ts";
import { currentVersion } from "./store/current-version.ts";
import { loadTemplate } from "./load-template.ts";
import { readVersionFiles, nothingPublished } from "./store/read-version.ts";
import type { Template } from "./template.ts";

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
  if (wanted === undefined) throw nothingPublished("template", name);
  const kept = caches.get(store)?.get(`${name}@${wanted}`);
  const template = kept ?? (await readTemplate(store, name, wanted));
  keepTemplate(store, template);
  return template;
}

async function readTemplate(store: ObjectStore, name: string, version: string): Promise<Template> {
  const files = await readVersionFiles(store, "template", name, version);
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
