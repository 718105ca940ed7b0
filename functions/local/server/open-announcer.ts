import { attemptAll, listDue } from "../../core/service/delivery/list-due.ts";
import type { DeliveryWorld } from "../../core/service/delivery/delivery-world.ts";
import type { EventWorld } from "../../core/service/event/announce-outcome.ts";
import { markOutbox, sweepOutbox } from "../../core/service/event/outbox.ts";
import type { Outbox } from "../../core/service/lifecycle/lifecycle-world.ts";

export interface Announcer {
  /** Marks outcomes before they are written, for the lifecycle. */
  readonly outbox: Outbox;
  /** Looks at once for what is to be announced or delivered. */
  wake(): void;
  /** Starts nothing more, and waits for the tries under way. */
  close(): Promise<void>;
}

/** Longest pause between two looks, ms: for what another process has left. */
const longestPause = 60_000;

/**
 * Announces outcomes and makes the deliveries that are due, in place of the queues and functions on AWS. It looks when
 * an outcome was written, when the next delivery is due, and once a minute; at its start it goes on with what an
 * earlier server left.
 */
export function openAnnouncer(world: EventWorld & DeliveryWorld): Announcer {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  /** Deliveries under way: a target that hangs must not hold up the next look. */
  const underWay = new Set<string>();

  const look = async (): Promise<number> => {
    await sweepOutbox(world);
    const { now, next } = await listDue(world, world.senders);
    const fresh = now.filter((key) => !underWay.has(key));
    if (fresh.length > 0) void deliver(fresh);
    return Math.max(0, Math.min((next ?? Infinity) - world.clock.now(), longestPause));
  };

  const deliver = async (keys: readonly string[]): Promise<void> => {
    for (const key of keys) underWay.add(key);
    await attemptAll(keys, world, stopping.signal);
    for (const key of keys) underWay.delete(key);
    // A delivery that failed is due again at a time that the last look did not know.
    wake();
  };

  const wake = (): void => {
    if (stopping.signal.aborted) return;
    if (looking !== undefined) {
      again = true;
      return;
    }
    clearTimeout(timer);
    looking = look()
      .catch((error: Error) => {
        world.logger.warn("events could not be announced", { reason: error.message });
        return longestPause;
      })
      .then((pause) => {
        looking = undefined;
        if (stopping.signal.aborted) return;
        timer = setTimeout(wake, again ? 0 : pause);
        again = false;
      });
  };

  return {
    outbox: { mark: (folder, mark) => markOutbox(folder.replace(/\/$/, ""), mark, world.store), wake },
    wake,
    async close() {
      stopping.abort();
      clearTimeout(timer);
      await looking;
    },
  };
}
