import type { SourceProvenance } from "../../report/dataset/source/provenance.ts";
import { isCount, isMembers, isText, isTime, type Members } from "../lifecycle/records/member-checks.ts";
import { type Kind, type Subject, subjectOf } from "../lifecycle/records/subject.ts";

/** What a refresh fetches. */
export interface AcceptedPull {
  readonly source: string;
  /** SHA-256 of the definition, and the number of the change that gave it to the source. */
  readonly definition: string;
  readonly seq: number;
  /** Why it was asked for: the definition was put, its time had come, or somebody wanted it. */
  readonly cause: "definition" | "rule" | "request";
  /** What the last refresh that succeeded brought. */
  readonly last?: PulledVersion | undefined;
}

/** What a refresh brought. */
export interface PulledVersion {
  /** Of the source's dataset. */
  readonly version: string;
  readonly rows: number;
  readonly provenance: SourceProvenance;
  /** The number of the definition by which it was fetched. */
  readonly seq: number;
  /** When it ended, milliseconds since the epoch. */
  readonly at: number;
}

/** The version is stored and current. */
export interface PullReady extends Omit<PulledVersion, "at"> {
  readonly state: "ready";
  readonly finished: number;
  readonly attempts: number;
  /** Whether the dataset had another version before. */
  readonly changed: boolean;
}

export interface PullShapes {
  readonly accepted: AcceptedPull;
  readonly ready: PullReady;
  readonly progress: Readonly<Record<string, never>>;
}

/** Which refresh of a source is to be worked on. */
export interface PullJob {
  readonly source: string;
  /** From 1: one more each time that it is asked for. */
  readonly number: number;
}

const mostAttempts = 3;

/** The id of all refreshes of a source: the next is claimed when the one before it has ended. */
const id = "pull";

/**
 * Refreshes of one source:
 *
 *     pulls/{source}/pull/{n}/request.json       the claim
 *     pulls/{source}/pull/{n}/attempts/{m}.json  who fetches, until when
 *     pulls/{source}/pull/{n}/outcome.json       the only terminal fact
 *
 * Only the last twenty are kept. There is no marker of what is pending: following the sources finds it.
 */
export function pullKind(source: string): Kind<PullShapes> {
  return {
    name: "source's refresh",
    root: `pulls/${source}/`,
    idPattern: id,
    outcome: "outcome.json",
    results: [],
    silent: true,
    mostAttempts,
    lost: {
      code: "pull-lost",
      message: `the refresh was begun ${mostAttempts} times and never finished: each time its process ran out of time or died`,
      hint: "fetch less: fewer rows or columns",
    },
    isAccepted: (value: Members): value is Members & AcceptedPull =>
      isText(value["source"]) && isText(value["definition"]) && isTime(value["seq"]) && isText(value["cause"]),
    faultOfReady: (record) =>
      ["version", "rows", "provenance", "seq"].find((member) =>
        member === "version"
          ? !isText(record[member])
          : member === "provenance"
            ? !isMembers(record[member])
            : !isTime(record[member]),
      ),
    isProgress: () => true,
  };
}

export const pullId = id;

export function pullOf({ source, number }: PullJob): Subject<PullShapes> {
  return subjectOf(pullKind(source), id, number);
}

/** Reads the key of a refresh's claim; `undefined` for any other key. */
export function parsePullKey(key: string): PullJob | undefined {
  const match = /^pulls\/([a-z0-9][a-z0-9-]{0,62})\/pull\/([1-9]\d{0,9})\/request\.json$/.exec(key);
  return match === null ? undefined : { source: match[1]!, number: Number(match[2]) };
}

/** Whether a value names a refresh. */
export function isPullJob(value: Readonly<Record<string, unknown>>): value is Members & PullJob {
  const { source, number } = value;
  return isText(source) && isCount(number) && parsePullKey(`pulls/${source}/pull/${number}/request.json`) !== undefined;
}
