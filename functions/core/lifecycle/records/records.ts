import type { ErrorKind, Problem, Warning } from "../../errors.ts";
import type { Stage } from "../../publish/report.ts";
import type { AcceptedRequest } from "../../request/report-request.ts";

/*
 * What is stored of a report's life, as JSON. All times are milliseconds since the epoch. Members
 * that are unknown are ignored, so that a later release may add some.
 */

/**
 * `request.json`: somebody asked for the report. Written once.
 *
 *     {"created": 1767605400000, "owner": "6f1c…", "accepted": {"id": "9f86…", …},
 *      "caller": {"kind": "iam", "name": "arn:aws:iam::123456789012:user/anna"}}
 */
export interface Claim {
  readonly created: number;
  /** Random token of whoever created it, to know one's own again when an answer was lost. */
  readonly owner: string;
  readonly accepted: AcceptedRequest;
  /** Who asked for it, where callers are known. No part of the report's id. */
  readonly caller?: Caller;
}

/** Who made a request: a principal of IAM, or the subject of a token. */
export interface Caller {
  readonly kind: "iam" | "jwt";
  /** ARN, or the token's `sub`. */
  readonly name: string;
}

/**
 * `attempts/{n}.json`: a render that was begun. Created once; only its owner rewrites it, for
 * `progress` and `ended`.
 *
 *     {"attempt": 1, "owner": "a81b…", "run": "4f…-1", "started": 1767605400100, "until": 1767605465100,
 *      "progress": {"stage": "chart", "at": 1767605401200}}
 */
export interface Attempt {
  /** 1 to 3. */
  readonly attempt: number;
  readonly owner: string;
  /** Run of the server it was begun in, where servers have runs. With the run, the lease ends. */
  readonly run?: string | undefined;
  /** Digest of the engine that renders; absent in records of earlier releases. */
  readonly engine?: string;
  readonly started: number;
  /** End of the lease: nobody else begins before. */
  readonly until: number;
  readonly progress?: { readonly stage: Stage; readonly at: number };
  /** It failed in a way that may not happen again; the next one may begin at `retryAt`. */
  readonly ended?: { readonly at: number; readonly retryAt: number; readonly kind: ErrorKind; readonly problems: readonly Problem[] };
}

/** What an attempt took and, by public prices, came to: an estimate. Only where somebody pays by the second. */
export interface Cost {
  readonly gigabyteSeconds: number;
  /** US dollars. */
  readonly usd: number;
}

/** `outcome.json`: how it ended. Created once; replaced only by a `GoneOutcome`. */
export type Outcome = ReadyOutcome | FailedOutcome | GoneOutcome;

/**
 *     {"state": "ready", "finished": 1767605400412, "attempts": 1, "title": "…", "pages": 9, "bytes": 184320,
 *      "sha256": "…", "timings": {"template": 3.1, …}, "warnings": [], "cost": {"gigabyteSeconds": 0.82, "usd": 0.00007}}
 */
export interface ReadyOutcome {
  readonly state: "ready";
  readonly finished: number;
  /** Renders begun, the successful one included. */
  readonly attempts: number;
  readonly title: string;
  readonly pages: number;
  /** Size of `report.pdf` in bytes, and its hash. */
  readonly bytes: number;
  readonly sha256: string;
  /** Digest of the engine that made it; absent in records of earlier releases. */
  readonly engine?: string;
  /** Milliseconds per stage. */
  readonly timings: Readonly<Record<string, number>>;
  readonly warnings: readonly Warning[];
  /** Of the successful attempt. */
  readonly cost?: Cost;
}

/**
 *     {"state": "failed", "finished": 1767605400412, "attempts": 1, "final": true, "kind": "query-failed",
 *      "problems": [{"code": "…", "message": "…"}]}
 */
export interface FailedOutcome {
  readonly state: "failed";
  readonly finished: number;
  readonly attempts: number;
  /** The same inputs would fail again with the same engine. If not, asking again starts the next generation. */
  readonly final: boolean;
  /** Digest of the engine that met the failure; absent in records of earlier releases and where no engine did. */
  readonly engine?: string;
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
  /** Of the last attempt, if it told its end. */
  readonly cost?: Cost;
}

/**
 * The report was taken away; what remains keeps a late writer from bringing it back.
 *
 *     {"state": "deleted", "finished": 1767691800000, "created": 1767605400000}
 */
export interface GoneOutcome {
  readonly state: "deleted" | "expired";
  readonly finished: number;
  /** The claim's. */
  readonly created: number;
}

/** Whether the report was taken away. */
export function isGone(outcome: Outcome): outcome is GoneOutcome {
  return outcome.state === "deleted" || outcome.state === "expired";
}
