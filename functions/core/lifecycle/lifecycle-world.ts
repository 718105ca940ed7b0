import type { Clock, Logger, ObjectStore } from "../ports.ts";
import type { Report, Stage } from "../publish/report.ts";
import type { AcceptedRequest } from "../request/report-request.ts";
import type { Cost, Outcome } from "./records/records.ts";

/** Most renders of one generation, however they were started. */
export const mostAttempts = 3;

/** What a report's lifecycle needs from the outside world. */
export interface LifecycleWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Digest of the engine that renders here; recorded in attempts and outcomes. */
  readonly engine: string;
  /** Returns a unique token, such as a random UUID. */
  newToken(): string;
  /**
   * Names this run of the server that owns the data directory; leases of earlier runs are void. Absent where several
   * consumers run side by side.
   */
  readonly run?: string | undefined;
  /**
   * Milliseconds after its claim at which a report counts as expired, even if some of its objects remain: a store that
   * expires objects by itself removes them one by one. @default Infinity
   */
  readonly retentionMs?: number;
}

/** The part of the world that reading needs. */
export type ReadingWorld = Pick<LifecycleWorld, "store" | "clock" | "run" | "retentionMs">;

/** Renders a report: `generateReport`, in whatever worker it runs. */
export type Render = (accepted: AcceptedRequest, progress: (stage: Stage) => void) => Promise<Report>;

export interface RenderingWorld extends LifecycleWorld {
  readonly render: Render;
  /**
   * Lease of an attempt, ms. Must exceed the longest render, including its wait for a free worker; otherwise two
   * callers render the same report. @default 90000
   */
  readonly leaseMs?: number;
  /** Estimates the cost of an attempt from its length in milliseconds. Absent where compute is not billed by time. */
  readonly estimateCost?: (ms: number) => Cost;
  /** Milliseconds between progress updates. @default 1000 */
  readonly progressMs?: number;
  /** Aborts when the server stops; a render that fails after that is handed back and does not count. */
  readonly signal?: AbortSignal;
}

export type Rendering =
  | { readonly state: "finished"; readonly outcome: Outcome }
  /** Nothing to do before `until`, milliseconds since the epoch. */
  | { readonly state: "held"; readonly until: number }
  | { readonly state: "absent" };
