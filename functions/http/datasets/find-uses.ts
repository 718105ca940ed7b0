import type { ObjectStore } from "../../core/ports.ts";
import { namesDataset } from "../../core/service/publication/names-dataset.ts";
import { isData } from "../../core/service/publication/publication.ts";
import { publicationNames } from "../../core/service/publication/record/list-publications.ts";
import { isPublished, readPublication } from "../../core/service/publication/record/read-publication.ts";
import { viewsOver } from "../../core/report/dataset/view/change-views.ts";
import { readGraph } from "../../core/report/dataset/view/view-graph.ts";
import { openTemplate } from "../../core/report/template/open-template.ts";
import { listTemplates } from "../../core/report/template/store/list-templates.ts";

/** Who reads a dataset by its name. */
export interface DatasetUses {
  /** Published templates that take it unless a request names another. */
  readonly templates: readonly { readonly name: string; readonly alias: string; readonly through?: string }[];
  /** Publications that name it, and whether new data make an edition. */
  readonly publications: readonly { readonly name: string; readonly trigger: boolean; readonly through?: string }[];
  /** Views that are made from it, directly or by way of others. */
  readonly views: readonly string[];
}

/** Records read in parallel. */
const abreast = 16;

/**
 * Finds the published templates and the publications that read a dataset, itself or by way of a view (`through`).
 * Requests of reports may name it too.
 */
export async function findUses(store: ObjectStore, name: string): Promise<DatasetUses> {
  const views = viewsOver(name, await readGraph(store));
  const names = [name, ...views];
  const [templates, publications] = await Promise.all([templatesWith(store, names), publicationsWith(store, names)]);
  return { templates, publications, views };
}

/** @param names the dataset and the views over it */
function throughIn(names: readonly string[], read: string): { readonly through?: string } {
  return read === names[0] ? {} : { through: read };
}

async function templatesWith(store: ObjectStore, names: readonly string[]): Promise<DatasetUses["templates"]> {
  const listed = await listTemplates(store);
  const found: DatasetUses["templates"][number][] = [];
  for (let start = 0; start < listed.length; start += abreast) {
    const opened = await Promise.all(
      listed.slice(start, start + abreast).map((reference) => openTemplate(store, reference)),
    );
    for (const template of opened)
      found.push(
        ...template.datasets.flatMap(({ alias, default: stored }) =>
          stored !== undefined && names.includes(stored)
            ? [{ name: template.name, alias, ...throughIn(names, stored) }]
            : [],
        ),
      );
  }
  return found;
}

async function publicationsWith(store: ObjectStore, names: readonly string[]): Promise<DatasetUses["publications"]> {
  const found: DatasetUses["publications"][number][] = [];
  for await (const publication of publicationNames(store)) {
    const record = await readPublication(publication, store);
    if (!isPublished(record)) continue;
    const { configuration } = record;
    for (const read of names)
      if (namesDataset(configuration, read))
        found.push({
          name: publication,
          trigger: configuration.on.some((one) => isData(one) && one.data.includes(read)),
          ...throughIn(names, read),
        });
  }
  return found;
}
