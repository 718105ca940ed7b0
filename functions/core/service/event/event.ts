import { sha256 } from "../../json/canonical-json.ts";

/** What events are about: what can end, and datasets with their sources and views, to which something happens. */
export const subjectKinds = ["report", "batch", "edition", "upload", "dataset", "source", "view"] as const;

/** How it can end. `deleted` and `expired` may follow `ready` or `failed`. */
const ends = ["ready", "failed", "deleted", "expired"] as const;

/** What can happen to a dataset: a file that is refused, a time without new data, a version that is held back. */
const ofDatasets = ["refused", "stale", "held"] as const;

/** What can happen to what fills one, a source or a view: it works no more, and works again. */
const turns = ["failed", "recovered"] as const;

export const endings = [...ends, ...ofDatasets, "recovered"] as const;

/** The endings of each kind. */
export const endingsOf: Readonly<Record<SubjectKind, readonly Ending[]>> = {
  report: ends,
  batch: ends,
  edition: ends,
  upload: ends,
  dataset: ofDatasets,
  source: turns,
  view: turns,
};

export type SubjectKind = (typeof subjectKinds)[number];
export type Ending = (typeof endings)[number];
export type EventType = `${SubjectKind}.${Ending}`;

/** What an event is about. */
export interface EventSubject {
  readonly kind: SubjectKind;
  /**
   * A report's, batch's or upload's id; `{publication}/{edition}` for an edition, `{dataset}/{what happened to it}` for
   * a dataset, and for its source or view.
   */
  readonly id: string;
  /** From 1; an upload has only one, and so has what happened to a dataset. */
  readonly generation: number;
}

/**
 * Something that happened: a subject reached an end. Stored once, under a key that follows from its content:
 *
 *     events/{time}-{hash of the id}.json
 *     {"id": "report/9f86…/1/ready", "type": "report.ready", "time": 1767605400412, "sequence": 1,
 *      "subject": {"kind": "report", "id": "9f86…", "generation": 1}, "data": {"title": "…", "pages": 9, …}}
 */
export interface Event {
  /** `{kind}/{id}/{generation}/{ending}`: the same event always has the same id. */
  readonly id: string;
  readonly type: EventType;
  /** When the subject ended, milliseconds since the epoch. */
  readonly time: number;
  /**
   * Orders the events of one subject, across its generations: a later one has a higher number. A number may be missing,
   * because a reader that comes late finds only the last state of a generation.
   */
  readonly sequence: number;
  readonly subject: EventSubject;
  /** Details of the end; see `describeOutcome`. */
  readonly data: Readonly<Record<string, unknown>>;
}

export const eventsPrefix = "events/";

/** The key of an event: events sort by their time. */
export function eventKey({ id, time }: Pick<Event, "id" | "time">): string {
  return `${eventsAfter(time)}-${sha256(id).slice(0, 32)}.json`;
}

/** A text that sorts before the keys of all events at or after a time. @param time milliseconds since the epoch */
export function eventsAfter(time: number): string {
  return `${eventsPrefix}${String(time).padStart(13, "0")}`;
}

/** The sequence of an end: each generation has two, its end and its removal. */
export function sequenceOf(generation: number, ending: Ending): number {
  return 2 * generation - (ending === "deleted" || ending === "expired" ? 0 : 1);
}
