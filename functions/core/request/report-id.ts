import { canonicalJson, sha256 } from "../canonical-json.ts";
import type { AcceptedRequest } from "./report-request.ts";

/**
 * The identity of a report: all that decides its bytes, and nothing else. Names of datasets and of
 * the template are left out, so that the same content under another name is the same report; the
 * language is decided by parameters and template.
 *
 * @returns lower-case hexadecimal SHA-256 of canonical JSON
 */
export function reportId({ engine, template, datasets, parameters, date }: Omit<AcceptedRequest, "id">): string {
  const versions = Object.fromEntries(Object.entries(datasets).map(([alias, { version }]) => [alias, version]));
  return sha256(canonicalJson({ engine, template: template.version, datasets: versions, parameters, date }));
}
