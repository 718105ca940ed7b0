import { loadLinearPatterns } from "../../../json/linear-patterns.ts";
import { moveName } from "../../../names/name-log.ts";
import { assertName } from "../../../names/name.ts";
import type { ObjectStore } from "../../../ports.ts";
import { loadTemplate } from "../load-template.ts";
import { markChoiceUser } from "./choice-users.ts";
import { folderOf, type Kept } from "./kept.ts";
import { packFiles, packKey } from "./template-pack.ts";
import { templateFiles } from "./template-files.ts";
import { templateVersion } from "./template-version.ts";
import { markThemeUser } from "./theme-users.ts";
import type { Template, TemplateFiles } from "../template.ts";

/**
 * Publishes a template: stores its files under their immutable version, singly and as a pack, then moves the name to
 * it. The same content is the same version, so publishing twice changes nothing. A template that does not load is not
 * stored.
 *
 * @param cause who publishes it, see `moveName`
 * @returns the version, see `templateVersion`
 * @throws BroadsheetError `invalid-template`, `limit-exceeded`, `invalid-request` for the name,
 *   `unavailable` if others keep moving the name
 */
export async function storeTemplate(
  store: ObjectStore,
  name: string,
  files: TemplateFiles,
  cause = "put",
): Promise<string> {
  return (await loadAndStore(store, name, files, new Map(), cause)).version;
}

/**
 * `storeTemplate` that also returns the loaded template.
 *
 * @param known version → template loaded before; it counts only for the same name
 */
export async function loadAndStore(
  store: ObjectStore,
  name: string,
  files: TemplateFiles,
  known: ReadonlyMap<string, Template> = new Map(),
  cause = "put",
): Promise<Template> {
  const template = await storeVersion(store, name, files, known);
  await moveName(store, `templates/${name}`, template.version, cause);
  return template;
}

/**
 * Stores a template's files under their version, without publishing it.
 *
 * @param known see `loadAndStore`
 * @throws BroadsheetError as `storeTemplate`
 */
export async function storeVersion(
  store: ObjectStore,
  name: string,
  files: TemplateFiles,
  known: ReadonlyMap<string, Template> = new Map(),
): Promise<Template> {
  assertName(name, "template");
  const kept = templateFiles(files);
  const version = templateVersion(kept);
  const met = known.get(version);
  await loadLinearPatterns(kept.get("template.yaml"));
  const template = met?.name === name ? met : loadTemplate(name, version, kept);
  await storeFilesOf(store, "template", name, version, kept);
  await markChoiceUser(store, template);
  await markThemeUser(store, template);
  return template;
}

/** Stores the files of a version, singly and as a pack. @param version their hash */
export async function storeFilesOf(
  store: ObjectStore,
  kind: Kept,
  name: string,
  version: string,
  files: TemplateFiles,
): Promise<void> {
  for (const [path, body] of files) {
    // Created, not overwritten: files already stored under this version have the same content.
    await store.create(`${folderOf(kind, name)}/${version}/${path}`, body, contentType(path));
  }
  await store.create(packKey(name, version, kind), packFiles(files), "application/octet-stream");
}

const contentTypes: Readonly<Record<string, string>> = {
  md: "text/markdown; charset=utf-8",
  yaml: "application/yaml",
  sql: "application/sql",
  json: "application/json",
  csv: "text/csv; charset=utf-8",
};

function contentType(path: string): string {
  return contentTypes[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}
