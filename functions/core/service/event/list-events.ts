import { parseStored } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";
import { type Event, eventsAfter, eventsPrefix } from "./event.ts";

/** Events read in parallel. */
const abreast = 16;

/**
 * Yields the stored events from a time on, oldest first.
 *
 * @param since milliseconds since the epoch
 * @throws BroadsheetError `unavailable`
 */
export async function* listEvents(since: number, store: ObjectStore): AsyncGenerator<Event> {
  let after: string | undefined = eventsAfter(since);
  do {
    const page = await store.list(eventsPrefix, { after });
    for (let start = 0; start < page.objects.length; start += abreast) {
      const found = await Promise.all(
        page.objects.slice(start, start + abreast).map(({ key }) => readEvent(key, store)),
      );
      yield* found.filter((event) => event !== undefined);
    }
    after = page.next;
  } while (after !== undefined);
}

/** @returns `undefined` if the event is no longer kept */
export async function readEvent(key: string, store: ObjectStore): Promise<Event | undefined> {
  const found = await store.get(key);
  return found && parseStored<Event>(key, found.body);
}
