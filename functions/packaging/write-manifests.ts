import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cjkFonts, lambdaCode, mainPackage } from "./package-names.ts";

interface Locked {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

/** The oldest Node that runs the package. Its launcher says so too, to a Node that npm has let pass. */
export const oldestNode = ">=22.18";

/**
 * Writes the package.json of each package. They are made here, since the checkout's own is that of a private workshop:
 * it names what the sources need, and an installed package needs what its bundles leave out.
 *
 * @param root the project's folder
 * @param folders name of a package → its folder
 */
export function writeManifests(root: string, folders: Readonly<Record<string, string>>): void {
  const { version, description, license, repository } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ) as Record<"version" | "description" | "license", string> & { readonly repository?: object };
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Locked;
  const locked = (name: string): string => packages[`node_modules/${name}`]!.version;
  // npm compares the repository with the provenance.
  const shared = {
    version,
    license,
    ...(repository && { repository }),
    publishConfig: { access: "public", provenance: true },
  };
  const manifests: Readonly<Record<string, object>> = {
    [mainPackage]: {
      name: mainPackage,
      description,
      ...shared,
      keywords: ["pdf", "report", "chart", "vega", "pdf-ua", "pdf-a", "duckdb", "markdown"],
      type: "module",
      engines: { node: oldestNode },
      bin: { broadsheet: "bin/broadsheet.mjs" },
      exports: {
        "./client": { types: "./build/client/create-client.d.ts", default: "./build/client/create-client.js" },
        "./cdk": { types: "./build/cdk/infra/cdk.d.ts", default: "./build/cdk/cdk.js" },
        "./package.json": "./package.json",
      },
      // Only the construct needs them.
      peerDependencies: {
        "aws-cdk-lib": `^${locked("aws-cdk-lib")}`,
        constructs: `^${locked("constructs")}`,
        [lambdaCode]: version,
      },
      peerDependenciesMeta: {
        "aws-cdk-lib": { optional: true },
        constructs: { optional: true },
        [lambdaCode]: { optional: true },
      },
      dependencies: {
        "@duckdb/node-bindings": locked("@duckdb/node-bindings"),
        // Only the client's types import it: its code is in the client's bundle.
        "openapi-fetch": locked("openapi-fetch"),
        [cjkFonts]: version,
      },
    },
    [cjkFonts]: {
      name: cjkFonts,
      description: "Noto Sans for Chinese, Japanese and Korean, as Broadsheet uses it",
      ...shared,
      license: "OFL-1.1",
      exports: { "./package.json": "./package.json" },
    },
    [lambdaCode]: {
      name: lambdaCode,
      description: "The functions of Broadsheet on AWS, which the construct of broadsheet/cdk deploys",
      ...shared,
      exports: { "./package.json": "./package.json" },
    },
  };
  for (const [name, folder] of Object.entries(folders))
    writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifests[name], null, 2)}\n`);
}
