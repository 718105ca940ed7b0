import type { Clock, Logger, ObjectStore } from "../../ports.ts";
import type { Report, Stage } from "../../report/publish/report.ts";
import type { AcceptedRequest } from "../../report/request/report-request.ts";
import type { Cost, Outcome, ReadyOutcome } from "./records/records.ts";

/** What a lifecycle needs from the outside world. */
export interface LifecycleWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Digest of the engine that renders here; recorded in attempts and outcomes. */
  readonly engine: string;
  /** Digest of the code that makes renditions here, by which they are stored. @default the engine's */
  readonly maker?: string;
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
  /** Present where the store does not notify by itself of outcomes: on a laptop. */
  readonly outbox?: Outbox;
}

/** Makes every outcome an event, whatever crashes. */
export interface Outbox {
  /**
   * Called before an outcome is written, which must not be if this fails.
   *
   * @param folder of the subject, with its final slash
   * @param mark `end` before it is ready or failed, `gone` before it is deleted or expired
   */
  mark(folder: string, mark: "end" | "gone"): Promise<void>;
  /** Called after it was written. */
  wake(): void;
}

/** The part of the world that reading needs. */
export type ReadingWorld = Pick<LifecycleWorld, "store" | "clock" | "run" | "retentionMs">;

/** For a render whose stages interest nobody: its worker need not send them. A message costs as much as a stage. */
export const unheard = (_stage: Stage): void => {};

/**
 * Renders a report: `generateReport`, in whatever worker it runs.
 *
 * @param engine the name under which it is rendered, for a report that another engine made @default the engine's own
 * @param page the reports that are made after one another, of which this is one, a `PageOfReports` as JSON; it saves
 *   time, and changes nothing @default it is made alone
 */
export type Render = (
  accepted: AcceptedRequest,
  progress: (stage: Stage) => void,
  engine?: string,
  page?: string,
) => Promise<Report>;

/** The world of somebody who makes attempts. */
export interface AttemptingWorld extends LifecycleWorld {
  /**
   * Lease of an attempt, ms. Must exceed the longest attempt, including its wait for a free worker; otherwise two
   * callers do the same work. @default 90000
   */
  readonly leaseMs?: number;
  /** Estimates the cost of an attempt from its length in milliseconds. Absent where compute is not billed by time. */
  readonly estimateCost?: (ms: number) => Cost;
  /** Milliseconds between progress updates. @default 1000 */
  readonly progressMs?: number;
  /** Aborts when the server stops; an attempt that fails after that is handed back and does not count. */
  readonly signal?: AbortSignal;
}

export interface RenderingWorld extends AttemptingWorld {
  readonly render: Render;
}

/** What came of an attempt that was due, or was not. */
export type Rendering<Ready = ReadyOutcome> =
  | { readonly state: "finished"; readonly outcome: Outcome<Ready> }
  /**
   * Nothing to do before `until`, milliseconds since the epoch. `outage`: because the store failed, so that there is as
   * soon as it works again.
   */
  | { readonly state: "held"; readonly until: number; readonly outage?: boolean }
  | { readonly state: "absent" };
