import { existsSync } from "node:fs";
import { basename } from "node:path";
import { openStore } from "../../adapters/open-store.ts";
import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { sha256 } from "../../core/json/canonical-json.ts";
import { datasetFormat } from "../../core/report/dataset/dataset-format.ts";
import { type ErasedVersion, readErased } from "../../core/report/dataset/store/erasure.ts";
import { listDatasetNames } from "../../core/report/dataset/store/list-dataset-names.ts";
import type { DatasetReading } from "../../core/report/template/dataset-reading.ts";
import { storeDataset } from "../../core/report/dataset/store-dataset.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { isName } from "../../core/names/name.ts";
import type { Provenance } from "../../core/report/pdf/provenance.ts";
import type { ObjectStore } from "../../core/ports.ts";
import type { AcceptedRequest } from "../../core/report/request/report-request.ts";
import { listTemplates } from "../../core/report/template/store/list-templates.ts";
import { openTemplate } from "../../core/report/template/open-template.ts";
import { storeTemplate } from "../../core/report/template/store/store-template.ts";
import { templateFiles } from "../../core/report/template/store/template-files.ts";
import { templateVersion } from "../../core/report/template/store/template-version.ts";
import type { Template } from "../../core/report/template/template.ts";
import { readDatasetFile } from "./read-dataset-file.ts";
import { openTemplateFolder } from "../../seed/open-template-folder.ts";
import { readTemplateFolder } from "../../seed/read-template-folder.ts";
import { findTemplateFolders, shippedTemplates } from "../../seed/template-folders.ts";

/** Where the inputs of a report may be found. */
export interface Sources {
  /** A template's folder, used whatever its version. */
  readonly template?: string | undefined;
  /** Alias → file, used whatever its content. */
  readonly datasets: Readonly<Record<string, string>>;
  /** Alias → how to read that file. */
  readonly readings?: Readonly<Record<string, DatasetReading>>;
  /** Data directory of a server; it may be absent or missing. */
  readonly dataDir?: string;
}

/**
 * Puts a report's inputs into a store: those that are given, otherwise the manifest's versions from the data directory,
 * the shipped templates and the template's samples.
 *
 * @returns references to them
 * @throws BroadsheetError `not-found` naming every input that is neither given nor found
 */
export async function gatherInputs(
  manifest: Provenance,
  sources: Sources,
  store: ObjectStore,
): Promise<Pick<AcceptedRequest, "template" | "datasets">> {
  const { dataDir } = sources;
  const archive = dataDir !== undefined && existsSync(dataDir) ? await openStore(dataDir) : undefined;
  const template = await gatherTemplate(manifest, sources, store, archive);
  if (template === undefined) throw missing([lacking("template", manifest.template, "--template FOLDER gives it")]);
  const opened = await openTemplate(store, template);
  const datasets: Record<string, { name: string; version: string }> = {};
  const problems: Problem[] = [];
  const aliases = new Set([...opened.datasets.map(({ alias }) => alias), ...Object.keys(sources.datasets)]);
  for (const alias of aliases) {
    const reference = await gatherDataset(alias, manifest, sources, opened, store, archive);
    if (reference !== undefined) datasets[alias] = reference;
    else {
      const version = manifest.datasets[alias];
      const erased = version === undefined ? undefined : await (archive && readErased(archive, version));
      problems.push(
        erased === undefined
          ? lacking(`dataset ${alias}`, version ?? "any", `--dataset ${alias}=FILE gives it`)
          : erasedInput(alias, version!, erased),
      );
    }
  }
  if (problems.length > 0) throw missing(problems);
  return { template, datasets };
}

async function gatherTemplate(
  { template: version }: Provenance,
  { template: given }: Sources,
  store: ObjectStore,
  archive: ObjectStore | undefined,
): Promise<{ name: string; version: string } | undefined> {
  if (given !== undefined) {
    const name = isName(basename(given)) ? basename(given) : "template";
    return { name, version: await storeTemplate(store, name, await openTemplateFolder(given)) };
  }
  for (const { name } of archive === undefined ? [] : await listTemplates(archive)) {
    if (await copyObjects(archive!, store, `templates/${name}/${version}/`)) return { name, version };
  }
  for (const [name, folder] of await findTemplateFolders([shippedTemplates])) {
    const files = readTemplateFolder(folder);
    if (templateVersion(templateFiles(files)) === version)
      return { name, version: await storeTemplate(store, name, files) };
  }
  return undefined;
}

async function gatherDataset(
  alias: string,
  manifest: Provenance,
  { datasets: given, readings }: Sources,
  template: Template,
  store: ObjectStore,
  archive: ObjectStore | undefined,
): Promise<{ name: string; version: string } | undefined> {
  const name = `input-${sha256(alias).slice(0, 16)}`;
  const path = given[alias];
  if (path !== undefined)
    return await keep(store, name, await readDatasetFile(alias, path), path, alias, readings?.[alias]);
  const version = manifest.datasets[alias];
  for (const stored of archive === undefined ? [] : await listDatasetNames(archive)) {
    if (version === undefined) break;
    if (!(await copyObjects(archive!, store, `datasets/${stored}/${version}/`))) continue;
    // A dataset exists only if it has a current version, whichever version is requested.
    await copyObjects(archive!, store, `datasets/${stored}/current.json`);
    return { name: stored, version };
  }
  const { file, reading } = template.datasets.find((dataset) => dataset.alias === alias) ?? {};
  const sample = file === undefined ? undefined : template.files.get(file);
  if (sample === undefined) return undefined;
  const kept = await keep(store, name, sample, file!, alias, reading);
  // Another template may need a dataset that the report did not have.
  return version === undefined || kept.version === version ? kept : undefined;
}

async function keep(
  store: ObjectStore,
  name: string,
  body: Uint8Array,
  path: string,
  alias: string,
  reading: DatasetReading = {},
): Promise<{ name: string; version: string }> {
  const scratch = await openScratchFolder();
  try {
    const { version } = await storeDataset(store, name, { body, format: datasetFormat(path, alias), reading }, scratch);
    return { name, version };
  } finally {
    await scratch.dispose();
  }
}

/** @returns whether there was anything to copy */
async function copyObjects(from: ObjectStore, to: ObjectStore, prefix: string): Promise<boolean> {
  let found = false;
  let after: string | undefined;
  do {
    // Each page gives the start of the next.
    const page = await from.list(prefix, { after });
    for (const { key } of page.objects) {
      const object = await from.get(key);
      if (object === undefined) continue;
      await to.put(key, object.body, object.contentType);
      found = true;
    }
    after = page.next;
  } while (after !== undefined);
  return found;
}

function lacking(what: string, version: string, hint: string): Problem {
  return {
    code: "missing-input",
    message: `the ${what} is neither given nor in a store: version ${version.slice(0, 12)}`,
    seen: version,
    hint,
  };
}

/** Rows of it were erased: nobody can make the report again, nor need anybody. */
function erasedInput(alias: string, version: string, { dataset, at }: ErasedVersion): Problem {
  return {
    code: "erased-input",
    message: `the dataset ${alias} is gone: rows of "${dataset}" were erased on ${new Date(at).toISOString().slice(0, 10)}, and version ${version.slice(0, 12)} with them`,
    where: { dataset },
    seen: version,
    hint: `--dataset ${alias}=FILE gives it, if a copy of the file may still be kept`,
  };
}

function missing(problems: readonly Problem[]): BroadsheetError {
  return new BroadsheetError("not-found", problems);
}
