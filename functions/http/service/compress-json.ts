import type { MiddlewareHandler } from "hono";
import { accepts } from "hono/accepts";

/** Shorter answers gain nothing, bytes. */
const least = 1024;

/**
 * Compresses JSON answers with gzip for clients that accept it. An `ETag` stays: it stands for the content, and is what
 * `If-Match` names. Streams of events stay as they are, so that each event leaves at once.
 */
export const compressJson: MiddlewareHandler = async (c, next) => {
  await next();
  const { res } = c;
  if (
    res.body === null ||
    res.headers.has("content-encoding") ||
    !/^application\/(?:[\w.-]+\+)?json\b/.test(res.headers.get("content-type") ?? "")
  )
    return;
  res.headers.append("vary", "accept-encoding");
  if (accepts(c, { header: "Accept-Encoding", supports: ["gzip", "identity"], default: "identity" }) !== "gzip") return;
  const body = await res.arrayBuffer();
  const packed =
    body.byteLength < least
      ? undefined
      : await new Response(new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  c.res = undefined;
  c.res = new Response(packed ?? body, { status: res.status, headers: res.headers });
  c.res.headers.delete("content-length");
  if (packed !== undefined) c.res.headers.set("content-encoding", "gzip");
};
