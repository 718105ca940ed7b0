import { createHash, timingSafeEqual } from "node:crypto";
import { originKeyHeader } from "../../core/service/access/origin-key.ts";
import { problemDetails, problemResponse } from "../../http/problem-details.ts";

/**
 * Refuses a request that did not come through the address in front of the API, so that a web ACL there counts for all.
 *
 * What letters link to stays open: those sent before the lock lead to the API's own address, and their signed tokens
 * say what they may.
 *
 * @param request loses the header, so that nothing further sees the key
 * @param key that the address adds; absent: every address of the API serves
 * @returns the refusal (421, RFC 9110 section 15.5.20), or undefined
 */
export function demandOriginKey(request: Request, key: string | undefined): Response | undefined {
  if (key === undefined) return undefined;
  const { pathname } = new URL(request.url);
  const given = request.headers.get(originKeyHeader) ?? "";
  request.headers.delete(originKeyHeader);
  if (/^\/(?:links|unsubscribe)\//.test(pathname)) return undefined;
  // Hashes have one length, so that the comparison takes the same time for every guess.
  if (timingSafeEqual(hash(given), hash(key))) return undefined;
  const detail = "the API is reached by the address of its studio; this one is locked";
  return problemResponse(problemDetails("misdirected-request", detail));
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
