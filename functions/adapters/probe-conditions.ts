import { BroadsheetError } from "../core/errors.ts";
import type { ObjectStore } from "../core/ports.ts";

/**
 * Makes sure that a store that several servers share keeps the conditions of writes: what exists is not created again,
 * and what has changed is not replaced. Without them a report would be rendered twice, and a name would lose a version.
 *
 * @param token for the name of the object that is written and removed
 * @throws BroadsheetError `invalid-request`, code `store-without-conditions`; `unavailable` if it does not answer
 */
export async function probeConditions(store: ObjectStore, token: string): Promise<void> {
  const key = `probe/${token}`;
  const write = (text: string) => [key, new TextEncoder().encode(text), "text/plain"] as const;
  try {
    await store.create(...write("first"));
    const first = await store.get(key);
    if (first === undefined) throw unkept(`an object that was just written (${key}) is not there`);
    if (await store.create(...write("second")))
      throw unkept("it creates an object that exists (If-None-Match: * on PUT)");
    // After a lost answer, our own write looks like a refusal.
    if (!(await store.replace(...write("third"), first.etag)) && !(await holds(store, key, "third")))
      throw unkept("it does not replace an object that has not changed (If-Match on PUT)");
    if (await store.replace(...write("fourth"), first.etag))
      throw unkept("it replaces an object that has changed (If-Match on PUT)");
  } finally {
    await store.delete(key).catch(() => undefined);
  }
}

async function holds(store: ObjectStore, key: string, text: string): Promise<boolean> {
  const found = await store.get(key);
  return found !== undefined && new TextDecoder().decode(found.body) === text;
}

function unkept(reason: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "store-without-conditions",
    message: `this store cannot be shared by servers: ${reason}`,
    hint: "AWS S3, Ceph RGW 19 and MinIO keep conditions of writes; a store for one server may be a folder (--data-dir)",
  });
}
