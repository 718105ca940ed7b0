import { canonicalJson, sha256 } from "./core/json/canonical-json.ts";
import { type BuiltPart, readEngine } from "./program/engine-build.ts";
import { projectRoot } from "./program/project-root.ts";

/** Part and Node's major version → digest. Cached, since the running code is the one that was loaded. */
const known = new Map<string, string>();

const thisNode = Number.parseInt(process.versions.node, 10);

/**
 * Digest of everything besides its inputs that determines a report's bytes: the code that a render imports, as a
 * minified build (see `buildEngine`), the locked packages that it imports (name, version, integrity), and Node's major
 * version. Attempts, outcomes, manifests and the PDF's producer record it; a report's id does not contain it.
 *
 * @param node major version of the Node that will render @default this one
 * @returns lower-case hexadecimal SHA-256
 * @throws Error if the engine cannot be built (see `readEngine`)
 */
export function engineDigest(node = thisNode): string {
  return digestOf("engine", node);
}

/**
 * Digest of everything besides its inputs that determines a rendition's bytes: that of the engine, with the code that
 * makes renditions and reads them back, and its packages (HarfBuzz for fonts, pdfium for pictures). Their
 * manifests record it, and their addresses in the store begin with it.
 *
 * @param node major version of the Node that will make them @default this one
 * @returns lower-case hexadecimal SHA-256
 * @throws Error if the code cannot be built (see `readEngine`)
 */
export function makerDigest(node = thisNode): string {
  return digestOf("renditions", node);
}

function digestOf(part: BuiltPart, node: number): string {
  const key = `${part}-${node}`;
  let digest = known.get(key);
  if (digest === undefined) {
    const { code, packages } = readEngine(projectRoot, part);
    known.set(key, (digest = sha256(canonicalJson({ code, packages, node }))));
  }
  return digest;
}
