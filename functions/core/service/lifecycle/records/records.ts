import type { ErrorKind, Problem, Warning } from "../../../errors.ts";
import type { Stage } from "../../../report/publish/report.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";

/*
 * The stored records of a life, as JSON; the examples are a report's. All times are milliseconds since the epoch.
 * Readers ignore unknown members, so later releases may add some.
 */

/**
 * `request.json`: the subject was requested. Written once.
 *
 *     {"created": 1767605400000, "owner": "6f1c…", "accepted": {"id": "9f86…", …},
 *      "caller": {"kind": "iam", "name": "arn:aws:iam::123456789012:user/anna"}}
 */
export interface Claim<Accepted = AcceptedRequest> {
  readonly created: number;
  /** Random token of the creator, who recognises its own claim by it when the store's answer was lost. */
  readonly owner: string;
  readonly accepted: Accepted;
  /** Who requested it, where callers are known. Not part of the id. */
  readonly caller?: Caller;
}

/** Who made a request: an IAM principal, the subject of a JWT, or the owner of a server's token. */
export interface Caller {
  readonly kind: "iam" | "jwt" | "token";
  /** ARN, the JWT's `sub`, or the name in the file of tokens. */
  readonly name: string;
}

/**
 * `attempts/{n}.json`: work that was started. Created once; only its owner rewrites it, to set `progress` and
 * `ended`.
 *
 *     {"attempt": 1, "owner": "a81b…", "run": "4f…-1", "started": 1767605400100, "until": 1767605465100,
 *      "progress": {"stage": "chart", "at": 1767605401200}}
 */
export interface Attempt<Progress = { readonly stage: Stage }> {
  /** From 1. */
  readonly attempt: number;
  readonly owner: string;
  /** The server run that started it, where servers have runs. The lease ends with the run. */
  readonly run?: string | undefined;
  /** Digest of the working engine; absent in records of earlier releases. */
  readonly engine?: string;
  readonly started: number;
  /** End of the lease: no other attempt starts before it. */
  readonly until: number;
  readonly progress?: Progress & { readonly at: number };
  /** Set after a transient failure; the next attempt may start at `retryAt`. */
  readonly ended?: {
    readonly at: number;
    readonly retryAt: number;
    readonly kind: ErrorKind;
    readonly problems: readonly Problem[];
  };
}

/** What an attempt used and its estimated price at public rates. Present only where compute is billed by time. */
export interface Cost {
  readonly gigabyteSeconds: number;
  /** US dollars. */
  readonly usd: number;
}

/** `outcome.json`: how the generation ended. Created once; replaced only by a `GoneOutcome`. */
export type Outcome<Ready = ReadyOutcome> = Ready | FailedOutcome | GoneOutcome;

/**
 *     {"state": "ready", "finished": 1767605400412, "attempts": 1, "title": "…", "pages": 9, "bytes": 184320,
 *      "sha256": "…", "timings": {"template": 3.1, …}, "warnings": [], "cost": {"gigabyteSeconds": 0.82, "usd": 0.00007}}
 */
export interface ReadyOutcome {
  readonly state: "ready";
  readonly finished: number;
  /** Renders started, including the successful one. */
  readonly attempts: number;
  readonly title: string;
  readonly pages: number;
  /** Size of `report.pdf` in bytes, and its hash. */
  readonly bytes: number;
  readonly sha256: string;
  /** Digest of the engine that rendered it; absent in records of earlier releases. */
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
  /**
   * Whether the same inputs would fail again with the same engine. If not, the next request starts a new generation.
   */
  readonly final: boolean;
  /** Digest of the engine that failed; absent in records of earlier releases and where no engine was involved. */
  readonly engine?: string;
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
  /** Of the last attempt, if it recorded its end. */
  readonly cost?: Cost;
}

/**
 * The subject was removed. This record keeps a late writer from bringing it back.
 *
 *     {"state": "deleted", "finished": 1767691800000, "created": 1767605400000}
 */
export interface GoneOutcome {
  readonly state: "deleted" | "expired";
  readonly finished: number;
  /** The claim's. */
  readonly created: number;
}

/** Whether the subject was removed. */
export function isGone(outcome: { readonly state: string }): outcome is GoneOutcome {
  return outcome.state === "deleted" || outcome.state === "expired";
}
