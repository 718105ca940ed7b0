import { join } from "node:path";
import { parse, stringify } from "yaml";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import type { Warning } from "../../functions/core/errors.ts";
import type { World } from "../../functions/core/report/generate-report.ts";
import { languages } from "../../functions/core/report/locale/languages.ts";
import { runQueries } from "../../functions/core/report/query/run-queries.ts";
import type { Tables } from "../../functions/core/report/query/table.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { readTemplateFolder } from "../../functions/seed/read-template-folder.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";
import type { AcceptedRequest } from "../../functions/core/report/request/report-request.ts";
import type { Example } from "./read-examples.ts";

const folder = join(import.meta.dirname, "../../docs/authoring/sample");

export interface OpenedExample {
  readonly accepted: AcceptedRequest;
  readonly world: World;
}

/**
 * Puts an example into the sample template in place of its text, at the example's line in the page, so that a problem
 * names the page's line. It adds the page's files; single keys of `template.yaml` replace those of the sample.
 *
 * @throws BroadsheetError if the template does not load
 */
export async function openExample({ line, text, options, files }: Example): Promise<OpenedExample> {
  const template = new Map(readTemplateFolder(folder));
  const { language } = options;
  // A template is parsed for each of its languages, which takes most of an example's time.
  if (language !== undefined)
    template.set(
      "template.yaml",
      encode(mergeYaml(template.get("template.yaml"), stringify({ languages: Object.keys(languages) }))),
    );
  for (const [path, content] of files)
    template.set(path, encode(path === "template.yaml" ? mergeYaml(template.get(path), content) : content));
  template.set("report.md", encode(`${"\n".repeat(line - 1)}${text}\n`));
  await seedTemplate(store, "sample", template);
  const world = { ...createWorld(store), runQueries: rememberQueries };
  const parameters = language === undefined ? {} : { language };
  return { accepted: await acceptReport({ template: "sample", parameters }, world), world };
}

/** The sample's datasets, kept for all examples. */
const store = new MemoryObjectStore();

const results = new Map<string, { readonly tables: Promise<Tables>; readonly warnings: Warning[] }>();

/** Results of queries: most examples have the same ones, which run once. */
const rememberQueries: typeof runQueries = async (template, datasets, parameters, options) => {
  const key = JSON.stringify([[...template.queries], datasets.map(({ profile }) => profile.version), parameters]);
  const known = results.get(key) ?? run();
  for (const warning of known.warnings) options.warn(warning);
  return await known.tables;

  function run() {
    const warnings: Warning[] = [];
    const made = {
      warnings,
      tables: runQueries(template, datasets, parameters, {
        ...options,
        warn: (warning) => void warnings.push(warning),
      }),
    };
    results.set(key, made);
    return made;
  }
};

function mergeYaml(base: Uint8Array | undefined, changes: string): string {
  return stringify({ ...(parse(new TextDecoder().decode(base)) as object), ...(parse(changes) as object) });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
