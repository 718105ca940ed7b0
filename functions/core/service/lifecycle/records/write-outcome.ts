import { outcomeKey, pendingKey } from "./keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseOutcome, writeRecord } from "./parse-record.ts";
import { type GoneOutcome, isGone } from "./records.ts";
import type { Outcome } from "./records.ts";
import type { Shapes, Subject } from "./subject.ts";

/**
 * Writes how a generation ended. If it already has an outcome, that one stays.
 *
 * @returns the outcome that is stored: this call's, or an earlier one
 * @throws BroadsheetError `unavailable`
 */
export async function writeOutcome<S extends Shapes>(
  subject: Subject<S>,
  outcome: Outcome<S["ready"]>,
  world: Pick<LifecycleWorld, "store" | "outbox">,
): Promise<Outcome<S["ready"]>> {
  const { store } = world;
  const outbox = subject.kind.silent === true ? undefined : world.outbox;
  const key = outcomeKey(subject);
  await outbox?.mark(subject.folder, "end");
  const created = await store.create(key, writeRecord(outcome), "application/json");
  const present = created ? outcome : await readBack(subject, key, outcome, store);
  // An attempt that ends after its subject was removed must not leave its results behind.
  // The pending marker belongs to the deletion, which may still be running.
  if (isGone(present)) for (const name of subject.kind.results) await store.delete(`${subject.folder}${name}`);
  else {
    const pending = pendingKey(subject);
    if (pending !== undefined) await store.delete(pending);
  }
  outbox?.wake();
  return present;
}

async function readBack<S extends Shapes>(
  { kind }: Subject<S>,
  key: string,
  { finished }: Outcome<S["ready"]>,
  store: LifecycleWorld["store"],
): Promise<Outcome<S["ready"]>> {
  const found = await store.get(key);
  // Removed between the two calls: the whole generation has expired.
  return found
    ? parseOutcome(kind, key, found.body)
    : ({ state: "expired", finished, created: finished } satisfies GoneOutcome);
}
