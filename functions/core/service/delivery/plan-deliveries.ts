import { canonicalJson } from "../../json/canonical-json.ts";
import type { Event, SubjectKind } from "../event/event.ts";
import { matchEvent } from "../event/match-event.ts";
import type { Subscriber } from "../event/announce-outcome.ts";
import { folderOf } from "../event/parse-subject.ts";
import type { Clock, ObjectStore } from "../../ports.ts";
import type { CopyEntry, DeliverEntry } from "./deliver-schema.ts";
import { readDeliverPlan } from "./records/deliver-plan.ts";
import { deliveryKey } from "./records/delivery-keys.ts";
import { createDelivery } from "./records/delivery-records.ts";
import type { CopyTask, DeliveryTask, RenditionTask } from "./records/delivery.ts";
import type { Handover, Handovers } from "./records/handover.ts";
import { newDelivery } from "./records/new-delivery.ts";
import { planNotices } from "./notice/plan-notices.ts";
import { keepWebhooks } from "./webhook/keep-webhooks.ts";
import { webhookChannel } from "./webhook/webhook.ts";

/** Name of a copy, unless its entry has another. */
const usualName = "{{ name }}-{{ date }}.pdf";

/** The same for a batch, which has many files. */
const usualNames = "{{ name }}-{{ date }}/{{ file }}";

/** Kinds of subjects that have a `deliver` list of their own. */
const planned: ReadonlySet<string> = new Set<SubjectKind>(["report", "batch", "edition"]);

/** Deliveries created at a time. */
const abreast = 16;

export interface PlanningWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly handovers: Handovers;
  /** Called with the keys of deliveries that wait for their first try. */
  planned(keys: readonly string[]): Promise<void> | void;
}

/** A delivery to be made: its channel, and what distinguishes it from others of the event there. */
interface Wanted {
  readonly channel: string;
  readonly about: string;
  readonly task?: DeliveryTask;
}

/**
 * The subscriber that makes a delivery of an event for every webhook that receives its type, and for every entry of the
 * subject's own `deliver` list or address of a dataset's list. A repeated event makes no second delivery.
 */
export function planDeliveries(world: PlanningWorld): Subscriber {
  const { store, clock } = world;
  const webhooksNow = keepWebhooks(world);
  return async (event) => {
    const webhooks = await webhooksNow();
    const plan = planned.has(event.subject.kind)
      ? await readDeliverPlan(`${folderOf(event.subject)}/`, store)
      : undefined;
    const handover =
      plan === undefined || !event.type.endsWith(".ready") ? undefined : await world.handovers.find(event.subject);
    const wanted = tellApart([
      ...webhooks
        .filter(({ events }) => matchEvent(event.type, events))
        .map(({ name }) => ({ channel: webhookChannel(name), about: event.id })),
      ...(plan?.entries ?? []).flatMap((entry) => wantedBy(entry, event, handover)),
      ...(await planNotices(event, store)),
    ]);
    const created: string[] = [];
    const create = async ({ channel, about, task }: Wanted): Promise<void> => {
      const key = deliveryKey(channel, event.time, about);
      if (await createDelivery(key, newDelivery(channel, event, clock.now(), task), store)) created.push(key);
    };
    for (let first = 0; first < wanted.length; first += abreast)
      await Promise.all(wanted.slice(first, first + abreast).map(create));
    if (created.length > 0) await world.planned(created);
  };
}

/**
 * Webhooks get results that are ready or have failed; letters and copies only those that are ready. A removal deletes
 * the list.
 */
function wantedBy(entry: DeliverEntry, event: Event, handover: Handover | undefined): readonly Wanted[] {
  if (!event.type.endsWith(".ready") && !event.type.endsWith(".failed")) return [];
  if ("webhook" in entry) return [{ channel: webhookChannel(entry.webhook), about: event.id }];
  if (!event.type.endsWith(".ready")) return [];
  if ("copy" in entry && handover !== undefined) return copiesOf(entry.copy, event, handover);
  if ("copy" in entry) {
    const { to, name = usualName, renditions = [] } = entry.copy;
    return [
      { channel: "copy", about: JSON.stringify([event.id, to, name]), task: { kind: "copy", to, name } },
      // Each form is a delivery of its own: the PDF waits for none.
      ...renditions.map((form): Wanted => ({
        channel: "copy",
        about: JSON.stringify([event.id, to, name, { form }]),
        task: { kind: "rendition", to, name, form },
      })),
    ];
  }
  const { to, subject, attach = false, renditions = [], dataChanges = false } = entry.mail;
  if (typeof to === "object" && "column" in to) {
    const { column } = to;
    return pagesOf(handover).map((page) => ({
      channel: "letters",
      about: JSON.stringify([event.id, column, page]),
      task: {
        kind: "letters",
        to: column,
        page,
        attach,
        ...(subject !== undefined && { subject }),
        ...(renditions.length > 0 && { renditions }),
      },
    }));
  }
  const addresses = typeof to === "string" ? [to] : to;
  return addresses.map((address) => ({
    channel: "mail",
    about: JSON.stringify([event.id, address]),
    task: {
      kind: "mail",
      to: address,
      attach,
      ...(subject !== undefined && { subject }),
      // A batch has no single report with other forms.
      ...(renditions.length > 0 && handover === undefined && { renditions }),
      ...(dataChanges && { dataChanges }),
    },
  }));
}

/**
 * The deliveries of a list, each once. Entries may write to one address in different ways, and each letter is a
 * delivery of its own: the keys of all but the first name what they say too, so that the key of the first, and of lists
 * without such entries, is the same in every release. The letters of a batch's rows stay one for each row.
 */
function tellApart(wanted: readonly Wanted[]): readonly Wanted[] {
  const known = new Map<string, Set<string>>();
  return wanted.flatMap((one) => {
    const place = JSON.stringify([one.channel, one.about]);
    const said = one.task?.kind === "mail" ? canonicalJson(one.task) : "";
    const others = known.get(place);
    if (others === undefined) known.set(place, new Set([said]));
    if (others?.has(said) === true) return [];
    others?.add(said);
    return others === undefined ? [one] : [{ ...one, about: JSON.stringify([one.about, said]) }];
  });
}

/** Copies of a batch's files, and of its items page by page, form by form, if those are what it hands over. */
function copiesOf(
  { to, name = usualNames, renditions = [] }: CopyEntry,
  event: Event,
  handover: Handover,
): readonly Wanted[] {
  const wanted = (rest: Pick<CopyTask, "page" | "file"> | Pick<RenditionTask, "page" | "form">): Wanted => ({
    channel: "copy",
    about: JSON.stringify([event.id, to, name, rest]),
    task: "form" in rest ? { kind: "rendition", to, name, ...rest } : { kind: "copy", to, name, ...rest },
  });
  return [
    ...(handover.single
      ? pagesOf(handover).flatMap((page) => [wanted({ page }), ...renditions.map((form) => wanted({ page, form }))])
      : []),
    ...handover.files.map((file) => wanted({ file: file.name })),
  ];
}

function pagesOf(handover: Handover | undefined): readonly number[] {
  return Array.from({ length: handover?.pages ?? 0 }, (_, index) => index + 1);
}
