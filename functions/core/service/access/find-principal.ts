import { sha256 } from "../../json/canonical-json.ts";
import type { TokenEntry } from "./parse-tokens.ts";
import type { Principal } from "./principal.ts";

/**
 * Finds whose token it is. Tokens are compared by their hashes, so timing reveals nothing about them.
 *
 * @param own the server's own token, which may do everything
 */
export function findPrincipal(token: string, entries: readonly TokenEntry[], own?: string): Principal | undefined {
  const hash = sha256(token);
  if (own !== undefined && hash === sha256(own)) return { role: "admin" };
  const entry = entries.find((known) => known.sha256 === hash);
  return entry && { role: entry.role, name: entry.name };
}
