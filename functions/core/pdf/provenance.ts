import type { Tables } from "../query/table.ts";
import type { AcceptedRequest } from "../request/report-request.ts";

/** What a report was made from: enough to make it again, without a name of any stored thing. */
export interface Provenance {
  /** The accepted request's id. */
  readonly report: string;
  /** Digest of the engine that made it; not part of the report's id. */
  readonly engine: string;
  /** Digest of the engine that accepted the request, where the report's id was hashed from it: in claims of earlier releases. */
  readonly acceptedBy?: string;
  /** Version of the template: SHA-256 of its files. */
  readonly template: string;
  /** Alias → version of the dataset: SHA-256 of its content. */
  readonly datasets: Readonly<Record<string, string>>;
  /** Defaults filled in. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly language: string;
  /** Name of the query → its result. */
  readonly queries: Readonly<Record<string, QueryTrace>>;
}

export interface QueryTrace {
  readonly rows: number;
  /** Of the canonical JSON of columns and rows. */
  readonly sha256: string;
}

/**
 * What is known of a report's making once its queries have run. The names under which template and
 * datasets are stored are left out: the same content under other names is the same report.
 */
export function provenanceOf({ id, engine: acceptedBy, template, datasets, parameters, date, language }: AcceptedRequest, engine: string, tables: Tables): Provenance {
  return {
    report: id,
    engine,
    ...(acceptedBy === undefined ? {} : { acceptedBy }),
    template: template.version,
    datasets: Object.fromEntries(Object.entries(datasets).map(([alias, { version }]) => [alias, version])),
    parameters,
    date,
    language,
    queries: Object.fromEntries([...tables].map(([name, { rows, hash }]) => [name, { rows: rows.length, sha256: hash }])),
  };
}
