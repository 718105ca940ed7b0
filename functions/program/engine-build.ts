import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** What an engine is made of, and the state of the files it was built from. */
export interface EngineBuild {
  /** SHA-256 of the engine's code in one minified file: neither paths, comments nor layout of the sources are in it. */
  readonly code: string;
  /**
   * Path in the lockfile, version and integrity of each package that the code imports or whose files it finds, of its
   * dependencies, and of the fonts that it names; sorted by path.
   */
  readonly packages: readonly (readonly [path: string, version: string | undefined, integrity: string | undefined])[];
  /** Path below the project → modification time (ms since 1970) and size (bytes) of each source and of the lockfile. */
  readonly files: Readonly<Record<string, readonly [mtimeMs: number, size: number]>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Path in a lockfile → the package installed there. */
type Locked = Readonly<Record<string, LockedPackage>>;

/** Entry points: what a render, or the making of a rendition, does not import cannot affect its bytes. */
const entries = {
  engine: "functions/core/report/generate-report.ts",
  renditions: "functions/render/make-rendition.ts",
} as const;
const lockfile = "package-lock.json";
const fontPackages = "node_modules/@expo-google-fonts/";

/** What is built: the engine, which makes PDFs, or the engine with all that makes and reads back renditions. */
export type BuiltPart = keyof typeof entries;

/** Where `npm run prepare` keeps the last build. */
function keptAt(part: BuiltPart): string {
  return `build/${part}.json`;
}

/**
 * A part's build: the one kept by `npm run prepare` if its sources are unchanged, otherwise a new one, kept for the
 * next process.
 *
 * @param project folder of the project
 * @param part @default the engine
 * @throws Error if a source or the lockfile cannot be read, an imported package is not locked, or a build is needed and
 *   esbuild is not installed
 */
export function readEngine(project: URL, part: BuiltPart = "engine"): EngineBuild {
  const last = readKept(project, part);
  if (
    last !== undefined &&
    Object.entries(last.files).every(([file, state]) => isUnchanged(new URL(file, project), state))
  )
    return last;
  const build = buildEngine(project, part);
  keep(project, part, build);
  return build;
}

/**
 * Builds a part into one minified file and lists its packages. The file depends on the order of imports, but on no
 * path, comment or name of a local variable, so that moving or formatting sources leaves it as it is.
 *
 * @param project folder of the project
 * @param part @default the engine
 * @throws Error if a source or the lockfile cannot be read, an imported package is not locked, or esbuild is missing
 */
export function buildEngine(project: URL, part: BuiltPart = "engine"): EngineBuild {
  const root = fileURLToPath(project);
  const { buildSync } = loadEsbuild();
  const { outputFiles, metafile } = buildSync({
    entryPoints: [entries[part]],
    absWorkingDir: root,
    bundle: true,
    // Packages are listed by version instead.
    packages: "external",
    format: "esm",
    platform: "node",
    target: "esnext",
    // With several files or with kept names, the text would contain the sources' paths or names.
    splitting: false,
    minify: true,
    legalComments: "none",
    // The same whatever a folder above the project holds.
    tsconfigRaw: {},
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const text = outputFiles[0]!.text;
  const { packages: locked } = JSON.parse(readFileSync(new URL(lockfile, project), "utf8")) as { packages: Locked };
  const files = [...Object.keys(metafile.inputs), lockfile].sort();
  return {
    code: createHash("sha256").update(text).digest("hex"),
    packages: packagesOf(
      locked,
      Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path)),
      text,
    ),
    files: Object.fromEntries(files.map((file) => [file, stateOf(new URL(file, project))])),
  };
}

/** Loaded only when a build is needed. @throws Error if it is not installed */
function loadEsbuild(): typeof import("esbuild") {
  try {
    return createRequire(import.meta.url)("esbuild") as typeof import("esbuild");
  } catch (cause) {
    throw new Error("The engine's digest needs a build of the engine, and esbuild is not installed: npm ci", { cause });
  }
}

/** @param text the part's code, whose strings name the fonts, and the packages whose files it finds (`resolve`) */
function packagesOf(locked: Locked, imported: readonly string[], text: string): EngineBuild["packages"] {
  const found = [...text.matchAll(/\.resolve\(["'`]((?:@[a-z0-9-]+\/)?[a-z0-9-]+\/)/g)].map(([, name]) => name!);
  const names = [...imported, ...found.filter((name) => Object.hasOwn(locked, `node_modules/${name.slice(0, -1)}`))]
    .filter((specifier) => !specifier.startsWith("node:"))
    .map((specifier) =>
      specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  const fonts = [...text.matchAll(/["'`]([a-z0-9-]+)["'`]/g)]
    .map(([, name]) => `${fontPackages}${name}`)
    .filter((path) => Object.hasOwn(locked, path));
  const paths = closure(
    names.map((name) => resolvePackage(locked, "", name) ?? missing(name)),
    locked,
  );
  return [...new Set([...paths, ...fonts])]
    .sort()
    .map((path) => [path, locked[path]?.version, locked[path]?.integrity] as const);
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

function readKept(project: URL, part: BuiltPart): EngineBuild | undefined {
  try {
    return JSON.parse(readFileSync(new URL(keptAt(part), project), "utf8")) as EngineBuild;
  } catch {
    // Never built, or by a process that was stopped: it is built now.
    return undefined;
  }
}

/** Keeps a build, in one step, since other processes may be reading it. */
function keep(project: URL, part: BuiltPart, build: EngineBuild): void {
  const target = new URL(keptAt(part), project);
  const made = new URL(`${keptAt(part)}-${process.pid}`, project);
  try {
    mkdirSync(new URL(".", target), { recursive: true });
    writeFileSync(made, JSON.stringify(build));
    renameSync(made, target);
  } catch {
    // The project's folder may be read-only: then each process builds the engine.
  }
}

function stateOf(file: URL): readonly [mtimeMs: number, size: number] {
  const { mtimeMs, size } = statSync(file);
  return [mtimeMs, size];
}

function isUnchanged(file: URL, [mtimeMs, size]: readonly [number, number]): boolean {
  const now = statSync(file, { throwIfNoEntry: false });
  return now?.mtimeMs === mtimeMs && now.size === size;
}
