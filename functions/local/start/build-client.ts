import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../../program/project-root.ts";

const root = fileURLToPath(projectRoot);

/**
 * Builds `broadsheet/client` as one module for browsers and every Node: a program beside ours need not run TypeScript.
 */
export async function buildClient(build: typeof import("esbuild").build): Promise<void> {
  await build({
    entryPoints: [join(root, "functions/client/create-client.ts")],
    outfile: join(root, "build/client/create-client.js"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["import"],
    target: "es2022",
    logLevel: "warning",
  });
}
