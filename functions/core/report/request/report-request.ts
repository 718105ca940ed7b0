/** A parsed request: the body of `POST /reports`. */
export interface ReportRequest {
  readonly template: TemplateReference;
  /** As sent; validated against the template's schema later. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Alias → stored dataset. Omitted aliases take the template's defaults. */
  readonly datasets: Readonly<Record<string, DatasetReference>>;
  /** The report's own date, `YYYY-MM-DD`. */
  readonly date?: string | undefined;
}

export interface TemplateReference {
  readonly name: string;
  /** Content hash; absent: the current one. */
  readonly version?: string;
}

export interface DatasetReference {
  readonly name: string;
  /** Content hash; absent: the current one. */
  readonly version?: string;
}

/**
 * A request with everything pinned: defaults filled in, versions resolved. It is hashed into the id, stored in
 * `request.json` (the claim), and the input of a render.
 */
export interface AcceptedRequest {
  /** Lower-case hexadecimal SHA-256 of the canonical JSON of the rest, names excluded. */
  readonly id: string;
  /** Only in claims of earlier releases: the engine that accepted them, which their id includes. */
  readonly engine?: string | undefined;
  readonly template: Required<TemplateReference>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly datasets: Readonly<Record<string, Required<DatasetReference>>>;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** One of the template's languages. */
  readonly language: string;
  /** Alias → data that were older than the template takes for fresh. Absent if there are none. */
  readonly stale?: Readonly<Record<string, StaleDataset>> | undefined;
}

/** Data that were no longer fresh when their report was requested. */
export interface StaleDataset {
  /** When the last new data had come, ISO 8601, UTC. */
  readonly since: string;
  /** How long the template takes them for fresh: `36h`. */
  readonly within: string;
}
