import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SetupFault } from "../setup-fault.ts";

export type ProcessorName = "arm64" | "x86_64";

/** The project's folder. */
export const root = join(import.meta.dirname, "../..");

/** A package with a compiled file for the functions' platform, pinned by the lockfile. */
export interface NativePackage {
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of the package's archive: `sha512-…`. */
  readonly integrity: string;
  /** Where `npm run prepare:lambda` puts it. */
  readonly folder: string;
}

/**
 * DuckDB's compiled binding for Lambda's Linux.
 *
 * @throws SetupFault if the lockfile does not pin it
 */
export function nativePackage(architecture: ProcessorName): NativePackage {
  const name = `@duckdb/node-bindings-linux-${architecture === "arm64" ? "arm64" : "x64"}`;
  const lockfile = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, { version?: string; integrity?: string }>>;
  };
  const { version, integrity } = lockfile.packages[`node_modules/${name}`] ?? {};
  if (version === undefined || integrity === undefined) throw new SetupFault(`package-lock.json does not pin ${name}`);
  return { name, version, integrity, folder: join(root, "build", "lambda", `${name.split("/")[1]}-${version}`) };
}
