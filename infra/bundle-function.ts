import { buildSync } from "esbuild";
import { chmodSync, cpSync, existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { AssetHashType, BundlingOutput, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { copyStudio } from "./copy-studio.ts";
import { engineDigest } from "../functions/engine-digest.ts";
import { nativePackage, type ProcessorName, root } from "./native-package.ts";
import { SetupFault } from "./setup-fault.ts";

/** Node's major version on Lambda: part of the engine's digest. */
const lambdaNode = 24;

/** Lambda's limit for a function's code and layers together, unpacked, MB. */
const mostMegabytes = 250;

/** Files of PDFium, for `BundleProps.files`: it is resolved as a package. */
export const pdfium = {
  "node_modules/@hyzyla/pdfium/package.json": "@hyzyla/pdfium/package.json",
  "node_modules/@hyzyla/pdfium/dist/pdfium.wasm": "@hyzyla/pdfium/dist/pdfium.wasm",
};

export interface BundleProps {
  /**
   * Programs below `functions/`, without `.ts`: the handler first. `lambda/render-process` becomes
   * `render-process.mjs`.
   */
  readonly entries: readonly string[];
  /** Folder of template folders to include. @default none */
  readonly templatesDir?: string;
  /** Whether to include the built studio. @default false */
  readonly studio?: boolean;
  /** Path in the bundle → path below `node_modules/`: files that packages read at run time. @default none */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * The code of one function: ES modules built by esbuild, split so that lazy imports stay out of the cold start. The SDK
 * is bundled too: it starts faster than the runtime's own, and cannot change under a deployed function.
 */
export function bundleFunction({ entries, templatesDir, studio = false, files = {} }: BundleProps): Code {
  return asset([...entries, templatesDir ?? ""], (outputDir) => {
    buildSync({
      entryPoints: Object.fromEntries(
        entries.map((entry) => [
          entry.split("/").at(-1)!.replace(".lambda", ""),
          join(root, "functions", `${entry}.ts`),
        ]),
      ),
      outdir: outputDir,
      outExtension: { ".js": ".mjs" },
      chunkNames: "chunks/[name]-[hash]",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: `node${lambdaNode}`,
      mainFields: ["module", "main"],
      // Names stay unchanged: errors are recognised by name, and keeping the names beside shorter ones costs a call for
      // every closure created.
      minifyWhitespace: true,
      minifySyntax: true,
      absWorkingDir: root,
      // Left out: Vega's bitmap canvas; DuckDB's platform packages, which come in a layer; and the file store, since a
      // function has no folder for one.
      external: ["canvas", "@duckdb/node-bindings-*", "*/file-object-store.ts"],
      alias: { "@duckdb/node-api": join(root, "functions/lambda/duckdb-api.ts") },
      define: { "process.env.BROADSHEET_ENGINE": JSON.stringify(engineDigest(lambdaNode)) },
      // CommonJS inside ES modules needs `require`.
      banner: {
        js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
      },
      logLevel: "warning",
    });
    for (const [target, source] of Object.entries(files))
      cpSync(join(root, "node_modules", source), join(outputDir, target));
    if (templatesDir !== undefined)
      cpSync(findTemplates(templatesDir), join(outputDir, "templates"), { recursive: true });
    // Not `studio`: beside `studio.mjs` Lambda would take the folder for the handler, and not start.
    if (studio) copyStudio(join(outputDir, "site"));
  });
}

/**
 * Code of a layer with DuckDB's compiled binding for the functions' platform.
 *
 * @throws SetupFault that says how to prepare it if it is missing
 */
export function bundleDuckDb(architecture: ProcessorName): Code {
  return asset(["duckdb", architecture], (outputDir) => {
    const { name, version, folder } = nativePackage(architecture);
    if (!existsSync(folder))
      throw new SetupFault(`${name} ${version} is missing: npm run prepare:lambda -- ${architecture}`);
    cpSync(folder, join(outputDir, "nodejs", "node_modules", name), { recursive: true });
  });
}

/** Code of a layer with the font files of reports: the weights used, of every font package. */
export function bundleFonts(): Code {
  return asset(["fonts"], (outputDir) => {
    const source = join(root, "node_modules", "@expo-google-fonts");
    const target = join(outputDir, "nodejs", "node_modules", "@expo-google-fonts");
    for (const family of readdirSync(source)) {
      const folders = readdirSync(join(source, family)).filter((folder) =>
        /^(?:400Regular|600SemiBold|700Bold)(?:_Italic)?$/.test(folder),
      );
      for (const name of ["package.json", ...folders])
        cpSync(join(source, family, name), join(target, family, name), {
          recursive: true,
          filter: (file) => statSync(file).isDirectory() || /\.(?:ttf|json)$/.test(file),
        });
    }
  });
}

/** @throws SetupFault if it exceeds what Lambda unpacks */
function tellSize(name: string, folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const megabytes =
    files.reduce((sum, { parentPath, name: file }) => sum + statSync(join(parentPath, file)).size, 0) / 1e6;
  process.stderr.write(
    `${name}: ${megabytes.toFixed(1)} MB of the ${mostMegabytes} MB that Lambda unpacks for code and layers\n`,
  );
  if (megabytes > mostMegabytes)
    throw new SetupFault(`${name} has ${megabytes.toFixed(1)} MB, more than Lambda's ${mostMegabytes} MB`);
}

/** Makes files readable for everyone: Lambda runs as another user, who could not read what a strict umask leaves. */
function openToReaders(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // The target of a link among the templates is not ours to change.
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

/**
 * The folder of template folders that a setting names.
 *
 * @throws SetupFault if there is none
 */
export function findTemplates(templatesDir: string): string {
  const folder = resolve(root, templatesDir);
  if (!existsSync(folder)) throw new SetupFault(`templatesDir: there is no folder ${folder}`);
  return folder;
}

/**
 * An asset that this process builds itself, hashed by its output.
 *
 * @param about what distinguishes it, since the CDK builds assets with the same options only once
 */
function asset(about: readonly string[], make: (outputDir: string) => void): Code {
  return Code.fromAsset(join(root, "infra"), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never used: building it here needs no Docker.
      image: DockerImage.fromRegistry("public.ecr.aws/lambda/nodejs:24"),
      command: [...about],
      outputType: BundlingOutput.NOT_ARCHIVED,
      local: {
        tryBundle(outputDir) {
          make(outputDir);
          openToReaders(outputDir);
          tellSize(about.filter(Boolean).join(" "), outputDir);
          return true;
        },
      },
    },
  });
}
