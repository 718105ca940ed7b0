import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import type { AcceptedRequest } from "./report-request.ts";

/**
 * A report's identity: only its inputs. Any engine may render it, so the engine is left out, and an update fails no
 * report accepted before. The names of datasets and template are also left out: the same content under another name is
 * the same report. Parameters and template determine the language. That data were stale is an input, since the report
 * says so.
 *
 * @param request with `engine` if accepted by an earlier release, whose ids included it
 * @returns lower-case hexadecimal SHA-256 of canonical JSON
 */
export function reportId({ engine, template, datasets, parameters, date, stale }: Omit<AcceptedRequest, "id">): string {
  const versions = Object.fromEntries(Object.entries(datasets).map(([alias, { version }]) => [alias, version]));
  const inputs = {
    template: template.version,
    datasets: versions,
    parameters,
    date,
    ...(stale !== undefined && { stale }),
  };
  return sha256(canonicalJson(engine === undefined ? inputs : { engine, ...inputs }));
}
