import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A third party's package of which something is in ours. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as chosen where the package offers a choice. */
  readonly licence: string;
  /** Why the licence is not the one that package.json declares; absent if it is. */
  readonly because?: string;
  /** Subresource integrity of its archive: `sha512-…`; absent for a package inside another. */
  readonly integrity?: string;
  /** The texts of its licence and notices, by file name, in the order of the names. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Licences where package.json offers a choice or says nothing. */
const chosen: Readonly<Record<string, { readonly licence: string; readonly because: string }>> = {
  "node-forge": {
    licence: "BSD-3-Clause",
    because: "it declares (BSD-3-Clause OR GPL-2.0), of which Broadsheet uses the first",
  },
  "png-js": { licence: "MIT", because: "package.json declares none; its file LICENSE is the MIT licence" },
};

/** Every licence that may be in the package: none is copyleft beyond MPL-2.0. */
const allowed: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "Python-2.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MIT AND OFL-1.1",
  "MPL-2.0",
  "OFL-1.1",
  "Unlicense",
  "Zlib",
  "MIT AND Zlib",
  "(MIT AND Zlib)",
]);

/**
 * Lists the packages of which bundles contain something, from esbuild's own record of what it read.
 *
 * @param root the project's folder
 * @param inputs paths of the bundles' sources below it, and of files copied from packages
 * @returns sorted by name, then version
 * @throws Error for a licence that is not allowed or not known
 */
export function listComponents(root: string, inputs: Iterable<string>): Component[] {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, { readonly integrity?: string }>>;
  };
  const folders = new Set<string>();
  for (const input of inputs) {
    const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
    if (found !== undefined) folders.add(found.slice(found.indexOf("node_modules/")));
  }
  return [...folders]
    .map((folder) => describe(root, folder, packages[folder]?.integrity))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function describe(root: string, folder: string, integrity: string | undefined): Component {
  const about = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string | { readonly type: string };
  };
  const { name, version, license } = about;
  const choice = chosen[name];
  const licence = choice?.licence ?? (typeof license === "object" ? license.type : license);
  if (licence === undefined || !allowed.has(licence))
    throw new Error(
      `${name} ${version} has the licence ${licence ?? "of which package.json says nothing"}: decide in ${import.meta.filename}`,
    );
  return {
    name,
    version,
    licence,
    ...(choice !== undefined && { because: choice.because }),
    ...(integrity !== undefined && { integrity }),
    texts: textsOf(join(root, folder)),
  };
}

function textsOf(folder: string): Component["texts"] {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:licen[cs]e|copying|notice|ofl)\b/i.test(entry.name))
    .map(({ name }) => name)
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8").trim()]));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
