import { isCorrupt } from "../../errors.ts";
import type { Clock, Logger, ObjectStore } from "../../ports.ts";
import { describeOutcome } from "./describe-outcome.ts";
import { type Event, eventKey } from "./event.ts";
import { outcomeIn, parseSubject } from "./parse-subject.ts";

/** Hands an event on. It may be called again with the same event, which must not do anything twice. */
export type Subscriber = (event: Event) => Promise<void>;

export interface EventWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly subscribers: readonly Subscriber[];
}

/**
 * Announces how a subject ended: stores the event, then hands it to every subscriber. May be repeated: the event is the
 * same, and so is its key.
 *
 * @param folder of the outcome
 * @returns the event; `none` if there will never be one (nobody's folder, a record that cannot be read); `undefined` if
 *   there is no outcome yet
 * @throws what the store or a subscriber throws: the announcement must be repeated
 */
export async function announceOutcome(
  folder: string,
  { store, logger, subscribers }: EventWorld,
): Promise<Event | "none" | undefined> {
  const subject = parseSubject(folder);
  if (subject === undefined) return "none";
  const found = await store.get(outcomeIn(folder)).catch((error: unknown) => {
    if (isCorrupt(error)) return "damaged" as const;
    throw error;
  });
  if (found === undefined) return undefined;
  const event = found === "damaged" ? undefined : describeOutcome(subject, parse(found.body));
  if (event === undefined) {
    logger.error("an outcome cannot be announced: it cannot be read", { key: outcomeIn(folder) });
    return "none";
  }
  await store.create(eventKey(event), new TextEncoder().encode(JSON.stringify(event)), "application/json");
  for (const subscriber of subscribers) await subscriber(event);
  return event;
}

function parse(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(new TextDecoder().decode(body)) as unknown;
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
