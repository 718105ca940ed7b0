import type { ErrorKind, Problem } from "../../../errors.ts";
import type { FailedOutcome, ReadyOutcome } from "../../lifecycle/records/records.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import type { DatasetPlaces } from "../publication.ts";

/** What made an edition. */
export type EditionCause =
  /** Its time came. `passedOver` counts the missed times before it that make no edition. */
  | { readonly kind: "schedule"; readonly schedule: string; readonly timezone: string; readonly passedOver?: number }
  /** Datasets have new versions. */
  | { readonly kind: "data"; readonly datasets: DatasetPlaces }
  /** Somebody asked for it. */
  | { readonly kind: "run" };

/** The member `accepted` of an edition's `request.json`: everything pinned. Times are milliseconds since the epoch. */
export interface EditionInputs {
  /** The time for which it is made: the scheduled one, that at which its data had settled, or that of the request. */
  readonly instant: number;
  /** The day of the instant in the publication's time zone, `YYYY-MM-DD`. */
  readonly day: string;
  /** Version of the publication's record. */
  readonly publication: string;
  readonly cause: EditionCause;
  /** Its request; absent if it was refused. Of a batch: what all its rows share, under the batch's id. */
  readonly request?: AcceptedRequest;
  /** Why its request could not be accepted. */
  readonly refused?: { readonly kind: ErrorKind; readonly problems: readonly Problem[] };
  /**
   * Digest of template, dataset versions and parameters as the publication has them, without dates that follow from the
   * day.
   */
  readonly inputs?: string;
  /** The report that it shows, by the generation that was requested for it. */
  readonly report?: { readonly id: string; readonly generation: number };
  /** The batch that it is, by the generation that was requested for it, instead of a report. */
  readonly batch?: { readonly id: string; readonly generation: number; readonly title: string };
  /** Set if no edition is made, since its inputs are those of this edition. */
  readonly sameAs?: string;
}

interface Known extends EditionInputs {
  /** Name of its publication. */
  readonly name: string;
  readonly id: string;
  /** From 1: one more each time that it is retried. */
  readonly generation: number;
  readonly created: number;
}

/** Its report is queued or being rendered. */
export interface MakingEdition extends Known {
  readonly state: "making";
}

export interface ReadyEdition extends Known, Omit<ReadyOutcome, "state"> {
  readonly state: "ready";
  readonly request: AcceptedRequest;
  /** Of a batch: its rows, counted by state. */
  readonly rows?: number;
  readonly ready?: number;
  readonly failed?: number;
}

export interface FailedEdition extends Known, Omit<FailedOutcome, "state"> {
  readonly state: "failed";
}

/** No edition was made, since nothing had changed. */
export interface SkippedEdition extends Known {
  readonly state: "skipped";
  readonly sameAs: string;
}

export type Edition = MakingEdition | ReadyEdition | FailedEdition | SkippedEdition;

/** An edition that was removed. */
export interface GoneEdition {
  readonly state: "deleted" | "expired";
  readonly name: string;
  readonly id: string;
  readonly generation: number;
}

export function isPresentEdition(edition: Edition | GoneEdition | undefined): edition is Edition {
  return edition !== undefined && edition.state !== "deleted" && edition.state !== "expired";
}
