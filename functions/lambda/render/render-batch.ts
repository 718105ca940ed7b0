import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import type { Unfinished } from "../../core/service/lifecycle/sweep/sweep-reports.ts";
import { decodeClaims } from "../queue/decode-claims.ts";
import { type QueueWork, workThrough } from "../queue/work-through.ts";

/** Renders the reports of a batch of messages, one after the other, see `workThrough`. */
export async function renderBatch(
  messages: readonly SQSRecord[],
  work: Omit<QueueWork<Unfinished>, "decode">,
): Promise<SQSBatchResponse> {
  return workThrough(messages, { ...work, decode: decodeClaims });
}
