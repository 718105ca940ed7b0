import { canonicalJson, sha256 } from "../../../json/canonical-json.ts";
import type { AcceptedBatch } from "../batch.ts";

/**
 * A batch's identity: the inputs of its reports, where its rows come from, what becomes of them and what it tolerates.
 * Columns kept for letters belong to it, since the items have them. As for reports, the names of template and datasets
 * are left out, and so is the engine.
 *
 * @returns lower-case hexadecimal SHA-256 of canonical JSON
 */
export function batchId({
  template,
  datasets,
  parameters,
  date,
  rows,
  map,
  name,
  tolerate,
  output,
  renditions = [],
  columns = [],
  stale,
}: Omit<AcceptedBatch, "id" | "pageRows">): string {
  const versions = Object.fromEntries(Object.entries(datasets).map(([alias, { version }]) => [alias, version]));
  const source = "query" in rows ? { query: rows.query } : { dataset: rows.dataset.version };
  return sha256(
    canonicalJson({
      batch: 1,
      template: template.version,
      datasets: versions,
      parameters,
      date: date ?? null,
      rows: source,
      map,
      name,
      tolerate,
      output,
      ...(renditions.length > 0 && { renditions }),
      ...(columns.length > 0 && { columns }),
      ...(stale !== undefined && { stale }),
    }),
  );
}
