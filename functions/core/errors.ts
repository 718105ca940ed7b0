import { listNear } from "./near-match.ts";
import type { WarningCode } from "./warning-codes.ts";

/**
 * The place of a problem: in the request, in a template's file, or in a dataset. Every field is optional; give all that
 * are known.
 */
export interface Where {
  /** JSON pointer (RFC 6901) into the request body, e.g. `/parameters/year`. */
  readonly pointer?: string | undefined;
  /** Path inside the template's folder, e.g. `queries/share.sql`. */
  readonly file?: string | undefined;
  /** 1-based line in `file` or in the dataset's text. */
  readonly line?: number | undefined;
  /** 1-based column in `line`. */
  readonly column?: number | undefined;
  /** Alias or stored name of the dataset. */
  readonly dataset?: string | undefined;
  /** 1-based data row (header not counted) of the dataset. */
  readonly row?: number | undefined;
  /** Column, chart, query or block concerned, by name. */
  readonly name?: string | undefined;
}

/** A single fault, described so that its reader can correct it. */
export interface Problem {
  /** Kebab-case identifier, stable across releases, e.g. `unknown-parameter`. */
  readonly code: string;
  /** One sentence that states the fault. */
  readonly message: string;
  readonly where?: Where | undefined;
  /** The faulty value. */
  readonly seen?: unknown;
  /** The values that are allowed: a list, or a description. */
  readonly allowed?: unknown;
  /** What to do about it. */
  readonly hint?: string | undefined;
}

/** A warning has the shape of a problem: the report was rendered, but its reader should know. */
export interface Warning extends Problem {
  readonly code: WarningCode;
}

/** Receives warnings while a stage runs. */
export type Warn = (warning: Warning) => void;

/** The kinds of error, each with its HTTP status. */
export const errorKinds = {
  /** The request cannot be understood or breaks a rule: its sender can correct it. */
  "invalid-request": 400,
  /** Something named in the request does not exist. */
  "not-found": 404,
  /** The request conflicts with the current state of something that it names. */
  conflict: 409,
  /** The body is larger than the service accepts. */
  "too-large": 413,
  /** The service does not accept the media type. */
  "unsupported-media-type": 415,
  /** A template is faulty: its author can correct it. */
  "invalid-template": 422,
  /** A dataset is faulty or does not fit the template. */
  "invalid-dataset": 422,
  /** A query failed. */
  "query-failed": 422,
  /** A chart could not be compiled or drawn. */
  "chart-failed": 422,
  /** Pages, rows, marks, memory or time exceeded a stated limit. */
  "limit-exceeded": 422,
  /** A template's policy makes one of the report's warnings a failure. */
  "failed-by-policy": 422,
  /** A stored object is damaged or lost: somebody has to repair the store. */
  damaged: 500,
  /** As much is under way as may be: the same request may succeed when some of it has ended. */
  "too-many-requests": 429,
  /** A store or another external service failed: trying again may help. */
  unavailable: 503,
} as const;

export type ErrorKind = keyof typeof errorKinds;

/**
 * The one error that Broadsheet throws on purpose. Its message can be shown to a user; its problems give the fault, its
 * place, the value seen and the values allowed.
 */
export class BroadsheetError extends Error {
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];

  constructor(kind: ErrorKind, problems: Problem | readonly Problem[], options?: { cause?: unknown }) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map((problem) => problem.message).join("; "), options);
    this.name = "BroadsheetError";
    this.kind = kind;
    this.problems = list.map(listFewNames);
  }

  /** HTTP status code of the kind. */
  get status(): number {
    return errorKinds[this.kind];
  }

  /**
   * Whether the same input may succeed later: a service failed or was too busy, or it depended on the clock. Everything
   * else is deterministic, hence final.
   */
  get transient(): boolean {
    return (
      this.kind === "unavailable" ||
      this.kind === "too-many-requests" ||
      (this.problems.length > 0 && this.problems.every(({ code }) => code === "query-too-slow"))
    );
  }
}

/**
 * A problem that lists, of many names, those that are most like the one seen: 315 columns tell nobody which one was
 * meant.
 */
export function listFewNames<Found extends Problem>(problem: Found): Found {
  const { seen, allowed } = problem;
  if (typeof seen !== "string" || !isListOfTexts(allowed)) return problem;
  const near = listNear(seen, allowed);
  return near === allowed ? problem : { ...problem, allowed: near };
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

/** Problem code of a stored object whose content is not what was written. */
export const corruptCode = "corrupt-object";

/**
 * The error for a stored object that was damaged after it was written: by a disk, a copy, or another program. Trying
 * again does not help, so it is never called temporary.
 *
 * @param fault what is wrong with it, as the end of a sentence: `its content has another hash than when it was stored`
 */
export function corruptObject(key: string, fault: string, cause?: unknown): BroadsheetError {
  return new BroadsheetError(
    "damaged",
    {
      code: corruptCode,
      message: `The stored object ${key} is damaged: ${fault}`,
      seen: key,
      hint: "Restore it from a backup, or run `broadsheet check-store`, which says what can be made again.",
    },
    { cause },
  );
}

/** Whether an error says that a stored object is damaged. */
export function isCorrupt(error: unknown): error is BroadsheetError {
  return error instanceof BroadsheetError && error.kind === "damaged";
}

/** The error for a stored object that others rely on, and that is gone although nobody removed what it belongs to. */
export function lostObject(key: string, what: string): BroadsheetError {
  return new BroadsheetError("damaged", {
    code: corruptCode,
    message: `${what} is missing from the store`,
    seen: key,
    hint: "Restore it from a backup, or run `broadsheet check-store`, which says what can be made again.",
  });
}

/**
 * The value of a JSON object that Broadsheet itself wrote.
 *
 * @throws BroadsheetError `damaged` if it is not JSON
 */
export function parseStored<T>(key: string, body: Uint8Array): T {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as T;
  } catch (error) {
    throw corruptObject(key, "it is not JSON", error);
  }
}
