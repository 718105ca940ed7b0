import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { buildClient } from "../local/start/build-client.ts";
import { buildStudio, viewer } from "../local/start/build-studio.ts";
import { fontFileNames, isCjk } from "./font-file-names.ts";

const fonts = "node_modules/@expo-google-fonts";

/** Copies fonts into `fonts/` of a package. @returns the files' paths below the project */
export function copyFonts(root: string, folder: string, cjk: boolean): string[] {
  const names = fontFileNames().filter((name) => isCjk(name) === cjk);
  for (const name of names) {
    mkdirSync(dirname(join(folder, "fonts", name)), { recursive: true });
    cpSync(join(root, fonts, name), join(folder, "fonts", name));
  }
  return names.map((name) => `${fonts}/${name}`);
}

/** Copies what the programs read at run time: the shipped templates with their schemas, and what `new` copies. */
export function copyTemplates(root: string, folder: string, shipped: Iterable<string>): void {
  const schemas = readdirSync(join(root, "templates")).filter((name) => name.endsWith(".json"));
  for (const name of [...shipped, ...schemas])
    cpSync(join(root, "templates", name), join(folder, "templates", name), { recursive: true });
  cpSync(join(root, "functions/local/scaffold"), join(folder, "functions/local/scaffold"), { recursive: true });
}

/**
 * Builds the studio and copies it.
 *
 * @returns paths of what it was made from: Vite keeps no such record, so esbuild reads the same sources for it
 */
export async function copyStudio(root: string, folder: string): Promise<string[]> {
  if (!(await buildStudio())) throw new Error("the studio needs Vite: npm ci");
  cpSync(join(root, "build/studio"), join(folder, "build/studio"), {
    recursive: true,
    filter: (file) => !file.endsWith("sources.sha256"),
  });
  const { metafile } = await build({
    entryPoints: [join(root, "studio/src/main.tsx")],
    absWorkingDir: root,
    bundle: true,
    write: false,
    outdir: join(root, "build"),
    format: "esm",
    jsx: "automatic",
    loader: { ".woff2": "file", ".woff": "file", ".ttf": "file", ".wasm": "file", ".svg": "file" },
    external: ["*?url", "*?worker", "*?raw"],
    metafile: true,
    logLevel: "error",
  });
  return [...Object.keys(metafile.inputs), ...viewer.map((file) => `node_modules/${file}`)];
}

/** Builds the client and its types, and copies them. @returns paths of what it was made from */
export async function copyClient(root: string, folder: string): Promise<string[]> {
  await buildClient(build);
  const target = join(folder, "build/client");
  cpSync(join(root, "build/client"), target, { recursive: true });
  const made = join(root, `build/client-types-${process.pid}`);
  try {
    execFileSync(
      process.execPath,
      [
        join(root, "node_modules/typescript/bin/tsc"),
        "--ignoreConfig",
        "--declaration",
        "--emitDeclarationOnly",
        "--strict",
        "--skipLibCheck",
        "--allowImportingTsExtensions",
        "--module",
        "nodenext",
        "--target",
        "es2022",
        "--outDir",
        made,
        join(root, "functions/client/create-client.ts"),
      ],
      { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
    );
    for (const name of readdirSync(made))
      // The source names its neighbour as Node runs it.
      writeFileSync(
        join(target, name),
        readFileSync(join(made, name), "utf8").replaceAll('"./schema.ts"', '"./schema.js"'),
      );
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return ["node_modules/openapi-fetch/package.json"];
}
