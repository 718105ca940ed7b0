import { canonicalJson, sha256 } from "../canonical-json.ts";
import type { AcceptedRequest } from "./report-request.ts";

/**
 * The identity of a report: its inputs, and nothing else. Any engine may render it, so the engine is left out, and an update fails no
 * report that was accepted before. Names of datasets and of the template are left out too: the same content under another name is the same
 * report. The language is decided by parameters and template.
 *
 * @param request with `engine`, as earlier releases accepted it: their ids were hashed from that as well
 * @returns lower-case hexadecimal SHA-256 of canonical JSON
 */
export function reportId({ engine, template, datasets, parameters, date }: Omit<AcceptedRequest, "id">): string {
  const versions = Object.fromEntries(Object.entries(datasets).map(([alias, { version }]) => [alias, version]));
  const inputs = { template: template.version, datasets: versions, parameters, date };
  return sha256(canonicalJson(engine === undefined ? inputs : { engine, ...inputs }));
}
