import { mkdir, realpath, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { BroadsheetError } from "../core/errors.ts";
import { isStoreAddress } from "./open-store.ts";
import { takeProcessLock } from "./process-lock.ts";
import { isOfThisHost, ownerPid, processOwner } from "./process-owner.ts";

/** Milliseconds between heartbeats, for servers on other hosts. */
const heartbeat = 2_000;

export interface DataDirectoryLock {
  /** Name of this server run, unique for this data directory. */
  readonly run: string;
  release(): Promise<void>;
}

/** Longest wait for the heartbeats of a server on another host to end, ms: longer than its silence may last. */
const longestWait = 15_000;

/**
 * Locks a data directory for one server. The lock of a killed server is taken over at once on the same host, and after
 * ten seconds without a heartbeat if the server ran on another host or in another container.
 *
 * @param waits whether to wait so long where the holder is of another host or container: one that was killed and
 *   started again there must not end because of itself @default false
 * @throws BroadsheetError `conflict`, code `data-directory-in-use`, naming the process that holds it;
 *   `invalid-request`, code `data-directory-unusable`, if it cannot be created or written, and for an address
 */
export async function lockDataDirectory(folder: string, { waits = false } = {}): Promise<DataDirectoryLock> {
  if (isStoreAddress(folder))
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `--data-dir takes the path of a folder, not the address ${folder}`,
      seen: folder,
      hint: "serve --store s3://bucket serves from a bucket, which several servers may share",
    });
  const take = () =>
    takeLock(folder).catch((error: NodeJS.ErrnoException) => {
      throw error.code === undefined ? error : unusable(folder, error);
    });
  const until = performance.now() + (waits ? longestWait : 0);
  let lock = await take();
  while (!("release" in lock) && !isOfThisHost(lock.owner) && performance.now() < until) {
    await delay(500);
    lock = await take();
  }
  if (!("release" in lock)) {
    throw new BroadsheetError("conflict", {
      code: "data-directory-in-use",
      message: `Another server, process ${ownerPid(lock.owner)}, is using the data directory ${folder}`,
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

async function takeLock(folder: string): ReturnType<typeof takeProcessLock> {
  await makeFolder(resolve(folder));
  return takeProcessLock(join(await realpath(folder), ".store", "server"));
}

/** Of a folder that we create: what is stored is for its owner alone. */
const mode = 0o700;

/**
 * Creates a folder level by level: where the system refuses a folder with ENOENT, as below /proc, Node's `recursive`
 * option never returns.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(folder)).isDirectory()) return;
    if (code !== "ENOENT" || (await exists(dirname(folder)))) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder, { mode });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function unusable(folder: string, error: NodeJS.ErrnoException): BroadsheetError {
  const reasons: Readonly<Record<string, string>> = {
    EROFS: "its disk is read-only",
    EACCES: "it is not writable",
    EPERM: "it is not writable",
    ENOSPC: "its disk is full",
    ENOTDIR: "a part of its path is not a folder",
    EEXIST: "it is not a folder",
    ENOENT: "it cannot be created there",
  };
  return new BroadsheetError(
    "invalid-request",
    {
      code: "data-directory-unusable",
      message: `The data directory ${folder} cannot be used: ${reasons[error.code ?? ""] ?? error.message}`,
      where: { name: "--data-dir" },
      seen: error.code,
      hint: "Choose a folder that this user may write to, with --data-dir.",
    },
    { cause: error },
  );
}
