import { BroadsheetError } from "../../errors.ts";
import { inTurn } from "../../in-turn.ts";
import { runSideBySide } from "../../run-side-by-side.ts";
import { advanceEditions } from "./edition/advance-editions.ts";
import { makeEdition } from "./edition/make-edition.ts";
import { retireEditions } from "./edition/retire-editions.ts";
import { followTriggers } from "./follow-triggers.ts";
import type { Publication } from "./publication.ts";
import type { PublicationWorld } from "./publication-world.ts";
import { moveCursor, readCursor } from "./record/cursor.ts";
import { publicationNames } from "./record/list-publications.ts";
import { isPublished, readPublication } from "./record/read-publication.ts";

/** Time between two looks for old editions, ms. */
const retireMs = 3_600_000;

/** Publications looked at side by side: a look is mostly a wait for the store. */
const width = 16;

/**
 * Does once a minute what publications need: makes the editions that are due, ends those whose reports have ended, and
 * retires old ones. Any number of ticks may run at once, and none need run in time: every edition is made once. A
 * publication that fails is logged and left to the next tick; the others continue first. Each of the three has its
 * share of the time, and each minute begins with other publications, so that none starves where there are too many.
 *
 * @param until when to stop, milliseconds since the epoch
 * @throws BroadsheetError `unavailable` if the publications or editions cannot be listed, and in the end if some failed
 */
export async function tickPublications(world: PublicationWorld, until: number): Promise<void> {
  const { store, clock, logger } = world;
  const names: string[] = [];
  for await (const name of publicationNames(store)) names.push(name);
  // Without a publication there is no edition either: a deleted one leaves none.
  if (names.length === 0) return;
  const failed = new Set<string>();
  const forEach = <T>(items: readonly T[], end: number, nameOf: (item: T) => string, act: (item: T) => Promise<void>) =>
    runSideBySide(inTurn(items, clock.now()), width, async (item) => {
      if (clock.now() >= end) return;
      try {
        await act(item);
      } catch (error) {
        const name = nameOf(item);
        logger.error("the tick failed for a publication", { publication: name, reason: (error as Error).message });
        failed.add(name);
      }
    });
  const begun = clock.now();
  const publications: Publication[] = [];
  await forEach(names, begun + (until - begun) / 2, String, async (name) => {
    const publication = await readPublication(name, store);
    if (!isPublished(publication)) return;
    publications.push(publication);
    if (publication.state === "active") await makeDueEditions(publication, world);
  });
  const made = clock.now();
  const ended = await advanceEditions(world, { until: made + ((until - made) * 2) / 3 });
  await forEach(
    publications,
    until,
    ({ name }) => name,
    (publication) => retireIfDue(publication, ended.has(publication.name), world, until),
  );
  if (failed.size > 0)
    throw new BroadsheetError("unavailable", {
      code: "publications-failed",
      message: `the tick failed for publications: ${[...failed].join(", ")}`,
      seen: [...failed],
      hint: "The log says why; the next tick tries again.",
    });
}

/** Makes the editions that a publication's triggers ask for. */
export async function makeDueEditions(publication: Publication, world: PublicationWorld): Promise<void> {
  const { name } = publication;
  const cursor = await readCursor(publication, world.store);
  const { plans, until, places } = await followTriggers(publication, cursor, world);
  for (const plan of plans) {
    const edition = await makeEdition(publication, plan, world);
    if (edition !== undefined)
      world.logger.info(
        edition.state === "skipped" ? "an edition was skipped: nothing has changed" : "an edition is being made",
        { publication: name, edition: edition.id },
      );
  }
  const hasMoved =
    plans.length > 0 ||
    until < world.clock.now() ||
    Object.keys(places).some((dataset) => places[dataset]?.sequence !== cursor.places[dataset]?.sequence);
  if (hasMoved)
    await moveCursor(name, cursor, { since: cursor.since, until, places, retired: cursor.retired }, world.store);
}

async function retireIfDue(
  publication: Publication,
  hasEnded: boolean,
  world: PublicationWorld,
  until: number,
): Promise<void> {
  const { keep, skip } = publication.configuration;
  if (keep === undefined && skip === undefined) return;
  const cursor = await readCursor(publication, world.store);
  const now = world.clock.now();
  if (!(hasEnded && typeof keep === "number") && now < cursor.retired + retireMs) return;
  const { retired, complete } = await retireEditions(publication, world, { until, since: cursor.retired });
  if (retired > 0) world.logger.info("old editions were retired", { publication: publication.name, count: retired });
  // The next tick goes on with what is left.
  if (!complete) return;
  const { etag: _etag, ...kept } = cursor;
  await moveCursor(publication.name, cursor, { ...kept, retired: now }, world.store);
}
