import type { LetterFacts, LetterText } from "../../../report/compose/letter/letter.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import { BroadsheetError } from "../../../errors.ts";
import { mediaTypes, renditionFile } from "../../../rendition-form.ts";
import type { Event } from "../../event/event.ts";
import { folderOf } from "../../event/parse-subject.ts";
import type { Attachment, Clock, Mailer, ObjectStore, SecretStore } from "../../../ports.ts";
import type { Sender, Sent } from "../delivery-world.ts";
import { factsOf, fileOf } from "../facts-of.ts";
import type { Brought } from "../gather-renditions.ts";
import { signToken } from "../link/sign-token.ts";
import { type DeliverPlan, readDeliverPlan } from "../records/deliver-plan.ts";
import type { LetterTask } from "../records/delivery.ts";
import type { Handovers } from "../records/handover.ts";
import { faultOfAddress } from "./mail-address.ts";
import { dropReason, mailResult } from "./mail-result.ts";

/** How long the link in a letter is valid, ms. */
export const linkMs = 30 * 24 * 3_600_000;

/** Most bytes that are attached to a letter, of all files together; mail services refuse more. */
const mostAttached = 7_000_000;

export interface LetterWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly mailer: Mailer;
  readonly handovers: Handovers;
  /** Address of this service as its readers reach it, without a final slash. */
  publicUrl(): string;
  /** Composes a letter of a stored template: `composeLetter`, with the template opened. */
  compose(plan: DeliverPlan, facts: LetterFacts, subject: string | undefined): Promise<LetterText>;
  /** What an edition shows that the one before did not, line by line. */
  changes(event: Event, plan: DeliverPlan): Promise<readonly string[]>;
  /** What changed in its data, line by line, if that was found out. */
  dataChanges(event: Event, plan: DeliverPlan): Promise<readonly string[]>;
}

/**
 * Sends letters. The delivery with its lease is the intent: it is recorded before a letter leaves, so that a process
 * that dies leaves `unknown`, and no letter is sent twice unasked.
 */
export function letterSender(world: LetterWorld): Sender {
  return {
    timeoutMs: world.mailer.timeoutMs,
    repeatable: false,
    async send({ task }, event, key, brought) {
      if (task?.kind !== "mail") return { state: "failed", parked: true, fault: "the delivery has no letter" };
      const fault = faultOfAddress(task.to);
      if (fault !== undefined) return { state: "failed", parked: true, fault };
      const plan = await readDeliverPlan(`${folderOf(event.subject)}/`, world.store);
      if (plan === undefined) return { state: "dropped", fault: "the PDF or batch that it announces was removed" };
      const dropped = await dropReason(task.to, plan.name, world.store);
      if (dropped !== undefined) return { state: "dropped", fault: dropped };
      try {
        return await sendTask(task, event, { key, plan, brought }, world);
      } catch (error) {
        // Everything that throws does so before the letter leaves.
        if (!(error instanceof BroadsheetError)) throw error;
        return { state: "failed", fault: error.message.slice(0, 300), parked: !error.transient };
      }
    },
  };
}

async function sendTask(
  task: LetterTask,
  event: Event,
  { key, plan, brought }: { readonly key: string; readonly plan: DeliverPlan; readonly brought: Brought },
  world: LetterWorld,
): Promise<Sent> {
  const { store, clock, secrets } = world;
  const publicUrl = world.publicUrl();
  const { item } = task;
  const linked = await linkedFile(task, event, plan, world);
  if (item !== undefined && (await store.head(item.key)) === undefined)
    return { state: "dropped", fault: "the item was removed" };
  const expires = clock.now() + linkMs;
  const linkTo = async (file: LinkedFile): Promise<string> =>
    `${publicUrl}/links/${await signToken({ kind: "file", key: file.key, name: file.name, expires }, secrets)}`;
  const link = linked && (await linkTo(linked));
  const others = brought.files.map((file) => ({
    ...file,
    name: renditionFile(linked?.name ?? `${plan.name}-${plan.date}`, file.form),
  }));
  const unsubscribe = `${publicUrl}/unsubscribe/${await signToken({ kind: "unsubscribe", address: task.to, list: plan.name }, secrets)}`;
  const facts: LetterFacts = {
    ...factsOf(event, plan, item),
    link,
    unsubscribe,
    changes: item === undefined ? await world.changes(event, plan) : [],
    dataChanges: item === undefined && task.dataChanges === true ? await world.dataChanges(event, plan) : [],
    renditions: await Promise.all(
      others.map(async (file) => ({ form: file.form, name: file.name, link: await linkTo(file) })),
    ),
  };
  const words = await world.compose(plan, facts, task.subject);
  const body = task.attach && linked !== undefined ? (await store.get(linked.key))?.body : undefined;
  if (task.attach && linked !== undefined && body === undefined)
    return { state: "failed", parked: true, fault: "the PDF was removed" };
  if (body !== undefined && body.byteLength > mostAttached)
    return {
      state: "failed",
      parked: true,
      fault: `the PDF has ${body.byteLength} bytes, too many to attach: send a link`,
    };
  const attached = body && (await attach(others, mostAttached - body.byteLength, store));
  const mailed = await world.mailer.send({
    to: task.to,
    ...words,
    messageId: `${sha256(key).slice(0, 40)}@broadsheet`,
    unsubscribe,
    ...(attached && {
      attachments: [{ name: linked!.name, body, contentType: "application/pdf" }, ...attached.attachments],
    }),
  });
  const faults = [...brought.missing.map((one) => one.fault), ...(attached?.faults ?? [])];
  return mailResult(mailed, faults, task, world);
}

interface LinkedFile {
  readonly key: string;
  readonly name: string;
}

/**
 * Reads the renditions that go with a letter, as many as there is room for: the letter has a link to each.
 *
 * @param room bytes
 */
async function attach(
  files: readonly (Brought["files"][number] & LinkedFile)[],
  room: number,
  store: ObjectStore,
): Promise<{ readonly attachments: readonly Attachment[]; readonly faults: readonly string[] }> {
  const attachments: Attachment[] = [];
  const faults: string[] = [];
  let left = room;
  for (const { key, name, form, bytes, sha256: hash } of files) {
    const body = bytes > left ? undefined : (await store.get(key))?.body;
    if (bytes > left) faults.push(`${name} is only linked: with the other files, its ${bytes} bytes are too many`);
    else if (body === undefined) faults.push(`without ${name}: it was removed`);
    else if (sha256(body) !== hash) faults.push(`without ${name}: its content has another hash than was recorded`);
    else {
      left -= body.byteLength;
      attachments.push({ name, body, contentType: mediaTypes[form] });
    }
  }
  return { attachments, faults };
}

/**
 * The file that a letter links to or has attached: an item's or a subject's PDF; of a batch its archive or only volume,
 * else its manifest.
 */
async function linkedFile(
  { item }: LetterTask,
  event: Event,
  { name, date }: DeliverPlan,
  { handovers }: LetterWorld,
): Promise<LinkedFile | undefined> {
  if (item !== undefined) return { key: item.key, name: `${item.name}.pdf` };
  const handover = await handovers.find(event.subject);
  if (handover === undefined) {
    const key = fileOf(event);
    return key === undefined ? undefined : { key, name: `${name}-${date}.pdf` };
  }
  const { files } = handover;
  const file = files.length === 2 ? files[0] : files.at(-1);
  return file && { key: file.key, name: file.name };
}
