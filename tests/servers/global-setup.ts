import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ownArchitecture, synthesizeBundle } from "./lambda-bundle.ts";
import { installRuntimeClient } from "./lambda-runtime.ts";

declare module "vitest" {
  interface ProvidedContext {
    /**
     * The stack as it was synthesised for this machine's processor, with the bundles of its functions, for all suites
     * that run them.
     */
    readonly bundleFolder: string;
  }
}

/**
 * Compiles Lambda's runtime client and bundles the functions before any suite's time runs, since that takes minutes on
 * a slow machine. Does nothing if only other files are named.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const named = process.argv.filter((word) => word.startsWith("tests/") || word.includes(".test"));
  if (named.length > 0 && !named.some((name) => name.includes("lambda"))) return undefined;
  await installRuntimeClient();
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-bundle-"));
  await synthesizeBundle(folder, ownArchitecture);
  project.provide("bundleFolder", folder);
  return () => rm(folder, { recursive: true });
}
