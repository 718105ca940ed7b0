/**
 * What a problem report names: a place in the request, in a template's file, or in a dataset.
 * Every field is optional; give all that is known.
 */
export interface Where {
  /** JSON pointer (RFC 6901) into the request body, e.g. `/parameters/year`. */
  readonly pointer?: string;
  /** Path inside the template's folder, e.g. `queries/share.sql`. */
  readonly file?: string;
  /** 1-based line in `file` or in the dataset's text. */
  readonly line?: number;
  /** 1-based column in `line`. */
  readonly column?: number;
  /** Alias or stored name of the dataset. */
  readonly dataset?: string;
  /** 1-based data row (header not counted) of the dataset. */
  readonly row?: number;
  /** Column, chart, query or block concerned, by name. */
  readonly name?: string;
}

/** One thing that is wrong, told so that its reader can mend it. */
export interface Problem {
  /** Kebab-case identifier, stable across releases, e.g. `unknown-parameter`. */
  readonly code: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  readonly where?: Where;
  /** The value that was seen. */
  readonly seen?: unknown;
  /** The values that are allowed: a list, or a description. */
  readonly allowed?: unknown;
  /** What to do about it. */
  readonly hint?: string;
}

/**
 * A warning has the shape of a problem: the report was made, but its reader should know.
 * Codes in use: `missing-glyph`, `scaled-figure`, `overflow`, `empty-query`, `low-contrast`,
 * `missing-alt`, `unresolved-reference`, `chart-warning`, `unreadable-column`, `dataset-warning`, `scattered-group`,
 * `empty-report`, `empty-contents`, `unsupported-mathematics`; of a chart's spec when a template is checked `unknown-property`,
 * `missing-property`, `invalid-value`.
 */
export type Warning = Problem;

/** Receives warnings while a stage runs. */
export type Warn = (warning: Warning) => void;

/** The kinds of error, each with the HTTP status that tells it. */
export const errorKinds = {
  /** The request cannot be understood or breaks a rule: its sender can mend it. */
  "invalid-request": 400,
  /** What the request names does not exist. */
  "not-found": 404,
  /** The request conflicts with the state of what it names. */
  conflict: 409,
  /** The body is larger than the service takes. */
  "too-large": 413,
  /** The media type is not one that the service takes. */
  "unsupported-media-type": 415,
  /** A template is faulty: its author can mend it. */
  "invalid-template": 422,
  /** A dataset is faulty or does not fit the template. */
  "invalid-dataset": 422,
  /** A query failed. */
  "query-failed": 422,
  /** A chart could not be compiled or drawn. */
  "chart-failed": 422,
  /** Pages, rows, marks, memory or time went past a stated limit. */
  "limit-exceeded": 422,
  /** A template's policy makes one of the report's warnings a failure. */
  "failed-by-policy": 422,
  /** A store or another outside service failed: trying again may help. */
  unavailable: 503,
} as const;

export type ErrorKind = keyof typeof errorKinds;

/**
 * The one error that Broadsheet throws on purpose. Its message is fit to be shown to a user; its
 * problems say what was wrong, where, the value seen and the values allowed.
 */
export class BroadsheetError extends Error {
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];

  constructor(kind: ErrorKind, problems: Problem | readonly Problem[], options?: { cause?: unknown }) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map((problem) => problem.message).join("; "), options);
    this.name = "BroadsheetError";
    this.kind = kind;
    this.problems = list;
  }

  /** HTTP status code of the kind. */
  get status(): number {
    return errorKinds[this.kind];
  }

  /** Whether the same input may succeed later. Every other kind is deterministic, hence final. */
  get transient(): boolean {
    return this.kind === "unavailable";
  }
}
