import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { serialize } from "node:v8";
import type { BuildOptions, build, Metafile } from "esbuild";
import { escapeLetters } from "./escape-letters.ts";
import { languages } from "../../core/report/locale/languages.ts";
import { frozenFile, programsFolder } from "../../program/program-url.ts";
import { leaveOutCodeCache } from "./leave-out-code-cache.ts";
import { recordRehearsals } from "./rehearsal.ts";

/**
 * Freezes the program of `broadsheet render`: writes a V8 start-up snapshot with all modules loaded and a report's
 * functions compiled. A process reads it in a third of the time that loading the modules takes.
 *
 * The program is one function, called twice in the process to be frozen. The first call's modules rehearse reports that
 * were recorded here (DuckDB is native code and cannot be frozen), and are discarded with their state. The second
 * call's modules are kept, with the shipped templates parsed, and share the compiled code. The function itself is
 * released before the snapshot is written, and with it the code that modules run only once, while loading.
 *
 * @param options those of the bundles
 * @param folder the bundles' folder, where the snapshot is written
 * @returns what it was built from
 * @throws Error if it cannot be frozen
 */
export async function freezeProgram(bundle: typeof build, options: BuildOptions, folder: string): Promise<Metafile> {
  const [program, script, recorded] = ["frozen-program.js", "freeze.cjs", "rehearsals.bin"].map((file) =>
    join(folder, file),
  ) as [string, string, string];
  try {
    const rehearsals = await recordRehearsals();
    writeFileSync(recorded, serialize(rehearsals));
    const metafile = await bundleFrozen(
      bundle,
      options,
      program,
      new Set(rehearsals.map(({ accepted }) => accepted.language)),
    );
    writeFileSync(script, freezing(program, recorded));
    const blob = join(folder, frozenFile);
    const words = ["--no-flush-bytecode", "--snapshot-blob", blob, "--build-snapshot", script];
    await promisify(execFile)(process.execPath, words, {
      env: { ...process.env, TZ: "UTC", NODE_OPTIONS: "" },
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: Error) => {
      // Node prints the whole line that failed, and the program has few lines.
      throw new Error(/^\w*Error: .*$/m.exec(error.message)?.[0] ?? error.message.split("\n")[0]);
    });
    const whole = readFileSync(blob);
    const smaller = leaveOutCodeCache(whole);
    if (smaller.length === whole.length)
      process.stdout.write("Node's code cache was not found in the snapshot: cold renders take 4 MB more\n");
    writeFileSync(blob, smaller);
    return metafile;
  } finally {
    for (const file of [program, script, recorded]) rmSync(file, { force: true });
  }
}

/** @param spoken the languages whose patterns of syllables become part of the program */
async function bundleFrozen(
  bundle: typeof build,
  options: BuildOptions,
  outfile: string,
  spoken: ReadonlySet<string>,
): Promise<Metafile> {
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
    define: { "import.meta.url": "programUrl", duckdbConstants: JSON.stringify(await constantsOfDuckdb()) },
    minifySyntax: true,
    minifyIdentifiers: true,
    logLevel: "silent",
    banner: { js: begin },
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
  return readdirSync(join(local, "commands"))
    .filter((file) => file !== "render-to-file.ts")
    .map((file) => join(local, "commands", file));
}

/** As if it were beside the bundles, where `projectRoot` is two levels up. */
const programUrl = new URL("frozen-program.cjs", programsFolder);

/** The beginning of the program's function, which returns the exports. */
const begin = `const programUrl = ${JSON.stringify(programUrl.href)};
const module = { exports: {} };
const require = process.getBuiltinModule("node:module").createRequire(${JSON.stringify(fileURLToPath(programUrl))});
`;

/** The script of the process to be frozen. A function in a script would live as long as the script. */
const freezing = (program: string, recorded: string): string => `(async () => {
  const { readFileSync } = require("node:fs");
  const { deserialize, startupSnapshot } = require("node:v8");
  const { compileFunction } = process.getBuiltinModule("node:vm");
  let program = compileFunction(readFileSync(${JSON.stringify(program)}, "latin1"), [], { filename: "frozen-program" });
  const rehearsals = deserialize(readFileSync(${JSON.stringify(recorded)}));
  const rehearsed = program();
  await rehearsed.rehearseAll(rehearsals);
  const kept = program();
  program = undefined;
  await kept.loadAll(rehearsals, rehearsed.knownDigests);
  startupSnapshot.setDeserializeMainFunction(kept.start);
})();
`;
