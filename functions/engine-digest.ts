import { canonicalJson, sha256 } from "./core/json/canonical-json.ts";
import { readEngine } from "./program/engine-build.ts";
import { projectRoot } from "./program/project-root.ts";

/** Node's major version → digest. Cached, since the running engine is the one that was loaded. */
const known = new Map<number, string>();

/**
 * Digest of everything besides its inputs that determines a report's bytes: the code that a render imports, as a
 * minified build (see `buildEngine`), the locked packages that it imports (name, version, integrity), and Node's major
 * version. Attempts, outcomes, manifests and the PDF's producer record it; a report's id does not contain it.
 *
 * @param node major version of the Node that will render @default this one
 * @returns lower-case hexadecimal SHA-256
 * @throws Error if the engine cannot be built (see `readEngine`)
 */
export function engineDigest(node = Number.parseInt(process.versions.node, 10)): string {
  let digest = known.get(node);
  if (digest === undefined) {
    const { code, packages } = readEngine(projectRoot);
    known.set(node, (digest = sha256(canonicalJson({ code, packages, node }))));
  }
  return digest;
}
