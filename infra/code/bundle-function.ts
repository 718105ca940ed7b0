import { chmodSync, cpSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { AssetHashType, BundlingOutput, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { findTemplates, partsRoot, writeDuckDb, writeFonts, writeFunction } from "./code-parts.ts";
import type { FunctionName } from "./function-programs.ts";
import type { ProcessorName } from "./native-package.ts";
import { SetupFault } from "../setup-fault.ts";

/** Lambda's limit for a function's code and layers together, unpacked, MB. */
const mostMegabytes = 250;

/**
 * The code of one function.
 *
 * @param templatesDir folder of template folders to include
 */
export function bundleFunction(name: FunctionName, templatesDir?: string): Code {
  return asset([name, templatesDir ?? ""], (outputDir) => {
    writeFunction(name, outputDir);
    if (templatesDir !== undefined)
      cpSync(findTemplates(templatesDir), join(outputDir, "templates"), { recursive: true });
  });
}

/** Code of a layer with DuckDB's compiled binding for the functions' platform. */
export function bundleDuckDb(architecture: ProcessorName): Code {
  return asset(["duckdb", architecture], (outputDir) => writeDuckDb(architecture, outputDir));
}

/** Code of a layer with the font files of reports. */
export function bundleFonts(): Code {
  return asset(["fonts"], writeFonts);
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
 * An asset that this process makes itself, hashed by its output.
 *
 * @param about what distinguishes it, since the CDK builds assets with the same options only once
 */
function asset(about: readonly string[], make: (outputDir: string) => void): Code {
  return Code.fromAsset(partsRoot, {
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
