import { readFileSync } from "node:fs";
import { canonicalJson, sha256 } from "./core/canonical-json.ts";
import { projectRoot } from "./program/project-root.ts";

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Path in a lockfile → the package installed there. */
type Locked = Readonly<Record<string, LockedPackage>>;

/** The parts of an engine, each sorted by path. */
export interface EngineParts {
  /** Path below the project and SHA-256 of each source that a render imports. */
  readonly sources: readonly (readonly [path: string, sha256: string])[];
  /**
   * Path in the lockfile, version and integrity of each package that those import, of its dependencies, and of the
   * fonts that they name.
   */
  readonly packages: readonly (readonly [path: string, version: string | undefined, integrity: string | undefined])[];
}

/** Entry point of a render: what it does not import cannot affect a report's bytes. */
const entry = "functions/core/generate-report.ts";
const fontPackages = "node_modules/@expo-google-fonts/";

/** Node's major version → digest. Cached, since the running engine is the one that was loaded. */
const known = new Map<number, string>();

/**
 * Digest of everything besides its inputs that determines a report's bytes: the sources that a render imports, the
 * locked packages that they import (name, version, integrity), and Node's major version. Attempts, outcomes, manifests
 * and the PDF's producer record it; a report's id does not contain it.
 *
 * @param node major version of the Node that will render @default this one
 * @returns lower-case hexadecimal SHA-256
 * @throws Error if the sources or the lockfile cannot be read
 */
export function engineDigest(node = Number.parseInt(process.versions.node, 10)): string {
  let digest = known.get(node);
  if (digest === undefined) known.set(node, (digest = sha256(canonicalJson({ ...engineParts(projectRoot), node }))));
  return digest;
}

/**
 * Follows the imports of a render, except type-only imports, which are erased.
 *
 * @param project folder of the project
 * @throws Error if a source or the lockfile cannot be read, or an imported package is not locked
 */
export function engineParts(project: URL): EngineParts {
  const { packages: locked } = JSON.parse(readFileSync(new URL("package-lock.json", project), "utf8")) as { packages: Locked };
  const sources = new Map<string, string>();
  const imported = new Set<string>();
  const fonts = new Set<string>();
  const follow = (path: string): void => {
    if (sources.has(path)) return;
    const text = readFileSync(new URL(path, project), "utf8");
    sources.set(path, sha256(text));
    const folder = new URL(path, project);
    for (const specifier of importsOf(text)) {
      if (specifier.startsWith(".")) follow(new URL(specifier, folder).href.slice(project.href.length));
      else if (!specifier.startsWith("node:")) imported.add(specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/"));
    }
    for (const [, name] of text.matchAll(/"([a-z0-9-]+)"/g)) if (Object.hasOwn(locked, `${fontPackages}${name}`)) fonts.add(`${fontPackages}${name}`);
  };
  follow(entry);
  const paths = closure([...imported].map((name) => resolvePackage(locked, "", name) ?? missing(name)), locked);
  const packages = [...new Set([...paths, ...fonts])].sort().map((path) => [path, locked[path]?.version, locked[path]?.integrity] as const);
  return { sources: [...sources].sort(([a], [b]) => (a < b ? -1 : 1)), packages };
}

/** Specifiers of the modules that a source imports, statically or dynamically. */
function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
  const statements = code.matchAll(/^(?:import|export)\s+(?!type\b)(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"'\n]+)["']/gm);
  const calls = code.matchAll(/(?<!typeof )\bimport\(\s*["']([^"'\n]+)["']/g);
  return [...statements, ...calls].map(([, specifier]) => specifier!);
}

/** Packages with all their dependencies. */
function closure(paths: readonly string[], locked: Locked): Set<string> {
  const found = new Set<string>();
  const add = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies } = locked[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const resolved = resolvePackage(locked, path, name);
      // Optional packages need not exist on every platform.
      if (resolved !== undefined) add(resolved);
    }
  };
  for (const path of paths) add(path);
  return found;
}

/** Finds a package as Node does: in the nearest `node_modules`, then further up. */
function resolvePackage(locked: Locked, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (Object.hasOwn(locked, path)) return path;
    if (folder === "") return undefined;
  }
}

function missing(name: string): never {
  throw new Error(`package-lock.json has no package ${name}, which a render imports`);
}
