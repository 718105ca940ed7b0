import type { Context } from "hono";
import { problemDetails, problemResponse } from "../problem-details.ts";

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
    const detail = `this change needs If-Match with the ETag of ${seen}, so that it does not overwrite somebody else's change`;
    return problemResponse(
      problemDetails("precondition-required", detail, [
        { code: "missing-if-match", message: detail, where: { name: "If-Match" }, allowed: sequenceTag(seq) },
      ]),
    );
  }
  const tags = header.split(",").map((tag) => tag.trim());
  return tags.some((tag) => tag === "*" || /^"(\d+)(?:-\d+)?"$/.exec(tag)?.[1] === String(seq))
    ? undefined
    : changedMeanwhile(header, seq, seen);
}

/** 412: somebody has changed it. */
export function changedMeanwhile(header: string | undefined, seq: number, seen: string): Response {
  const detail = `somebody has changed it meanwhile; ask ${seen} again`;
  return problemResponse(
    problemDetails("precondition-failed", detail, [
      {
        code: "changed-meanwhile",
        message: detail,
        where: { name: "If-Match" },
        seen: header,
        allowed: sequenceTag(seq),
      },
    ]),
  );
}

/** The entity tag of content by its SHA-256. */
export function digestTag(sha256: string): string {
  return `"${sha256}"`;
}

/**
 * Compares `If-Match` and `If-None-Match: *` (RFC 9110, 13.1) with what is present, which a change must have seen.
 *
 * @param present SHA-256 of the present content; undefined if there is none
 * @returns the answer if the change may not happen: 428 without a condition, 412 if it does not hold
 */
export function unmatchedDigest(c: Context, present: string | undefined): Response | undefined {
  const [match, none] = [c.req.header("if-match"), c.req.header("if-none-match")];
  const allowed = present === undefined ? "If-None-Match: *" : `If-Match: ${digestTag(present)}`;
  if (match === undefined && none?.trim() !== "*") {
    const detail =
      "this change needs If-Match with the ETag of the file, or If-None-Match: * for a new one, so that it does not overwrite somebody else's change";
    return problemResponse(
      problemDetails("precondition-required", detail, [
        { code: "missing-if-match", message: detail, where: { name: "If-Match" }, allowed },
      ]),
    );
  }
  const matches =
    match !== undefined &&
    present !== undefined &&
    match.split(",").some((tag) => tag.trim() === "*" || tag.trim() === digestTag(present));
  if (match === undefined ? present === undefined : matches) return undefined;
  const detail =
    present === undefined
      ? "there is no such file any more"
      : match === undefined
        ? "there is such a file already"
        : "somebody has changed the file meanwhile; read it again";
  return problemResponse(
    problemDetails("precondition-failed", detail, [
      {
        code: "changed-meanwhile",
        message: detail,
        where: { name: match === undefined ? "If-None-Match" : "If-Match" },
        seen: match ?? none,
        allowed,
      },
    ]),
  );
}
