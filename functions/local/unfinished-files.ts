import { rmSync } from "node:fs";
import { rm } from "node:fs/promises";

const unfinished = new Set<string>();

function removeAll(): void {
  for (const path of unfinished) rmSync(path, { recursive: true, force: true });
}

/**
 * Makes a file or folder beside its place, which is removed unless it is finished: also if the process ends meanwhile
 * because the reader of its output closed early (`| head`).
 *
 * @param make writes it, and moves it to its place
 * @throws what `make` throws
 */
export async function makeUnfinished<Result>(path: string, make: (path: string) => Promise<Result>): Promise<Result> {
  if (unfinished.size === 0) process.on("exit", removeAll);
  unfinished.add(path);
  try {
    return await make(path);
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  } finally {
    unfinished.delete(path);
    if (unfinished.size === 0) process.off("exit", removeAll);
  }
}
