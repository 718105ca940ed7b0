import type { MiddlewareHandler } from "hono";
import { sha256 } from "../../core/json/canonical-json.ts";

/**
 * Gives every JSON answer to GET an `ETag`, and answers 304 without a body to a client that has it already (RFC 9110,
 * 13.1.2). The tag is weak: it stands for the content, not for its bytes. An answer that has a tag keeps it.
 */
export const conditionalGet: MiddlewareHandler = async (c, next) => {
  await next();
  if ((c.req.method !== "GET" && c.req.method !== "HEAD") || c.res.status !== 200) return;
  let tag = c.res.headers.get("etag");
  if (tag === null) {
    if (
      c.res.headers.get("content-type")?.startsWith("application/json") !== true ||
      c.res.headers.get("cache-control") === "no-store"
    )
      return;
    const body = await c.res.text();
    tag = `W/"${sha256(body).slice(0, 32)}"`;
    c.res = new Response(body, { status: 200, headers: c.res.headers });
    c.res.headers.set("etag", tag);
  }
  if (!hasTag(c.req.header("if-none-match"), tag)) return;
  const headers = new Headers(c.res.headers);
  for (const name of ["content-type", "content-length", "content-disposition"]) headers.delete(name);
  c.res = undefined;
  c.res = new Response(null, { status: 304, headers });
};

function bare(tag: string): string {
  return tag.trim().replace(/^W\//, "");
}

/** Whether `If-None-Match` names a tag, by weak comparison (RFC 9110, 8.8.3.2). */
export function hasTag(header: string | undefined, tag: string): boolean {
  return header?.split(",").some((one) => one.trim() === "*" || bare(one) === bare(tag)) ?? false;
}
