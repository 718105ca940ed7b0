import { existsSync } from "node:fs";
import { MemoryObjectStore } from "../../adapters/memory-object-store.ts";
import { openStore } from "../../adapters/open-store.ts";
import { canonicalJson } from "../../core/json/canonical-json.ts";
import { acceptReport } from "../../core/report/accept-report.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { World } from "../../core/report/generate-report.ts";
import { inspectReport } from "../../core/service/review/inspect-report.ts";
import { storeOwnDatasets } from "../../core/service/review/store-own-datasets.ts";
import { coerceParameters } from "../../core/report/request/coerce-parameters.ts";
import { isName } from "../../core/names/name.ts";
import { readTests } from "../../core/report/template/files/read-tests.ts";
import { openTemplate } from "../../core/report/template/open-template.ts";
import { storedFiles } from "../../core/report/template/stored-files.ts";
import { collectProblems } from "../../core/report/template/template-problems.ts";
import type { Template, TemplateFiles } from "../../core/report/template/template.ts";
import { fillDefaults } from "../../core/json/schema-defaults.ts";
import { createWorld } from "../../render/create-world.ts";
import { openTemplateFolder } from "../../seed/open-template-folder.ts";
import { seedTemplate } from "../../seed/seed-template.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { declaredLines } from "./declared-lines.ts";
import type { Case, Made, Side } from "./side.ts";

/**
 * Opens one side of a comparison: a template's folder, a shipped template's name, or `name@version` (or
 * `name@current`) of a server's data directory.
 *
 * @param name under which both sides are published, so that their folders' names make no difference
 * @throws BroadsheetError `not-found`, `invalid-template`
 */
export async function openSide(label: string, dataDir: string, name?: string): Promise<Side> {
  const [files, own] = await readFiles(label, dataDir);
  return await openFiles(label, files, name ?? own);
}

/**
 * Opens a template's files as a side.
 *
 * @param world its store gets the template and its samples
 * @throws BroadsheetError `invalid-template`, `invalid-dataset`
 */
export async function openFiles(
  label: string,
  files: TemplateFiles,
  name: string,
  world: World = createWorld(new MemoryObjectStore()),
): Promise<Side> {
  const template = await seedTemplate(world.store, name, files);
  return {
    label,
    cases: casesOf(template),
    declared: declaredLines(files),
    make: (wanted) => make(wanted, template, world),
  };
}

/** The name that a side would have by itself. */
export async function nameOfSide(label: string): Promise<string> {
  const [stored] = label.split("@");
  return !existsSync(label) && label.includes("@") ? stored! : (await locateTemplate(label)).name;
}

async function readFiles(label: string, dataDir: string): Promise<readonly [TemplateFiles, string]> {
  const [name = "", version] = label.split("@");
  if (version === undefined || existsSync(label) || !isName(name)) {
    const located = await locateTemplate(label);
    return [await openTemplateFolder(located.folder), located.name];
  }
  if (!existsSync(dataDir))
    throw new BroadsheetError("not-found", {
      code: "folder-unreadable",
      message: `"${label}" is a stored template, and there is no data directory ${dataDir}`,
      where: { name: "--data-dir" },
      seen: dataDir,
    });
  const template = await openTemplate(await openStore(dataDir), { name, ...(version !== "current" && { version }) });
  return [storedFiles(template), name];
}

function casesOf(template: Template): Case[] {
  const problems = collectProblems();
  const tests = readTests(template.files, problems);
  problems.throwAny();
  const properties = template.parameters["properties"] as Readonly<Record<string, unknown>> | undefined;
  const defaults: Case[] =
    properties?.["language"] === undefined
      ? [{ name: "defaults", parameters: {}, datasets: {} }]
      : template.languages.map((language) => ({
          name: `defaults in ${language}`,
          parameters: { language },
          datasets: {},
        }));
  const tested = tests
    .filter(({ expect }) => expect.error === undefined)
    .map(({ title, parameters, datasets, date }): Case => ({
      name: title,
      parameters,
      date,
      datasets: Object.fromEntries(
        Object.entries(datasets).map(([alias, file]) => [alias, { file, body: template.files.get(file)! }]),
      ),
    }));
  // A test of what is the default anyway would only be rendered twice.
  return [...Map.groupBy([...defaults, ...tested], (wanted) => requestOf(wanted, template)).values()].map(
    ([first]) => first!,
  );
}

/** The same for cases that ask for the same report. */
function requestOf({ parameters, datasets, date }: Case, template: Template): string {
  return canonicalJson([
    fillDefaults(template.parameters, parameters),
    Object.fromEntries(Object.entries(datasets).map(([alias, { file }]) => [alias, file])),
    date ?? template.date,
  ]);
}

async function make({ parameters, typed = {}, datasets, date }: Case, template: Template, world: World): Promise<Made> {
  try {
    const names = await storeOwnDatasets(datasets, template, world);
    const { report, shown } = await inspectReport(
      await acceptReport(
        {
          template: template.name,
          parameters: { ...parameters, ...coerceParameters(template, typed) },
          datasets: names,
          ...(date !== undefined && { date }),
        },
        world,
      ),
      world,
    );
    return { pdf: report.pdf, title: report.title, shown };
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    return { problems: error.problems };
  }
}
