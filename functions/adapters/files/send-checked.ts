import { createHash } from "node:crypto";
import { holdLast } from "../hold-last.ts";

/**
 * Passes a content on while it is hashed; its last piece waits until the hash is known to be right.
 *
 * @param check called at the end with the SHA-256 of all pieces, hexadecimal; throws if it is not the right one
 */
export function sendChecked(
  pieces: AsyncIterable<Uint8Array>,
  check: (hash: string) => Promise<void>,
): AsyncIterable<Uint8Array> {
  const digest = createHash("sha256");
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      digest.update(piece);
      yield piece;
    }
    await check(digest.digest("hex"));
  }
  return holdLast(hashed());
}
