import type { Context } from "hono";
import { problemDetails, problemResponse } from "./problem-details.ts";

/**
 * The entity tag of a number that grows with every change, such as `"7"`, or `"7-12"` where the answer also shows
 * something else: `If-Match` compares only the number.
 */
export function sequenceTag(seq: number, rest?: number): string {
  return rest === undefined ? `"${seq}"` : `"${seq}-${rest}"`;
}

/**
 * Compares `If-Match` (RFC 9110, 13.1.1) with the present state, which a change must have seen.
 *
 * @param seen where the tag comes from, for the message: `GET /templates/x/versions`
 * @returns the answer if the change may not happen: 428 without the header, 412 if the state is another
 */
export function refuseUnmatched(c: Context, seq: number, seen: string): Response | undefined {
  const header = c.req.header("if-match");
  if (header === undefined) {
    const detail = `this change needs If-Match with the ETag of ${seen}, so that it undoes nobody else's`;
    return problemResponse(problemDetails("precondition-required", detail, [{ code: "missing-if-match", message: detail, where: { name: "If-Match" }, allowed: sequenceTag(seq) }]));
  }
  const tags = header.split(",").map((tag) => tag.trim());
  return tags.some((tag) => tag === "*" || /^"(\d+)(?:-\d+)?"$/.exec(tag)?.[1] === String(seq)) ? undefined : changedMeanwhile(header, seq, seen);
}

/** 412: somebody has changed it. */
export function changedMeanwhile(header: string | undefined, seq: number, seen: string): Response {
  const detail = `somebody has changed it meanwhile; ask ${seen} again`;
  return problemResponse(problemDetails("precondition-failed", detail, [{ code: "changed-meanwhile", message: detail, where: { name: "If-Match" }, seen: header, allowed: sequenceTag(seq) }]));
}
