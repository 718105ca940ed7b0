import { createHash } from "node:crypto";

/**
 * Passes a content on while it is hashed, and holds its last piece back until the hash is known to be right: who
 * receives a damaged content never receives all of it.
 *
 * @param check called at the end with the SHA-256 of all pieces, hexadecimal; throws if it is not the right one
 */
export async function* sendChecked(
  pieces: AsyncIterable<Uint8Array>,
  check: (hash: string) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const digest = createHash("sha256");
  let held: Uint8Array | undefined;
  for await (const piece of pieces) {
    digest.update(piece);
    if (held !== undefined) yield held;
    held = piece;
  }
  await check(digest.digest("hex"));
  if (held !== undefined) yield held;
}
