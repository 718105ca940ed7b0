import { parseStored } from "../../../errors.ts";
import type { NoticeFacts } from "../../../report/compose/letter/compose-notice.ts";
import type { LetterText } from "../../../report/compose/letter/letter.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { DatasetEvent } from "../../contract/dataset-event.ts";
import type { Event } from "../../event/event.ts";
import { folderOf, outcomeIn } from "../../event/parse-subject.ts";
import type { Sent } from "../delivery-world.ts";
import { signToken } from "../link/sign-token.ts";
import { dropReason, mailResult } from "../mail/mail-result.ts";
import type { LetterWorld } from "../mail/send-letter.ts";
import type { NoticeTask } from "../records/delivery.ts";
import { noticeFacts, studioPath } from "./notice-facts.ts";
import { noticeListName } from "./notice-list.ts";

export interface NoticeWorld extends Pick<LetterWorld, "store" | "clock" | "secrets" | "mailer" | "publicUrl"> {
  /** Whether a studio is at `publicUrl`. */
  readonly hasStudio: boolean;
  /** Composes a letter about a dataset: `composeNotice`, in the language of a key. */
  composeNotice(facts: NoticeFacts, language: string): LetterText;
}

/**
 * Sends a letter about what happened to a dataset, with the first values of what was refused: these are in the record
 * of what happened to it, not in its event.
 *
 * @param key of the delivery
 */
export async function sendNotice(
  { to, language }: NoticeTask,
  { subject }: Event,
  key: string,
  world: NoticeWorld,
): Promise<Sent> {
  const { store, secrets } = world;
  const place = outcomeIn(folderOf(subject));
  const found = await store.get(place);
  if (found === undefined) return { state: "dropped", fault: "the dataset that it is about was deleted" };
  const event = parseStored<DatasetEvent>(place, found.body);
  const list = noticeListName(event.dataset);
  const dropped = await dropReason(to, list, store);
  if (dropped !== undefined) return { state: "dropped", fault: dropped };
  const publicUrl = world.publicUrl();
  const unsubscribe = `${publicUrl}/unsubscribe/${await signToken({ kind: "unsubscribe", address: to, list }, secrets)}`;
  const link = world.hasStudio ? `${publicUrl}${studioPath(event)}` : undefined;
  const words = world.composeNotice({ ...noticeFacts(event), link, unsubscribe }, language);
  const messageId = `${sha256(key).slice(0, 40)}@broadsheet`;
  return await mailResult(await world.mailer.send({ to, ...words, messageId, unsubscribe }), [], { to }, world);
}
