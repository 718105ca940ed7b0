import type { Delivery } from "../../core/service/delivery/records/delivery.ts";
import { readEvent } from "../../core/service/event/list-events.ts";
import type { ObjectStore } from "../../core/ports.ts";

/** A delivery as the API shows it: the schema `Delivery`. */
export async function describeDelivery(
  key: string,
  { event: eventKey, created, state, nextAt, tries, task, waiting }: Delivery,
  store: ObjectStore,
): Promise<Record<string, unknown>> {
  const event = await readEvent(eventKey, store);
  return {
    id: key.slice(key.lastIndexOf("/") + 1, -".json".length),
    event: event?.id ?? eventKey,
    time: iso(created),
    state,
    ...(task !== undefined && { to: task.to }),
    ...(task?.kind === "mail" && task.item !== undefined && { item: task.item.name }),
    ...(task?.kind === "rendition" && { form: task.form }),
    ...((task?.kind === "letters" || task?.kind === "rendition") && { page: task.page }),
    tries: tries.map(({ at, ms, status, fault }) => ({ at: iso(at), ms, status, fault })),
    ...(state === "due" && { next: iso(nextAt), ...(waiting !== undefined && { waiting: waiting.reason }) }),
  };
}

/** @param ms milliseconds since the epoch */
function iso(ms: number): string {
  return new Date(ms).toISOString();
}
