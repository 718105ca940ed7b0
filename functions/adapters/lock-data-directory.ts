import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import { takeProcessLock } from "./process-lock.ts";
import { ownerPid, processOwner } from "./process-owner.ts";

/** Milliseconds between signs of life, which matter to servers on other hosts. */
const heartbeat = 2_000;

export interface DataDirectoryLock {
  /** Names this run of the server, as no other run on this data directory was or will be named. */
  readonly run: string;
  release(): Promise<void>;
}

/**
 * Takes a data directory for one server. A lock whose server was killed is taken over at once on
 * the same host, after ten seconds of silence if it ran on another host or in another container.
 *
 * @throws BroadsheetError `conflict`, code `data-directory-in-use`, naming the process that has it
 */
export async function lockDataDirectory(folder: string): Promise<DataDirectoryLock> {
  await mkdir(folder, { recursive: true });
  const root = await realpath(folder);
  const lock = await takeProcessLock(join(root, ".store", "server"));
  if (!("release" in lock)) {
    throw new BroadsheetError("conflict", {
      code: "data-directory-in-use",
      message: `Another server, process ${ownerPid(lock.owner)}, uses the data directory ${folder}`,
      seen: folder,
      hint: "Stop that server, or choose another folder with --data-dir.",
    });
  }
  const timer = setInterval(() => void lock.touch().catch(() => undefined), heartbeat);
  timer.unref();
  return {
    run: `${processOwner()}-${lock.ticket}`,
    release: async () => {
      clearInterval(timer);
      await lock.release();
    },
  };
}
