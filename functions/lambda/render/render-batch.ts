import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import { decodeClaims, type RenderAsked } from "../queue/decode-claims.ts";
import { type QueueWork, workThrough } from "../queue/work-through.ts";

/** Renders the reports and renditions of a batch of messages, one after the other, see `workThrough`. */
export async function renderBatch(
  messages: readonly SQSRecord[],
  work: Omit<QueueWork<RenderAsked>, "decode">,
): Promise<SQSBatchResponse> {
  return workThrough(messages, { ...work, decode: decodeClaims });
}
