import { isDeliveryKey } from "../../core/service/delivery/records/delivery-keys.ts";
import { folderOfOutcome } from "../../core/service/event/parse-subject.ts";
import { decodeKeys } from "../queue/decode-claims.ts";

/**
 * Decodes the outcomes in a message of the queue of outcomes: S3 notifications about `…/outcome.json`.
 *
 * @returns folders of the outcomes; empty for S3's test event; `undefined` for any other message
 */
export function decodeOutcomes(body: string): readonly string[] | undefined {
  let message: { readonly Event?: unknown; readonly Records?: unknown } | null;
  try {
    message = JSON.parse(body) as typeof message;
  } catch {
    return undefined;
  }
  if (message?.Event === "s3:TestEvent") return [];
  const folders = decodeKeys(message?.Records)?.map(folderOfOutcome);
  return folders?.every((folder) => folder !== undefined) ? folders : undefined;
}

/** Decodes a message of the queue of deliveries: the key of one; `undefined` for any other message. */
export function decodeDelivery(body: string): string | undefined {
  try {
    const { delivery } = JSON.parse(body) as { delivery?: unknown };
    return typeof delivery === "string" && isDeliveryKey(delivery) ? delivery : undefined;
  } catch {
    return undefined;
  }
}
