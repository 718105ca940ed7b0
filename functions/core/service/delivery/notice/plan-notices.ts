import type { ObjectStore } from "../../../ports.ts";
import type { Event } from "../../event/event.ts";
import { matchEvent } from "../../event/match-event.ts";
import type { NoticeTask } from "../records/delivery.ts";
import { addressKey } from "../mail/mail-address.ts";
import { readNoticeList } from "./notice-list.ts";

/**
 * The letters about what happened to a dataset: to each address of its list that wants to hear of it. What is no news
 * since a letter has said it already goes to nobody.
 *
 * @returns none for the event of another kind
 * @throws BroadsheetError `unavailable`
 */
export async function planNotices(
  { id, type, subject, data }: Event,
  store: ObjectStore,
): Promise<readonly { readonly channel: "mail"; readonly about: string; readonly task: NoticeTask }[]> {
  if (subject.kind !== "dataset" && subject.kind !== "source" && subject.kind !== "view") return [];
  if (data["repeated"] === true) return [];
  const list = await readNoticeList(subject.id.split("/")[0]!, store);
  if (list === undefined || !matchEvent(type, list.events)) return [];
  return list.to.map((to) => ({
    channel: "mail",
    about: JSON.stringify([id, addressKey(to)]),
    task: { kind: "notice", to, language: list.language },
  }));
}
