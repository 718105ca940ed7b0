import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import { isCount, isMembers, isText, isTime, type Members } from "../lifecycle/records/member-checks.ts";
import { type Kind, type Subject, subjectOf } from "../lifecycle/records/subject.ts";
import type { ViewEntry } from "../../report/dataset/view/view-graph.ts";

/** From what a view is to be made. */
export interface AcceptedRefresh {
  readonly view: string;
  /** SHA-256 of its text, and the number of the change that gave it to the view. */
  readonly definition: string;
  readonly since: number;
  /** Name → version of each dataset that it reads. */
  readonly sources: Readonly<Record<string, string>>;
  /** Number of the moves of the view's dataset when it was asked for, see `placeOfName`. */
  readonly seq: number;
}

/** The table is stored. */
export interface RefreshReady {
  readonly state: "ready";
  readonly finished: number;
  readonly attempts: number;
  /** Version of the view's dataset. */
  readonly version: string;
  readonly rows: number;
}

export interface RefreshShapes {
  readonly accepted: AcceptedRefresh;
  readonly ready: RefreshReady;
  readonly progress: Readonly<Record<string, never>>;
}

/** Which refresh of a view is to be worked on. */
export interface RefreshJob {
  readonly view: string;
  readonly cause: string;
  /** From 1: one more each time that it is asked for again after a failure. */
  readonly number: number;
}

/** Code of a refresh whose view was changed or deleted meanwhile: it says nothing of the view. */
export const viewChanged = "view-changed";

const mostAttempts = 3;

/**
 * Refreshes of one view. The id is their cause: the hash of the view's definition and of the versions of all that it
 * reads, so that one set of versions is worked on once, however many ask:
 *
 *     refreshes/{view}/{cause}/{n}/request.json       the claim
 *     refreshes/{view}/{cause}/{n}/attempts/{m}.json  who makes the table, until when
 *     refreshes/{view}/{cause}/{n}/outcome.json       the only terminal fact
 *
 * There is no marker of what is pending: following the views finds what the current versions ask for.
 */
export function refreshKind(view: string): Kind<RefreshShapes> {
  return {
    name: "refresh",
    root: `refreshes/${view}/`,
    idPattern: "[0-9a-f]{64}",
    outcome: "outcome.json",
    results: [],
    silent: true,
    mostAttempts,
    lost: {
      code: "refresh-lost",
      message: `the refresh was begun ${mostAttempts} times and never finished: each time its process ran out of time or died`,
      hint: "look for a join that multiplies rows, or for too many of them",
    },
    isAccepted: (value: Members): value is Members & AcceptedRefresh =>
      isText(value["view"]) &&
      isText(value["definition"]) &&
      isTime(value["since"]) &&
      isTime(value["seq"]) &&
      isMembers(value["sources"]) &&
      Object.values(value["sources"]).every(isText),
    faultOfReady: (record) => (isText(record["version"]) ? (isTime(record["rows"]) ? undefined : "rows") : "version"),
    isProgress: () => true,
  };
}

export function refreshOf({ view, cause, number }: RefreshJob): Subject<RefreshShapes> {
  return subjectOf(refreshKind(view), cause, number);
}

/** The hash of what a view is made from. */
export function causeOf(
  view: string,
  { definition, since }: Pick<ViewEntry, "definition" | "since">,
  sources: Readonly<Record<string, string>>,
): string {
  return sha256(canonicalJson({ view, definition, since, sources }));
}

/** Reads the key of a refresh's claim; `undefined` for any other key. */
export function parseRefreshKey(key: string): RefreshJob | undefined {
  const match = /^refreshes\/([a-z0-9][a-z0-9-]{0,62})\/([0-9a-f]{64})\/([1-9]\d{0,9})\/request\.json$/.exec(key);
  return match === null ? undefined : { view: match[1]!, cause: match[2]!, number: Number(match[3]) };
}

/** Whether a value names a refresh. */
export function isRefreshJob(value: Readonly<Record<string, unknown>>): value is Members & RefreshJob {
  const { view, cause, number } = value;
  return (
    isText(view) && isText(cause) && isCount(number) && parseRefreshKey(`${keyBase(view, cause, number)}`) !== undefined
  );
}

function keyBase(view: string, cause: string, number: number): string {
  return `refreshes/${view}/${cause}/${number}/request.json`;
}
