import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildOptions, build, Metafile } from "esbuild";
import { escapeLetters } from "./escape-letters.ts";
import { languages } from "../../core/report/locale/languages.ts";
import type { Rehearsal } from "./rehearsal.ts";

/**
 * Bundles the program to be frozen: the body of a function of `programUrl` that returns the exports of
 * `frozen-program.ts`.
 *
 * @param options those of the bundles; a banner declares `module` and `require`
 * @param outfile path of the program
 * @param rehearsals their languages' patterns of syllables become part of it
 * @returns what it was built from
 */
export async function bundleFrozen(
  bundle: typeof build,
  options: BuildOptions,
  outfile: string,
  rehearsals: readonly Rehearsal[],
): Promise<Metafile> {
  const spoken = new Set(rehearsals.map(({ accepted }) => accepted.language));
  const local = join(options.absWorkingDir!, "functions/local");
  const { metafile } = await bundle({
    ...options,
    entryPoints: [join(local, "start/frozen-program.ts")],
    outfile,
    format: "cjs",
    // A snapshot has no `import()`: external modules are required.
    supported: { "dynamic-import": false },
    external: [
      ...options.external!,
      "node-forge",
      ...otherCommands(local),
      "*/vega-schema.json",
      "*/vega-lite-schema.json",
      "speech-rule-engine/*",
      "*/fontkit/dist/main.cjs",
      ...seldomUsed,
      ...Object.keys(languages)
        .filter((language) => !spoken.has(language))
        .map((language) => `hyphen/${language}/*`),
    ],
    // The build for Node has a top-level await, which CommonJS does not allow.
    alias: {
      ...options.alias,
      "@duckdb/node-bindings": join(local, "start/late-duckdb.ts"),
      fontkit: join(local, "start/late-fontkit.ts"),
      "vega-canvas": join(options.absWorkingDir!, "node_modules/vega-canvas/build/vega-canvas.browser.js"),
    },
    define: {
      ...options.define,
      "import.meta.url": "programUrl",
      duckdbConstants: JSON.stringify(await constantsOfDuckdb()),
    },
    minifySyntax: true,
    minifyIdentifiers: true,
    logLevel: "silent",
    banner: { js: options.banner?.["js"] ?? begin },
    footer: { js: "return module.exports;" },
  });
  // It is part of the snapshot.
  writeFileSync(outfile, escapeLetters(readFileSync(outfile, "utf8")));
  return metafile!;
}

/**
 * Packages that no shipped template needs. Their text would stay in memory; a report that needs one loads it.
 */
const seldomUsed = [
  "@mathjax/*",
  "@xmldom/xmldom",
  "wicked-good-xpath",
  "micromark-extension-math",
  "bwip-js",
  "@e965/xlsx",
];

/** The members of its native module that are not functions. */
async function constantsOfDuckdb(): Promise<object> {
  const { default: native } = (await import("@duckdb/node-bindings")) as {
    readonly default: Readonly<Record<string, unknown>>;
  };
  const names = Object.getOwnPropertyNames(native).filter((name) => typeof native[name] !== "function");
  return Object.fromEntries(names.map((name) => [name, native[name]]));
}

/** Commands that are not frozen. */
function otherCommands(local: string): string[] {
  return readdirSync(join(local, "commands"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && file !== "render-to-file.ts")
    .map((file) => join(local, "commands", file));
}

/** The beginning of the program's function in the checkout. */
const begin = `const module = { exports: {} };
const require = process.getBuiltinModule("node:module").createRequire(programUrl);
`;
