import { durationMs } from "../schedule/duration.ts";
import type { Publication } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import type { Edition } from "./edition.ts";
import { newestEditions } from "./list-editions.ts";
import { removeEdition } from "./remove-edition.ts";

/** Records of skipped editions are kept for this time, ms. */
const skippedMs = 30 * 86_400_000;

/**
 * Retires the editions that a publication keeps no longer: those beyond the number of `keep`, or older than its
 * duration. Failed ones go with the ready ones of their time. The newest ready edition stays whatever its age, and so
 * do those being made. Records of skipped editions go after thirty days.
 *
 * @param until when to stop and leave the rest to the next call; milliseconds since the epoch
 * @returns how many were retired
 * @throws BroadsheetError `unavailable`
 */
export async function retireEditions(
  { name, configuration: { keep } }: Publication,
  world: PublicationWorld,
  until = Infinity,
): Promise<number> {
  const { store, clock } = world;
  const most = typeof keep === "number" ? keep : Infinity;
  const oldest = typeof keep === "string" ? clock.now() - durationMs(keep) : -Infinity;
  let [ready, retired] = [0, 0];
  const isDue = (edition: Edition): boolean => {
    if (edition.state === "making") return false;
    const beyond = ready > 0 && (ready >= most || edition.instant < oldest);
    if (edition.state === "skipped") return beyond || edition.instant < clock.now() - skippedMs;
    if (edition.state === "ready" && !beyond) ready += 1;
    return beyond;
  };
  for await (const edition of newestEditions(name, store)) {
    if (clock.now() >= until) break;
    if (!isDue(edition)) continue;
    await removeEdition(edition, "expired", world);
    retired += 1;
  }
  return retired;
}
