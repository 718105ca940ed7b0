import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/**
 * Gives the suites of a run a folder for what they share, and removes it at the end. They fill it when they first need
 * something, see `makeOnce`: nothing keeps the others waiting.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-shared-"));
  project.provide("sharedFolder", folder);
  return () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
