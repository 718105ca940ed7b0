import { isCorrupt, parseStored } from "../../core/errors.ts";
import type { ListedObject, ObjectStore } from "../../core/ports.ts";

/** What is wrong with a stored object. */
export interface Fault {
  readonly state: "damaged" | "lost";
  readonly fault: string;
}

/**
 * Reads an object to its end, so that the store compares it with what it knows of it; a record must also be JSON.
 *
 * @returns undefined if nothing is wrong, or it was removed meanwhile
 * @throws BroadsheetError `unavailable`
 */
export async function readFault(
  store: ObjectStore,
  { key, size }: Pick<ListedObject, "key" | "size">,
): Promise<Fault | undefined> {
  return faultOf(async () => {
    if (key.endsWith(".json") && size > 0) {
      const found = await store.get(key);
      if (found !== undefined) parseStored(key, found.body);
      return;
    }
    for await (const _ of (await store.getStream(key))?.body ?? []) continue;
  });
}

/** What a piece of work finds damaged; undefined if it finds nothing. */
export async function faultOf(work: () => Promise<unknown>): Promise<Fault | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    const message = error.problems[0]?.message ?? error.message;
    return / is missing /.test(message)
      ? { state: "lost", fault: "it is missing" }
      : { state: "damaged", fault: message.replace(/^.* is damaged: /, "") };
  }
}
