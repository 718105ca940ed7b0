import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of this run, for what several suites share. */
    readonly sharedFolder: string;
  }
}

let shared: Promise<string> | undefined;

/** The run's folder, or one of the bench, which is no run of Vitest and removes its temporary files itself. */
async function openShared(): Promise<string> {
  if (process.env["VITEST"] === undefined) return mkdtempSync(join(tmpdir(), "broadsheet-shared-"));
  const { inject } = await import("vitest");
  return inject("sharedFolder");
}

/**
 * Makes something that several suites need, once in a run: the first suite that asks makes it, those that ask meanwhile
 * wait. So no suite waits for what only others need.
 *
 * @param name of the folder; those who ask for the same name give the same `make`
 * @param make fills a folder, which does not change any more once it is made. It must hold no path to itself
 * @returns the folder
 * @throws Error if it could not be made, in each suite that asks
 */
export async function makeOnce(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(await (shared ??= openShared()), name);
  const [begun, failed] = [`${folder}.begun`, `${folder}.failed`];
  try {
    mkdirSync(begun);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return await waitFor(folder, failed);
  }
  const making = `${folder}.making`;
  try {
    mkdirSync(making);
    await make(making);
    renameSync(making, folder);
  } catch (error) {
    writeFileSync(failed, error instanceof Error ? (error.stack ?? error.message) : String(error));
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

async function waitFor(folder: string, failed: string): Promise<string> {
  for (;;) {
    if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return folder;
    const fault = await readFile(failed, "utf8").catch(() => undefined);
    if (fault !== undefined) throw new Error(`another suite could not make ${folder}:\n${fault}`);
    await delay(50);
  }
}
