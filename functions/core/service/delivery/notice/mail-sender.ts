import { BroadsheetError } from "../../../errors.ts";
import type { Sender } from "../delivery-world.ts";
import { letterSender, type LetterWorld } from "../mail/send-letter.ts";
import { type NoticeWorld, sendNotice } from "./send-notice.ts";

/** Sends letters of every kind: about what ended, by `letterSender`, and about what happened to a dataset. */
export function mailSender(world: LetterWorld & NoticeWorld): Sender {
  const letters = letterSender(world);
  return {
    ...letters,
    async send(delivery, event, key, brought) {
      const { task } = delivery;
      if (task?.kind !== "notice") return await letters.send(delivery, event, key, brought);
      try {
        return await sendNotice(task, event, key, world);
      } catch (error) {
        // Everything that throws does so before the letter leaves.
        if (!(error instanceof BroadsheetError)) throw error;
        return { state: "failed", fault: error.message.slice(0, 300), parked: !error.transient };
      }
    },
  };
}
