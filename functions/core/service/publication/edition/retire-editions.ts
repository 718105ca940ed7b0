import { durationMs } from "../schedule/duration.ts";
import type { Publication } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import { type Edition, isPresentEdition } from "./edition.ts";
import { markEdition } from "./edition-mark.ts";
import { newestEditions, newestMarkers } from "./list-editions.ts";
import { readEdition } from "./read-edition.ts";
import { removeEdition } from "./remove-edition.ts";

/** Records of skipped editions are kept for this time, ms. */
const skippedMs = 30 * 86_400_000;

/** How long after its instant an edition may be made and still be looked at when its time comes, ms. */
const lateMs = 2 * 3_600_000;

/**
 * Retires the editions that a publication keeps no longer: those beyond the number of `keep`, or older than its
 * duration. Failed ones go with the ready ones of their time. The newest ready edition stays whatever its age, and so
 * do those being made. Records of skipped editions go after thirty days. What is kept by its age is not read again, so
 * that a year of editions costs no more than an hour of them; and of those kept by their number, only those are read
 * whose markers do not say what they are.
 *
 * @param options.until when to stop and leave the rest to the next call; milliseconds since the epoch
 * @param options.since when a call last came to its end @default never
 * @returns how many were retired, and whether none is left that was due
 * @throws BroadsheetError `unavailable`
 */
export async function retireEditions(
  { name, configuration: { keep } }: Publication,
  world: PublicationWorld,
  { until = Infinity, since = 0 }: { readonly until?: number; readonly since?: number } = {},
): Promise<{ readonly retired: number; readonly complete: boolean }> {
  const { store, clock } = world;
  const now = clock.now();
  let retired = 0;
  const retire = async (edition: Edition): Promise<void> => {
    await removeEdition(edition, "expired", world);
    retired += 1;
  };
  const retireOf = async (editions: AsyncIterable<Edition>, isDue: (edition: Edition) => boolean): Promise<boolean> => {
    for await (const edition of editions) {
      if (clock.now() >= until) return false;
      if (edition.state !== "making" && isDue(edition)) await retire(edition);
    }
    return true;
  };
  const isOld = ({ state, instant }: Edition): boolean => state === "skipped" && instant < now - skippedMs;
  if (typeof keep === "number")
    return { complete: await retireByNumber({ name, keep }, { now, until, retire }, world), retired };
  const oldest = keep === undefined ? -Infinity : now - durationMs(keep);
  // Those before were looked at last time.
  const first = since === 0 ? -Infinity : since - skippedMs - lateMs;
  let complete = await retireOf(between(name, store, now - skippedMs, Math.max(first, oldest)), isOld);
  if (complete && oldest > -Infinity) {
    // Behind a newer ready one all go; otherwise the newest ready one stays.
    let ready = (await hasReady(name, oldest, store)) ? 1 : 0;
    complete = await retireOf(newestEditions(name, store, { before: oldest }), (edition) => {
      const isBeyond = ready > 0;
      if (edition.state === "ready") ready += 1;
      return isBeyond || isOld(edition);
    });
  }
  return { retired, complete };
}

interface Retiring {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly until: number;
  readonly retire: (edition: Edition) => Promise<void>;
}

/**
 * Retires what lies behind the newest ready editions that are kept, and skipped ones after their time. Those that their
 * markers call ready count without being read.
 *
 * @returns whether none is left that was due
 */
async function retireByNumber(
  { name, keep }: { readonly name: string; readonly keep: number },
  { now, until, retire }: Retiring,
  { store, clock }: PublicationWorld,
): Promise<boolean> {
  let ready = 0;
  for await (const markers of newestMarkers(name, store))
    for (const { id, mark, instant } of markers) {
      if (clock.now() >= until) return false;
      const isBeyond = ready >= keep;
      const isOld = instant < now - skippedMs;
      if (!isBeyond && mark === "ready") ready += 1;
      if (!isBeyond && (mark === "ready" || (mark === "skipped" && !isOld))) continue;
      const edition = await readEdition(name, id, store);
      if (!isPresentEdition(edition) || edition.state === "making") continue;
      if (isBeyond || (edition.state === "skipped" && isOld)) await retire(edition);
      else if (edition.state !== "failed") {
        if (edition.state === "ready") ready += 1;
        // It was made by a release without marks, or its mark was lost: next time it costs no read.
        await markEdition(edition, edition.state, store);
      }
    }
  return true;
}

/** The editions before one instant, back to another, which is included. */
async function* between(
  name: string,
  store: PublicationWorld["store"],
  before: number,
  first: number,
): AsyncGenerator<Edition> {
  if (before <= first) return;
  for await (const edition of newestEditions(name, store, { before })) {
    if (edition.instant < first) return;
    yield edition;
  }
}

/** Whether any edition since an instant is ready. A skipped one knows the edition for which it stands. */
async function hasReady(name: string, since: number, store: PublicationWorld["store"]): Promise<boolean> {
  let known: string | undefined;
  for await (const edition of newestEditions(name, store)) {
    if (edition.instant < since) return false;
    if (edition.state === "ready") return true;
    if (edition.state !== "skipped" || edition.sameAs === known) continue;
    known = edition.sameAs;
    const same = await readEdition(name, known, store);
    if (same?.state === "ready" && same.instant >= since) return true;
  }
  return false;
}
