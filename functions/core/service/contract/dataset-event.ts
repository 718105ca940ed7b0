import type { ErrorKind, Problem } from "../../errors.ts";
import { sha256 } from "../../json/canonical-json.ts";

/**
 * What happened to a dataset, each once, as an outcome that is announced like the others:
 *
 *     dataset-events/{dataset}/refused-{hash}/outcome.json        a file broke the contract, or a step did not fit it
 *     dataset-events/{dataset}/stale-{move}/outcome.json          no new data have come for as long as the contract allows
 *     dataset-events/{dataset}/held-{hash}/outcome.json           a version is held back
 *     dataset-events/{dataset}/source-failed-{id}/outcome.json    its source cannot be fetched any more
 *     dataset-events/{dataset}/source-recovered-{id}/outcome.json it was fetched again
 *
 * and `view-failed-{id}`, `view-recovered-{id}` for the table of a view. Beside them,
 * `dataset-events/{dataset}/first-refused-{move}.json` names the first refusal since the name moved.
 */
export const datasetEventsPrefix = "dataset-events/";

interface Happening {
  /** When it was found, milliseconds since the epoch. */
  readonly finished: number;
  readonly dataset: string;
}

/** A file that was not taken. */
export interface RefusedData extends Happening {
  readonly state: "refused";
  /** The version that it would have become. */
  readonly version: string;
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
  /** Whether another file was refused before, and none became current between. @default false */
  readonly repeated?: true;
}

/** A dataset without new data. */
export interface StaleData extends Happening {
  readonly state: "stale";
  /** The current version. */
  readonly version: string;
  /** When the last new data came, ISO 8601. */
  readonly since: string;
  /** What the contract allows: `36h`. */
  readonly freshness: string;
}

/** A version that waits to be promoted. */
export interface HeldData extends Happening {
  readonly state: "held";
  readonly version: string;
  readonly rows: number;
}

/** What fills a dataset: its source, or the view that it is. */
export type Filler = "source" | "view";

/** A source that cannot be fetched any more, or a view whose table cannot be made. */
export interface FailedFiller extends Happening {
  readonly state: "failed";
  readonly of: Filler;
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
  /** Whether what came was refused, which is an event of its own. @default false */
  readonly repeated?: true;
}

/** It works again. */
export interface RecoveredFiller extends Happening {
  readonly state: "recovered";
  readonly of: Filler;
  /** When it was found not to work, ISO 8601. */
  readonly since: string;
}

export type DatasetEvent = RefusedData | StaleData | HeldData | FailedFiller | RecoveredFiller;

/** The type under which it is announced: `dataset.refused`, `source.failed`. */
export function typeOfEvent(event: DatasetEvent): `${"dataset" | Filler}.${DatasetEvent["state"]}` {
  return `${"of" in event ? event.of : "dataset"}.${event.state}`;
}

/**
 * The folder of a refusal. The same file, refused by the same checks while nothing else has become current, is the same
 * refusal: the sender gets the error again, but nobody is notified again.
 *
 * @param seq moves of the dataset's name so far
 */
export function refusalFolder(dataset: string, version: string, checks: string, seq: number): string {
  return `${datasetEventsPrefix}${dataset}/refused-${sha256(`${version} ${checks} ${seq}`).slice(0, 32)}`;
}

/** Names the first refusal since the last move of a dataset's name. */
export function firstRefusalKey(dataset: string, seq: number): string {
  return `${datasetEventsPrefix}${dataset}/first-refused-${seq}.json`;
}

/** The folder of a lapse: one for each arrival of data. @param seq the move of the name that brought them */
export function lapseFolder(dataset: string, seq: number): string {
  return `${datasetEventsPrefix}${dataset}/stale-${seq}`;
}

/** The folder of a version that is held back: one until another version becomes current. @param seq as of a refusal */
export function heldFolder(dataset: string, version: string, seq: number): string {
  return `${datasetEventsPrefix}${dataset}/held-${sha256(`${version} ${seq}`).slice(0, 32)}`;
}

/** The folder of a turn. @param id of the failure: hexadecimal */
export function turnFolder(filler: Filler, dataset: string, turn: "failed" | "recovered", id: string): string {
  return `${datasetEventsPrefix}${dataset}/${filler}-${turn}-${id}`;
}
