import type { RenditionForm } from "../../rendition-form.ts";
import type { DeliverEntry } from "../delivery/deliver-schema.ts";

/** A duration as it is written: a whole number and its unit: `30s`, `5m`, `2h`, `1d`. */
export type Duration = string;

/** Makes an edition at the times of a cron pattern. */
export interface ScheduleTrigger {
  /** Five fields, as cron has them: `0 7 * * 1`. */
  readonly schedule: string;
  /** IANA name. @default "UTC" */
  readonly timezone?: string;
}

/** Makes an edition when one of the datasets has a new current version, and no other has followed within `settle`. */
export interface DataTrigger {
  /** Stored datasets by name. */
  readonly data: readonly string[];
  /** @default "5m" */
  readonly settle?: Duration;
}

export type Trigger = ScheduleTrigger | DataTrigger;

/** What becomes of scheduled times at which nothing ran: only the last is made up for, all are, or none. */
export type MissedPolicy = "latest" | "all" | "none";

/** Outputs of an edition that is a batch. Single files would end with the batch's retention. */
export const editionOutputs = ["zip", "merged"] as const;

/** What makes an edition a batch, as in `POST /batches`; it keeps its output, so there is always one. */
export interface EditionBatch {
  readonly rows:
    | { readonly query: string }
    | { readonly dataset: string | { readonly name: string; readonly version?: string } };
  readonly map: Readonly<Record<string, string>>;
  readonly name: string;
  readonly tolerate?: number | string;
  /** @default "zip" */
  readonly output?: (typeof editionOutputs)[number];
  /** Forms in which each report is made beside its PDF. @default none */
  readonly renditions?: readonly RenditionForm[];
}

/** A publication as `PUT /publications/{name}` has it. */
export interface Configuration {
  /** `name` or `name@version`; without a version, each edition takes the current one. */
  readonly template: string;
  /** As in `POST /reports`; a date may be a word, relative to the edition's date. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Alias → `name` or `name@version`. */
  readonly datasets?: Readonly<Record<string, string>>;
  /** Makes each edition a batch: a report for each row. @default each edition is one report */
  readonly batch?: EditionBatch;
  readonly on: readonly Trigger[];
  /** The edition's date: `run` is the day on which it is made, other words are relative to that. @default "run" */
  readonly date?: string;
  /** Makes no edition if its inputs are those of the last one. @default every edition is made */
  readonly skip?: "unchanged";
  /** @default "latest" */
  readonly missed?: MissedPolicy;
  /**
   * Where each ready edition goes; webhooks are notified of failed ones too. @default only to webhooks that ask for
   * such events
   */
  readonly deliver?: readonly DeliverEntry[];
  /** How many editions are kept, or for how long; the latest one always is. @default all */
  readonly keep?: number | Duration;
}

/** The current version of a dataset, as its name's log counts it. */
export interface DatasetPlace {
  /** From 1; 0 before the log's first entry. */
  readonly sequence: number;
  readonly version: string;
}

/** Dataset → its place. */
export type DatasetPlaces = Readonly<Record<string, DatasetPlace>>;

/**
 * What is stored of a publication: an immutable record, which its name's log makes the current one.
 *
 *     {"state": "active", "changed": 1767605400000, "created": 1767605400000, "since": 1767605400000, "places": {}, "configuration": {…}}
 */
export interface PublicationRecord {
  readonly state: "active" | "paused";
  /** When this record was written, milliseconds since the epoch, as all times. */
  readonly changed: number;
  readonly created: number;
  /** Triggers count from here: neither earlier times nor earlier versions of datasets make an edition. */
  readonly since: number;
  /** The places of the datasets of its data triggers at `since`. */
  readonly places: DatasetPlaces;
  readonly configuration: Configuration;
}

/** The record of a publication that was deleted; editions of a later publication of that name begin after it. */
export interface DeletedRecord {
  readonly state: "deleted";
  readonly changed: number;
}

/** A publication that exists, in its current version. */
export interface Publication extends PublicationRecord {
  readonly name: string;
  /** SHA-256 of its record. */
  readonly version: string;
}

/** Whether a trigger is one of time. */
export function isSchedule(trigger: Trigger): trigger is ScheduleTrigger {
  return "schedule" in trigger;
}

/** Whether a trigger is one of data. */
export function isData(trigger: Trigger): trigger is DataTrigger {
  return "data" in trigger;
}
