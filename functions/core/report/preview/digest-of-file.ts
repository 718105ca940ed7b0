import { sha256 } from "../../json/canonical-json.ts";

const known = new WeakMap<Uint8Array, string>();

/** Digest of a file, computed once: contents stay the same object while they do not change. */
export function digestOfFile(body: Uint8Array): string {
  let digest = known.get(body);
  if (digest === undefined) known.set(body, (digest = sha256(body)));
  return digest;
}
