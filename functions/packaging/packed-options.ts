import { join } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";
import { bundleOptions } from "../local/start/bundle-files.ts";
import type { BuiltPart, EngineBuild } from "../program/engine-build.ts";

const root = bundleOptions.absWorkingDir;

/** Modules that differ in an installed package, where there are neither sources nor `node_modules` of its own. */
const replaced = [
  "functions/adapters/package-files.ts",
  "functions/program/cache-folder.ts",
  "functions/program/engine-build.ts",
  "functions/program/program-url.ts",
];

/** Replaces those modules by the ones of the same name in `installed/`. */
const installed: Plugin = {
  name: "installed",
  setup(build) {
    for (const file of replaced) {
      const name = file.split("/").at(-1)!;
      build.onLoad({ filter: new RegExp(`[/\\\\]${file.replaceAll(".", "\\.")}$`) }, () => ({
        contents: `export * from "./${name}";`,
        loader: "ts",
        resolveDir: join(root, "functions/packaging/installed"),
      }));
    }
  },
};

/** DuckDB's native code, the one dependency with native parts, is found by Node. */
const duckdb: Plugin = {
  name: "duckdb",
  setup(build) {
    build.onResolve({ filter: /(^|\/)@duckdb\/node-bindings($|\/duckdb\.js$)/ }, ({ path }) =>
      path.startsWith(".") ? { path: "@duckdb/node-bindings", external: true } : undefined,
    );
  },
};

/** What is digested of each part. */
export type PackedParts = Readonly<Record<BuiltPart, EngineBuild>>;

/**
 * Options of the bundles of the package, for every Node that it runs on.
 *
 * @param parts the builds of the engine and of renditions, which an installed package cannot compute
 * @param program SHA-256 of the frozen program; empty while that is made
 */
export function packedOptions(parts: PackedParts, program = ""): typeof bundleOptions & BuildOptions {
  return {
    ...bundleOptions,
    target: "node22.18",
    external: ["canvas"],
    plugins: [installed, duckdb],
    define: {
      packedParts: JSON.stringify({ engine: digested(parts.engine), renditions: digested(parts.renditions) }),
      packedProgram: JSON.stringify(program),
    },
  } as typeof bundleOptions & BuildOptions;
}

/** Without the states of files, which are those of one machine. */
function digested({ code, packages }: EngineBuild): Pick<EngineBuild, "code" | "packages"> {
  return { code, packages };
}
