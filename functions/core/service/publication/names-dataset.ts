import { type Configuration, isData } from "./publication.ts";

/**
 * Whether a publication names a dataset, in whatever version: under an alias, in a data trigger, or for the rows of its
 * batch. What its template takes by default is the template's affair.
 */
export function namesDataset({ on, datasets = {}, batch }: Configuration, name: string): boolean {
  if (on.some((trigger) => isData(trigger) && trigger.data.includes(name))) return true;
  const rows = batch !== undefined && "dataset" in batch.rows ? [batch.rows.dataset] : [];
  const references = [
    ...Object.values(datasets),
    ...rows.map((dataset) => (typeof dataset === "string" ? dataset : dataset.name)),
  ];
  return references.some((reference) => reference.split("@")[0] === name);
}
