import type { Context } from "hono";
import type { Webhook } from "../../../core/service/delivery/webhook/webhook.ts";
import type { ObjectStore } from "../../../core/ports.ts";
import { findWebhook } from "../../../core/service/delivery/webhook/store-webhook.ts";

/** Answers if a path names no webhook. */
export const missingWebhook = { 404: "There is no such webhook." };

/**
 * The webhook that a path names.
 *
 * @throws BroadsheetError `not-found` if there is none
 */
export async function namedWebhook(c: Context, store: ObjectStore): Promise<Webhook> {
  return findWebhook(c.req.param("name") ?? "", store);
}
