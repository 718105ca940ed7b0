import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";

/** Largest body of a declared length that is read as a whole, bytes. */
const wholeLimit = 65_536;

/**
 * Reads a request's body of at most `limit` bytes. A longer one is refused by its declared length before any byte is
 * read, or at the chunk that exceeds the limit.
 *
 * @param hint where larger ones go, if anywhere
 * @throws BroadsheetError `too-large`
 */
export async function readBody(c: Context, limit: number, hint?: string): Promise<Uint8Array> {
  const declared = Number(c.req.header("content-length") ?? Number.NaN);
  if (declared > limit) throw tooLarge(declared, limit, hint);
  // HTTP ends a body where its length says. Read as a whole, a small one needs no stream.
  if (declared <= wholeLimit) return new Uint8Array(await c.req.raw.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyOf(c)) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(size, limit, hint);
    chunks.push(chunk);
  }
  const body = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

/**
 * The chunks of a request's body. A reader may stop early: the stream's own iterator would break the connection then,
 * and the client would not see why.
 */
export async function* bodyOf(c: Context): AsyncGenerator<Uint8Array> {
  const reader = (c.req.raw.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) yield next.value;
}

function tooLarge(size: number, limit: number, hint: string | undefined): BroadsheetError {
  return new BroadsheetError("too-large", {
    code: "body-too-large",
    message: `the body has at least ${size} bytes; at most ${limit} are allowed`,
    seen: size,
    allowed: limit,
    ...(hint !== undefined && { hint }),
  });
}
