import type { GetObjectCommandOutput } from "@aws-sdk/client-s3";
import { setTimeout as delay } from "node:timers/promises";

/** Times that a body may break off without a byte in between. */
const turns = 6;

/**
 * The body of an object piece by piece. Where it breaks off, it is read on from there, as long as the object is the
 * same.
 *
 * @param open sends a request for the rest; undefined if the object is gone
 * @param failure names an error for the caller
 */
export async function* readOn(
  first: GetObjectCommandOutput,
  open: (more: { Range: string; IfMatch: string }) => Promise<GetObjectCommandOutput | undefined>,
  failure: (error: unknown) => Error,
): AsyncGenerator<Uint8Array> {
  const size = first.ContentLength ?? 0;
  let at = 0;
  let body = first.Body;
  for (let turn = 1; ; turn += 1) {
    const before = at;
    try {
      for await (const piece of body as AsyncIterable<Uint8Array>) {
        at += piece.byteLength;
        yield piece;
      }
      if (at === size) return;
      throw Object.assign(new Error(), { name: "BrokenBody" });
    } catch (error) {
      if (at > before) turn = 1;
      if (turn === turns || at >= size) throw failure(error);
    }
    await delay(2 ** turn * 10 * (0.5 + Math.random()));
    // Ceph compares the bare text, see `replace`.
    const rest = await open({ Range: `bytes=${at}-`, IfMatch: (first.ETag ?? "").replaceAll('"', "") });
    if (rest === undefined) throw failure(Object.assign(new Error(), { name: "NoSuchKey" }));
    body = rest.Body;
  }
}
