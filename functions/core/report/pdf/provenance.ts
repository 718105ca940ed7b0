import type { SourceProvenance } from "../dataset/source/provenance.ts";
import type { Tables } from "../query/table.ts";
import type { AcceptedRequest } from "../request/report-request.ts";

/** What a report was made from: enough to render it again, without the names of stored objects. */
export interface Provenance {
  /** The accepted request's id. */
  readonly report: string;
  /** Digest of the engine that rendered it; not part of the report's id. */
  readonly engine: string;
  /**
   * Digest of the engine that accepted the request, if the report's id includes it, as in claims of earlier releases.
   */
  readonly acceptedBy?: string;
  /** Version of the template: SHA-256 of its files. */
  readonly template: string;
  /** Alias → version of the dataset: SHA-256 of its content. */
  readonly datasets: Readonly<Record<string, string>>;
  /** Alias → hash of the rows of a dataset whose table a recipe made, see `hashRows`. Absent if there is none. */
  readonly rows?: Readonly<Record<string, string>>;
  /** Alias → where a dataset that a source fetched first came from. Absent if there is none. */
  readonly sources?: Readonly<Record<string, SourceProvenance>>;
  /** Parameters, with defaults filled in. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly language: string;
  /** Alias → data that were no longer fresh when the report was requested. Absent if there are none. */
  readonly stale?: NonNullable<AcceptedRequest["stale"]>;
  /** Query name → result. */
  readonly queries: Readonly<Record<string, QueryTrace>>;
}

export interface QueryTrace {
  readonly rows: number;
  /** Hash of the canonical JSON of columns and rows. */
  readonly sha256: string;
}

/**
 * Builds a report's provenance once its queries have run. It leaves out the stored names of the template and datasets:
 * the same content under other names is the same report.
 *
 * @param origins see `Provenance` @default no dataset has a recipe or a source
 */
export function provenanceOf(
  { id, engine: acceptedBy, template, datasets, parameters, date, language, stale }: AcceptedRequest,
  engine: string,
  tables: Tables,
  { rows = {}, sources = {} }: Pick<Provenance, "rows" | "sources"> = {},
): Provenance {
  return {
    report: id,
    engine,
    ...(acceptedBy !== undefined && { acceptedBy }),
    template: template.version,
    datasets: Object.fromEntries(Object.entries(datasets).map(([alias, { version }]) => [alias, version])),
    ...(Object.keys(rows).length > 0 && { rows }),
    ...(Object.keys(sources).length > 0 && { sources }),
    parameters,
    date,
    language,
    ...(stale !== undefined && { stale }),
    queries: Object.fromEntries(
      [...tables].map(([name, { rows, hash }]) => [name, { rows: rows.length, sha256: hash }]),
    ),
  };
}
