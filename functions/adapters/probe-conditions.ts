import { BroadsheetError } from "../core/errors.ts";
import type { ObjectStore } from "../core/ports.ts";

/** So many writes race for one object: gateways that look first and write afterwards let two of three through. */
const racers = 8;

/**
 * Makes sure that a store that several servers share keeps the conditions of writes: what exists is not created again,
 * and what has changed is not replaced, also when several ask at the same moment. Without them a report would be
 * rendered twice, and a name would lose a version.
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
    await probeRaces(store, `${key}-race`);
  } finally {
    await store.delete(key).catch(() => undefined);
  }
}

/**
 * Waits for every write, also after one has failed, so that none arrives after the object has been deleted.
 *
 * @returns how many of the writes were let through
 * @throws what the first write that failed threw
 */
async function race(name: string, write: (body: Uint8Array) => Promise<boolean>): Promise<number> {
  const ends = await Promise.allSettled(
    Array.from({ length: racers }, (_, racer) => write(new TextEncoder().encode(`${name} ${racer}`))),
  );
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return ends.filter((end) => end.status === "fulfilled" && end.value).length;
}

/**
 * After a lost answer the winner's own write looks like a refusal, so that none may win, but never two. All bodies
 * differ, since equal ones have equal ETags.
 */
async function probeRaces(store: ObjectStore, key: string): Promise<void> {
  try {
    if ((await race("creates", (body) => store.create(key, body, "text/plain"))) > 1)
      throw unkept("it creates an object twice when several ask at once (If-None-Match: * on PUT)");
    const found = await store.get(key);
    if (found === undefined) throw unkept(`an object that was just written (${key}) is not there`);
    if ((await race("replaces", (body) => store.replace(key, body, "text/plain", found.etag))) > 1)
      throw unkept("it replaces an object twice when several ask at once (If-Match on PUT)");
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
