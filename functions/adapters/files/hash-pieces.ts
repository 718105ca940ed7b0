import { createHash } from "node:crypto";

/** A content that passes through in pieces, and its hash. */
export interface HashedPieces {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** SHA-256 of all that has passed, in hex; called once, at the end. */
  digest(): string;
  /** Throws what the maker of the content threw, if it failed. */
  throwFault(): void;
}

/** Hashes a content while it passes through, and remembers a fault of its maker, which is none of the store. */
export function hashPieces(body: AsyncIterable<Uint8Array>): HashedPieces {
  const hash = createHash("sha256");
  let fault: { readonly error: unknown } | undefined;
  async function* pass(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of body) {
        hash.update(piece);
        yield piece;
      }
    } catch (error) {
      fault = { error };
      throw error;
    }
  }
  return {
    pieces: pass(),
    digest: () => hash.digest("hex"),
    throwFault() {
      if (fault !== undefined) throw fault.error;
    },
  };
}
