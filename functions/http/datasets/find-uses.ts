import type { ObjectStore } from "../../core/ports.ts";
import { namesDataset } from "../../core/service/publication/names-dataset.ts";
import { isData } from "../../core/service/publication/publication.ts";
import { publicationNames } from "../../core/service/publication/record/list-publications.ts";
import { isPublished, readPublication } from "../../core/service/publication/record/read-publication.ts";
import { openTemplate } from "../../core/report/template/open-template.ts";
import { listTemplates } from "../../core/report/template/store/list-templates.ts";

/** Who reads a dataset by its name. */
export interface DatasetUses {
  /** Published templates that take it unless a request names another. */
  readonly templates: readonly { readonly name: string; readonly alias: string }[];
  /** Publications that name it, and whether new data make an edition. */
  readonly publications: readonly { readonly name: string; readonly trigger: boolean }[];
}

/** Records read in parallel. */
const abreast = 16;

/** Finds the published templates and the publications that read a dataset. Requests of reports may name it too. */
export async function findUses(store: ObjectStore, name: string): Promise<DatasetUses> {
  const [templates, publications] = await Promise.all([templatesWith(store, name), publicationsWith(store, name)]);
  return { templates, publications };
}

async function templatesWith(store: ObjectStore, name: string): Promise<DatasetUses["templates"]> {
  const listed = await listTemplates(store);
  const found: { name: string; alias: string }[] = [];
  for (let start = 0; start < listed.length; start += abreast) {
    const opened = await Promise.all(
      listed.slice(start, start + abreast).map((reference) => openTemplate(store, reference)),
    );
    for (const template of opened)
      found.push(
        ...template.datasets.flatMap(({ alias, default: stored }) =>
          stored === name ? [{ name: template.name, alias }] : [],
        ),
      );
  }
  return found;
}

async function publicationsWith(store: ObjectStore, name: string): Promise<DatasetUses["publications"]> {
  const found: { name: string; trigger: boolean }[] = [];
  for await (const publication of publicationNames(store)) {
    const record = await readPublication(publication, store);
    if (!isPublished(record)) continue;
    const { configuration } = record;
    if (namesDataset(configuration, name))
      found.push({
        name: publication,
        trigger: configuration.on.some((one) => isData(one) && one.data.includes(name)),
      });
  }
  return found;
}
