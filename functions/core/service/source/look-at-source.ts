import { type NamePlace, placeOfName } from "../../names/name-log.ts";
import type { ObjectStore } from "../../ports.ts";
import { type Generation, readLatest } from "../lifecycle/records/read-generation.ts";
import { durationMs } from "../publication/schedule/duration.ts";
import { openSchedule } from "../publication/schedule/schedule.ts";
import { type PulledVersion, pullId, pullKind, type PullShapes } from "./pull-kind.ts";
import type { StoredSource } from "./stored-source.ts";

/** A source, how its last refresh went and when the next comes. */
export interface SourceLook {
  readonly source: StoredSource;
  /** The last refresh, if there was one. */
  readonly latest?: Generation<PullShapes> | undefined;
  /** What the last one that succeeded brought. */
  readonly last?: PulledVersion | undefined;
  /** When the next comes by itself, milliseconds since the epoch; absent if none does. It may be in the past. */
  readonly next?: number | undefined;
  /** Of the dataset. */
  readonly place: NamePlace;
}

/** @throws BroadsheetError `unavailable`, `damaged` */
export async function lookAtSource(store: ObjectStore, source: StoredSource): Promise<SourceLook> {
  const [latest, place] = await Promise.all([
    readLatest(store, pullKind(source.name), pullId),
    placeOfName(store, `datasets/${source.name}`),
  ]);
  return { source, latest, last: lastOf(latest), next: nextOf(source, latest), place };
}

/** What the last refresh that succeeded brought: this one, or the one that its claim names. */
export function lastOf(latest: Generation<PullShapes> | undefined): PulledVersion | undefined {
  const outcome = latest?.outcome;
  if (outcome?.state !== "ready") return latest?.claim?.accepted.last;
  const { version, rows, provenance, seq, finished } = outcome;
  return { version, rows, provenance, seq, at: finished };
}

/** Whether a refresh is one of the present definition. */
export function isByDefinition({ seq }: StoredSource, found: Generation<PullShapes> | undefined): boolean {
  return found?.claim?.accepted.seq === seq;
}

/** A clock looks once a minute. */
const minuteMs = 60_000;

/**
 * A source with a new definition is refreshed at once. Time is counted from the minute of the look that found the last
 * refresh due, not from the moments that the look took: what is due each minute would be late for every second look.
 */
export function nextOf(source: StoredSource, latest: Generation<PullShapes> | undefined): number | undefined {
  const { refresh } = source.definition;
  if (latest?.claim === undefined || !isByDefinition(source, latest)) return source.at;
  if (refresh === undefined) return undefined;
  const { created, accepted } = latest.claim;
  if (!("every" in refresh)) return openSchedule(refresh).next(created);
  return (accepted.cause === "rule" ? created - (created % minuteMs) : created) + durationMs(refresh.every);
}
