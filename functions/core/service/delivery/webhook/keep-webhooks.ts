import { parseStored } from "../../../errors.ts";
import type { Clock, ListedObject, ObjectStore } from "../../../ports.ts";
import { listAll } from "../../../paging/list-all.ts";
import { webhooksPrefix, type Webhook } from "./webhook.ts";

/**
 * How long ago a webhook must have been written before its time can tell it from every later one, ms: S3 counts in
 * seconds, and its clock may differ from ours by minutes.
 */
const settledMs = 5 * 60_000;

/** Webhooks read at a time. */
const abreast = 32;

interface Kept {
  readonly modified: number;
  readonly size: number;
  readonly webhook: Webhook;
}

/**
 * Lists all webhooks by name, again and again: every event is matched with each. The list is made anew each time, so a
 * webhook that was just made or deleted counts; but one that the list shows unchanged is not read a second time.
 *
 * @returns the function that lists them; it throws BroadsheetError `unavailable`, or `damaged`
 */
export function keepWebhooks({
  store,
  clock,
}: {
  readonly store: Pick<ObjectStore, "list" | "get">;
  readonly clock: Pick<Clock, "now">;
}): () => Promise<readonly Webhook[]> {
  let kept: ReadonlyMap<string, Kept> = new Map();
  const read = async ({ key, modified, size }: ListedObject): Promise<Kept | undefined> => {
    const before = kept.get(key);
    if (before?.modified === modified && before.size === size) return before;
    const found = await store.get(key);
    return found && { modified, size, webhook: parseStored<Webhook>(key, found.body) };
  };
  return async () => {
    const now = clock.now();
    const listed: ListedObject[] = [];
    for await (const object of listAll(store, webhooksPrefix)) listed.push(object);
    const next = new Map<string, Kept>();
    const webhooks: Webhook[] = [];
    for (let start = 0; start < listed.length; start += abreast) {
      const found = await Promise.all(listed.slice(start, start + abreast).map(read));
      for (const [index, each] of found.entries()) {
        if (each === undefined) continue;
        webhooks.push(each.webhook);
        if (now - each.modified >= settledMs) next.set(listed[start + index]!.key, each);
      }
    }
    kept = next;
    return webhooks;
  };
}
