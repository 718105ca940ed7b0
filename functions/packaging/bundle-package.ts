import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serialize } from "node:v8";
import { build, type Metafile } from "esbuild";
import { bundleFiles } from "../local/start/bundle-files.ts";
import { bundleFrozen } from "../local/start/bundle-frozen.ts";
import { recordRehearsals } from "../local/start/rehearsal.ts";
import { programSources } from "../program/program-url.ts";
import { type PackedParts, packedOptions } from "./packed-options.ts";

/** Modules that stay outside: Node's own, and DuckDB's native code. */
const outside = /^node:|^@duckdb\/node-bindings$|^canvas$/;

/**
 * Bundles the programs of the package: the command line, the workers, and the program that the first render freezes,
 * with the reports that it rehearses.
 *
 * @param folder output folder, two levels below the package
 * @returns what they were built from
 */
export async function bundlePackage(root: string, parts: PackedParts, folder: string): Promise<Metafile[]> {
  const rehearsals = await recordRehearsals();
  writeFileSync(join(folder, "rehearsals.bin"), serialize(rehearsals));
  const program = join(folder, "frozen-program.js");
  const options = packedOptions(parts);
  const frozen = await bundleFrozen(build, { ...options, banner: { js: begin } }, program, rehearsals);
  const late = await bundleLate(root, parts, folder, outsideOf(frozen));
  const entries = {
    ...Object.fromEntries(Object.entries(programSources).map(([name, source]) => [name, join(root, source)])),
    installed: join(root, "functions/packaging/installed/installed.ts"),
    freeze: join(root, "functions/packaging/installed/freeze.ts"),
  };
  const hash = createHash("sha256").update(readFileSync(program)).digest("hex");
  const programs = await bundleFiles(build, entries, folder, {
    ...packedOptions(parts, hash),
    external: ["canvas", "@duckdb/node-bindings"],
  });
  cpSync(join(root, "node_modules/@hyzyla/pdfium/dist/pdfium.wasm"), join(folder, "pdfium.wasm"));
  cpSync(join(root, "node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm"), join(folder, "harfbuzz-subset.wasm"));
  return [frozen, late, programs];
}

/** Names of the modules that the frozen program requires when they are needed. */
function outsideOf({ outputs }: Metafile): string[] {
  const names = Object.values(outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, path }) => external === true && !outside.test(path))
    .map(({ path }) => path);
  // The frozen program runs one command, and never another.
  return [...new Set(names)].filter((name) => !isBuiltin(name) && !name.includes("functions/local/commands/")).sort();
}

function isBuiltin(name: string): boolean {
  return process.getBuiltinModule(name) !== undefined;
}

/**
 * Bundles the modules that the frozen program loads late, as one function from their names: an installed package has no
 * `node_modules` of its own in which Node would find them. Only a report that needs one of them reads the file.
 */
async function bundleLate(
  root: string,
  parts: PackedParts,
  folder: string,
  names: readonly string[],
): Promise<Metafile> {
  const cases = names.map(
    (name) => `case ${JSON.stringify(name)}: return require(${JSON.stringify(located(root, name))});`,
  );
  const options = packedOptions(parts);
  const { metafile } = await build({
    ...options,
    stdin: {
      contents: `module.exports = (name) => { switch (name) { ${cases.join("\n")} default: throw new Error(\`\${name} is not part of the package\`); } };`,
      resolveDir: root,
      sourcefile: "late.cjs",
    },
    outfile: join(folder, "late.cjs"),
    format: "cjs",
    supported: { "dynamic-import": false },
    external: ["canvas", "@duckdb/node-bindings"],
    define: { ...options.define, "import.meta.url": "lateUrl" },
    banner: { js: 'const lateUrl = require("node:url").pathToFileURL(__filename).href;' },
    minifySyntax: true,
    metafile: true,
  });
  return metafile;
}

/** A path relative to `build/programs/`, as the frozen program has it, is that of the checkout. */
function located(root: string, name: string): string {
  if (!name.startsWith(".")) return name;
  const path = join(root, "build/programs", name);
  return existsSync(path) ? path : join(root, name);
}

/** The beginning of the program's function: what is not beside it is in `late.cjs`. */
const begin = `const module = { exports: {} };
const nodeRequire = process.getBuiltinModule("node:module").createRequire(programUrl);
let lateRequire;
const require = (name) =>
  name === "@duckdb/node-bindings" || process.getBuiltinModule(name) !== undefined
    ? nodeRequire(name)
    : (lateRequire ??= nodeRequire("./late.cjs"))(name);
`;
