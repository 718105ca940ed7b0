import type { PromotionJob } from "../../core/service/promotion/sweep-promotions.ts";
import { parseSubjectKey } from "../../core/service/lifecycle/records/keys.ts";
import { isCount } from "../../core/service/lifecycle/records/member-checks.ts";
import { isName } from "../../core/names/name.ts";
import { promotionKind } from "../../core/service/promotion/promotion-kind.ts";
import { decodeKeys } from "./decode-claims.ts";

/**
 * Decodes the promotions in a message of the ingest queue: an S3 notification about
 * `promotions/{name}/{number}/request.json`, or `{promotion, number}` from the sweep.
 *
 * @returns `undefined` for any other message
 */
export function decodePromotions(body: string): readonly PromotionJob[] | undefined {
  let message: { readonly Records?: unknown; readonly promotion?: unknown; readonly number?: unknown } | null;
  try {
    message = JSON.parse(body) as typeof message;
  } catch {
    return undefined;
  }
  const { promotion, number } = message ?? {};
  if (typeof promotion === "string" && isName(promotion) && isCount(number)) return [{ promotion, number }];
  const jobs = decodeKeys(message?.Records)?.map(parseJob);
  return jobs?.every((job) => job !== undefined) ? jobs : undefined;
}

function parseJob(key: string): PromotionJob | undefined {
  const parsed = parseSubjectKey(promotionKind, key);
  return parsed?.rest === "request.json" ? { promotion: key.split("/")[1]!, number: parsed.generation } : undefined;
}
