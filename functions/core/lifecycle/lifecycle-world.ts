import type { Clock, Logger, ObjectStore } from "../ports.ts";
import type { Report, Stage } from "../publish/report.ts";
import type { AcceptedRequest } from "../request/report-request.ts";
import type { Cost, Outcome } from "./records/records.ts";

/** Renders of one generation in all, however started. */
export const mostAttempts = 3;

/** What the life of a report needs of the outside world. */
export interface LifecycleWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Digest of the engine that renders here: attempts and outcomes name it. */
  readonly engine: string;
  /** A token that nobody else draws, such as a random UUID. */
  newToken(): string;
  /**
   * Names this run of the one server a data directory has: leases of other runs are void. Absent
   * where several consumers live side by side.
   */
  readonly run?: string | undefined;
  /**
   * Milliseconds from the claim after which a report counts as expired, whatever still exists of it:
   * where the store retires objects on its own it does so one by one. @default Infinity
   */
  readonly retentionMs?: number;
}

/** What reading needs. */
export type ReadingWorld = Pick<LifecycleWorld, "store" | "clock" | "run" | "retentionMs">;

/** The front door, with whatever worker it runs in. */
export type Render = (accepted: AcceptedRequest, progress: (stage: Stage) => void) => Promise<Report>;

export interface RenderingWorld extends LifecycleWorld {
  readonly render: Render;
  /**
   * Milliseconds that an attempt holds its report. Longer than `render` may take at most, its wait
   * for a free worker included, or two will render the same. @default 90000
   */
  readonly leaseMs?: number;
  /** What an attempt of so many milliseconds costs. Absent where nobody pays by the second. */
  readonly estimateCost?: (ms: number) => Cost;
  /** Milliseconds between two notes of progress. @default 1000 */
  readonly progressMs?: number;
  /** Aborted when the server stops: a render that fails then is handed back and does not count. */
  readonly signal?: AbortSignal;
}

export type Rendering =
  | { readonly state: "finished"; readonly outcome: Outcome }
  /** Nothing to do before `until`, milliseconds since the epoch. */
  | { readonly state: "held"; readonly until: number }
  | { readonly state: "absent" };
