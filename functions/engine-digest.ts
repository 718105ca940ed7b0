import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { canonicalJson, sha256 } from "./core/canonical-json.ts";
import { projectRoot } from "./program/project-root.ts";

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string; readonly dev?: boolean }>>;
}

/** Node's major version → digest. The engine that runs is the one that was loaded. */
const known = new Map<number, string>();

/**
 * Digest of all that decides a report's bytes besides its inputs: the sources below
 * `functions/core/`, the runtime dependencies as locked (name, version, integrity) and Node's major
 * version. It is part of every report's identity.
 *
 * @param node major version of the Node that will render @default this one
 * @returns lower-case hexadecimal SHA-256
 * @throws Error when sources or lockfile cannot be read
 */
export function engineDigest(node = Number.parseInt(process.versions.node, 10)): string {
  let digest = known.get(node);
  if (digest === undefined) known.set(node, (digest = readDigest(node)));
  return digest;
}

function readDigest(node: number): string {
  const core = fileURLToPath(new URL("functions/core/", projectRoot));
  const sources = readdirSync(core, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replaceAll("\\", "/"))
    .sort()
    .map((file) => [file, sha256(readFileSync(`${core}${file}`))]);
  const lockfile = JSON.parse(readFileSync(new URL("package-lock.json", projectRoot), "utf8")) as Lockfile;
  const dependencies = Object.entries(lockfile.packages)
    .filter(([path, entry]) => path !== "" && entry.dev !== true)
    .map(([path, entry]) => [path, entry.version, entry.integrity]);
  return sha256(canonicalJson({ sources, dependencies, node }));
}
