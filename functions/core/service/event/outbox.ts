import type { ObjectStore } from "../../ports.ts";
import { announceOutcome, type EventWorld } from "./announce-outcome.ts";
import { parseSubject } from "./parse-subject.ts";

/**
 * Where the store does not notify by itself, a marker precedes every outcome:
 *
 *     outbox/{folder of the outcome}/end    a subject is about to be ready or failed
 *     outbox/{folder of the outcome}/gone   it is about to be removed
 *
 * It is deleted once the outcome has been announced, so a crash between any two writes leaves either a marker or
 * nothing to announce. The two have markers of their own: an announcer that has just read `ready` must not delete the
 * marker of the removal that comes meanwhile.
 */
export const outboxPrefix = "outbox/";

export type OutboxMark = "end" | "gone";

/**
 * Records that an outcome is about to be written.
 *
 * @throws BroadsheetError `unavailable`: the outcome must not be written
 */
export async function markOutbox(folder: string, mark: OutboxMark, store: ObjectStore): Promise<void> {
  if (parseSubject(folder) !== undefined)
    await store.put(`${outboxPrefix}${folder}/${mark}`, new Uint8Array(0), "application/octet-stream");
}

/**
 * Announces every outcome that has a marker. A marker whose outcome has not come stays: the lifecycle brings every
 * subject to an end, and its writer marks again. One that fails is logged and left to the next call.
 *
 * @returns how many were announced
 * @throws BroadsheetError `unavailable` if the markers cannot be listed
 */
export async function sweepOutbox(world: EventWorld): Promise<number> {
  let announced = 0;
  let after: string | undefined;
  do {
    const page = await world.store.list(outboxPrefix, { after });
    for (const { key } of page.objects) {
      try {
        if (await announceMarked(key, world)) announced += 1;
      } catch (error) {
        world.logger.error("an outcome could not be announced", { key, reason: (error as Error).message });
      }
    }
    after = page.next;
  } while (after !== undefined);
  return announced;
}

async function announceMarked(key: string, world: EventWorld): Promise<boolean> {
  const end = key.lastIndexOf("/");
  const [folder, mark] = [key.slice(outboxPrefix.length, end), key.slice(end + 1)];
  const event = await announceOutcome(folder, world);
  const removed = typeof event === "object" && (event.type.endsWith(".deleted") || event.type.endsWith(".expired"));
  const waits =
    event === undefined
      ? await isPresent(folder, world.store)
      : typeof event === "object" && mark === "gone" && !removed;
  if (!waits) await world.store.delete(key);
  return typeof event === "object" && !waits;
}

/** Whether an outcome may still come: something is left of the subject. */
async function isPresent(folder: string, store: ObjectStore): Promise<boolean> {
  const { objects } = await store.list(`${folder}/`, { limit: 1 });
  return objects.length > 0;
}
