import { BroadsheetError } from "../../errors.ts";
import { assertName } from "../../name.ts";
import type { ObjectStore } from "../../ports.ts";
import { loadTemplate } from "../load-template.ts";
import { packFiles, packKey } from "./template-pack.ts";
import { templateFiles } from "./template-files.ts";
import { templateVersion } from "./template-version.ts";
import type { Template, TemplateFiles } from "../template.ts";

/** Attempts at moving `current.json` on while others do the same. */
const attempts = 5;

/**
 * Publishes a template: its files under their immutable version and all together, then `current.json`. The same
 * content is the same version, so publishing twice changes nothing. A template that does not load
 * is not stored.
 *
 * @returns the version, see `templateVersion`
 * @throws BroadsheetError `invalid-template`, `limit-exceeded`, `invalid-request` for the name,
 *   `conflict` when others kept changing `current.json`
 */
export async function storeTemplate(store: ObjectStore, name: string, files: TemplateFiles): Promise<string> {
  return (await loadAndStore(store, name, files)).version;
}

/**
 * `storeTemplate` for who goes on with the template: returns it as it was loaded.
 *
 * @param known version → template that was loaded before; it counts for the same name only
 */
export async function loadAndStore(store: ObjectStore, name: string, files: TemplateFiles, known: ReadonlyMap<string, Template> = new Map()): Promise<Template> {
  assertName(name, "template");
  const kept = templateFiles(files);
  const version = templateVersion(kept);
  const met = known.get(version);
  const template = met?.name === name ? met : loadTemplate(name, version, kept);
  for (const [path, body] of kept) {
    // Created, not overwritten: what is there already under this version has the same content.
    await store.create(`templates/${name}/${version}/${path}`, body, contentType(path));
  }
  await store.create(packKey(name, version), packFiles(kept), "application/octet-stream");
  await setCurrent(store, `templates/${name}/current.json`, version);
  return template;
}

async function setCurrent(store: ObjectStore, key: string, version: string): Promise<void> {
  const body = new TextEncoder().encode(`${JSON.stringify({ version })}\n`);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const current = await store.get(key);
    if (current === undefined) {
      if (await store.create(key, body, "application/json")) return;
    } else {
      const unchanged = Buffer.compare(current.body, body) === 0;
      if (unchanged || (await store.replace(key, body, "application/json", current.etag))) return;
    }
  }
  throw new BroadsheetError("conflict", {
    code: "concurrent-publication",
    message: "others are publishing this template at the same time: try again",
    seen: key,
  });
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
