import type { ErrorKind, Problem } from "../../errors.ts";
import { sha256 } from "../../json/canonical-json.ts";

/**
 * What befell a dataset, each once, as an outcome that is announced like the others:
 *
 *     dataset-events/{dataset}/refused-{hash}/outcome.json   a file broke the dataset's contract
 *     dataset-events/{dataset}/stale-{move}/outcome.json     no new data have come for as long as the contract allows
 */
export const datasetEventsPrefix = "dataset-events/";

interface Befallen {
  /** When it was found, milliseconds since the epoch. */
  readonly finished: number;
  readonly dataset: string;
}

/** A file that was not taken. */
export interface RefusedData extends Befallen {
  readonly state: "refused";
  /** The version that it would have become. */
  readonly version: string;
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
}

/** A dataset without new data. */
export interface StaleData extends Befallen {
  readonly state: "stale";
  /** The current version. */
  readonly version: string;
  /** When the last new data came, ISO 8601. */
  readonly since: string;
  /** What the contract allows: `36h`. */
  readonly freshness: string;
}

export type DatasetEvent = RefusedData | StaleData;

/**
 * The folder of a refusal. The same file, refused by the same checks while nothing else has become current, is the same
 * refusal: the sender gets the error again, but nobody is notified again.
 *
 * @param seq moves of the dataset's name so far
 */
export function refusalFolder(dataset: string, version: string, checks: string, seq: number): string {
  return `${datasetEventsPrefix}${dataset}/refused-${sha256(`${version} ${checks} ${seq}`).slice(0, 32)}`;
}

/** The folder of a lapse: one for each arrival of data. @param seq the move of the name that brought them */
export function lapseFolder(dataset: string, seq: number): string {
  return `${datasetEventsPrefix}${dataset}/stale-${seq}`;
}
