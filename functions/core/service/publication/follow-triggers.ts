import { lastMoveOf } from "../../names/name-log.ts";
import { instantId } from "./edition/edition-kind.ts";
import type { EditionPlan } from "./edition/make-edition.ts";
import {
  type DataTrigger,
  type DatasetPlaces,
  isData,
  isSchedule,
  type Publication,
  type ScheduleTrigger,
} from "./publication.ts";
import type { PublicationWorld } from "./publication-world.ts";
import type { Cursor } from "./record/cursor.ts";
import { dueTimes } from "./schedule/due-times.ts";
import { areViewsSettling } from "../view/are-views-settling.ts";
import { durationMs } from "./schedule/duration.ts";
import { dayOfEdition } from "./schedule/edition-request.ts";

/** Longest time for which an edition waits for views, ms. */
const longestWait = 3_600_000;

/** The editions that are due, in the order of their instants, and where the cursor stands once they are made. */
export interface Due {
  readonly plans: readonly EditionPlan[];
  readonly until: number;
  readonly places: DatasetPlaces;
}

/**
 * Finds which editions a publication's triggers ask for now. It only reads: the same state gives the same plans with
 * the same ids, however many callers ask.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function followTriggers(publication: Publication, cursor: Cursor, world: PublicationWorld): Promise<Due> {
  const now = world.clock.now();
  const { on } = publication.configuration;
  const schedules = on.filter(isSchedule).map((trigger) => followSchedule(publication, trigger, cursor, now, world));
  const data = await Promise.all(
    on.filter(isData).map((trigger) => followData(publication, trigger, cursor, now, world)),
  );
  return {
    plans: [...schedules, ...data].flatMap(({ plans }) => plans).toSorted((a, b) => a.instant - b.instant),
    until: Math.min(now, ...schedules.map(({ end }) => end)),
    places: Object.assign({}, cursor.places, ...data.map(({ places }) => places)) as DatasetPlaces,
  };
}

function followSchedule(
  publication: Publication,
  trigger: ScheduleTrigger,
  cursor: Cursor,
  now: number,
  world: PublicationWorld,
): { readonly plans: EditionPlan[]; readonly end: number } {
  const { configuration } = publication;
  const { schedule, timezone = "UTC" } = trigger;
  const { times, passedOver, end } = dueTimes(trigger, configuration.missed ?? "latest", cursor.until, now);
  if (passedOver > 0)
    world.logger.warn("scheduled editions were missed and will not be made", {
      publication: publication.name,
      schedule,
      count: passedOver,
    });
  const plans = times.map((instant, index): EditionPlan => {
    const cause = {
      kind: "schedule",
      schedule,
      timezone,
      ...(index === 0 && passedOver > 0 && { passedOver }),
    } as const;
    return { id: instantId(instant), instant, day: dayOfEdition(configuration, instant, world, timezone), cause };
  });
  return { plans, end };
}

/**
 * A dataset that moved to the version that it already had is not new. The edition is that of the dataset that moved
 * last, once nothing has moved for the time to settle, and the views of what has moved are made: its report may read
 * one of them.
 */
async function followData(
  publication: Publication,
  { data, settle = "5m" }: DataTrigger,
  cursor: Cursor,
  now: number,
  world: PublicationWorld,
): Promise<{ readonly plans: EditionPlan[]; readonly places: DatasetPlaces }> {
  const found = await Promise.all(
    data.map(async (name) => ({ name, place: await lastMoveOf(world.store, `datasets/${name}`) })),
  );
  const moved = found.flatMap(({ name, place }) =>
    place === undefined || place.sequence <= (cursor.places[name]?.sequence ?? 0) ? [] : [{ name, ...place }],
  );
  const places = Object.fromEntries(moved.map(({ name, sequence, version }) => [name, { sequence, version }]));
  const changed = moved.filter(({ name, version }) => version !== cursor.places[name]?.version);
  if (changed.length === 0) return { plans: [], places };
  const last = moved.toSorted((a, b) => a.moved - b.moved || (a.name < b.name ? -1 : 1)).at(-1)!;
  const instant = last.moved + durationMs(settle);
  const names = moved.map(({ name }) => name);
  const isEarly = instant > now || (now < last.moved + longestWait && (await areViewsSettling(world.store, names)));
  if (isEarly) return { plans: [], places: {} };
  const day = dayOfEdition(publication.configuration, instant, world);
  return {
    plans: [{ id: `${last.name}-${last.sequence}`, instant, day, cause: { kind: "data", datasets: places } }],
    places,
  };
}
