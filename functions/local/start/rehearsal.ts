import { MemoryObjectStore } from "../../adapters/memory-object-store.ts";
import { acceptReport } from "../../core/report/accept-report.ts";
import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import { readStoredProfile } from "../../core/report/dataset/store/read-dataset-profile.ts";
import { generateReport } from "../../core/report/generate-report.ts";
import type { Stage } from "../../core/report/publish/report.ts";
import { runQueries } from "../../core/report/query/run-queries.ts";
import type { Tables } from "../../core/report/query/table.ts";
import type { AcceptedRequest } from "../../core/report/request/report-request.ts";
import { keepTemplate } from "../../core/report/template/open-template.ts";
import { loadAndStore } from "../../core/report/template/store/store-template.ts";
import { createWorld } from "../../render/create-world.ts";
import { knownTemplates, knowTemplate } from "../known-templates.ts";
import { openShelfFor } from "../open-shelf-for.ts";
import { readTemplateFolder } from "../../seed/read-template-folder.ts";
import { seedTemplate } from "../../seed/seed-template.ts";
import { shippedFolders } from "../../seed/template-folders.ts";

/**
 * Everything that a report needs, including its query results, so that it can be rendered where DuckDB cannot be
 * loaded.
 */
export interface Rehearsal {
  readonly accepted: AcceptedRequest;
  /** The store's content. */
  readonly objects: readonly { readonly key: string; readonly body: Uint8Array; readonly contentType: string }[];
  readonly tables: Tables;
  /** Profiles of the template's samples. */
  readonly profiles: readonly DatasetProfile[];
}

/** Renders every shipped template in each of its languages, and records the inputs. */
export async function recordRehearsals(): Promise<Rehearsal[]> {
  const rehearsals: Rehearsal[] = [];
  for (const [name, folder] of shippedFolders) {
    const store = new MemoryObjectStore();
    const { languages } = await seedTemplate(store, name, folder);
    for (const language of languages) {
      let tables: Tables = new Map();
      const world = {
        ...createWorld(store),
        runQueries: async (...given: Parameters<typeof runQueries>) => (tables = await runQueries(...given)),
      };
      // Vega draws one report at a time.
      const accepted = await acceptReport({ template: name, parameters: { language } }, world);
      const shelf = openShelfFor(accepted, world.engine);
      await generateReport(accepted, { ...world, shelf });
      shelf.save();
      const profiles = await Promise.all(
        Object.values(accepted.datasets).map(
          async (dataset) => (await readStoredProfile(store, dataset.name, dataset.version))!,
        ),
      );
      rehearsals.push({ accepted, objects: await listObjects(store), tables, profiles });
    }
  }
  return rehearsals;
}

/**
 * Renders a recorded report without DuckDB. Its template is cached from then on.
 *
 * @param until the stage before which it stops; by default it is rendered whole
 */
export async function rehearse({ accepted, objects, tables }: Rehearsal, until?: Stage): Promise<void> {
  const store = new MemoryObjectStore();
  const { name } = accepted.template;
  const template = await loadAndStore(store, name, readTemplateFolder(shippedFolders.get(name)!), knownTemplates);
  knowTemplate(template);
  keepTemplate(store, template);
  const world = createWorld(store);
  for (const { key, body, contentType } of objects) {
    await store.put(key, body, contentType);
  }
  // The accepted request is the recorded one; this compiles the schema.
  await acceptReport({ template: template.name, parameters: accepted.parameters, date: accepted.date }, world);
  const enough = new Error("rehearsed as far as requested");
  const progress = (stage: Stage): void => {
    if (stage === until) throw enough;
  };
  await generateReport(accepted, { ...world, runQueries: async () => tables, progress }).catch((error: unknown) => {
    if (error !== enough) throw error;
  });
}

async function listObjects(store: MemoryObjectStore): Promise<Rehearsal["objects"]> {
  const { objects } = await store.list("", { limit: Number.POSITIVE_INFINITY });
  return Promise.all(
    objects.map(async ({ key }) => {
      const { body, contentType } = (await store.get(key))!;
      return { key, body, contentType };
    }),
  );
}
