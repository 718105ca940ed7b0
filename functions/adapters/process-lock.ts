import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive, processOwner } from "./process-owner.ts";

/** Milliseconds after which the draft of a ticket counts as abandoned. */
const draftLife = 60_000;

export interface ProcessLock {
  /** Number of this holder; each new holder gets a higher one. */
  readonly ticket: number;
  /** Sends a heartbeat, for processes on other hosts. */
  touch(): Promise<void>;
  release(): Promise<void>;
}

/** Who holds a lock that could not be taken. */
export interface LockHolder {
  readonly owner: string;
}

/**
 * Takes a lock between processes, if it is free or its holder is dead (killed before it could release it).
 *
 * The lock is a folder of numbered tickets. The highest ticket `n` counts; the lock is free once `n.free` lies beside
 * it. A process that creates the next ticket (by link(2), which is exclusive and atomic) and then still has the highest
 * one holds the lock. The highest ticket is never removed, so a slow process that creates an outdated ticket notices.
 * Hence a dead holder's lock can be taken over without the usual race between those that find it stale.
 *
 * @param folder used by the lock alone; created if absent
 */
export async function takeProcessLock(folder: string): Promise<ProcessLock | LockHolder> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${randomUUID()}`);
  try {
    for (;;) {
      const highest = await highestTicket(folder);
      if (highest.ticket > 0 && !highest.free) {
        const holder = await readHolder(join(folder, `${highest.ticket}`));
        if (holder === undefined) continue;
        if (isAlive(holder.owner, holder.silence)) return holder;
      }
      const ticket = highest.ticket + 1;
      await writeFile(draft, processOwner());
      if (!(await linked(draft, join(folder, `${ticket}`)))) continue;
      const after = await highestTicket(folder);
      if (after.ticket > ticket) {
        await rm(join(folder, `${ticket}`), { force: true });
        continue;
      }
      await removeBelow(folder, after.names, ticket);
      return heldLock(folder, ticket);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

function heldLock(folder: string, ticket: number): ProcessLock {
  const path = join(folder, `${ticket}`);
  return {
    ticket,
    touch: async () => {
      const now = new Date();
      await utimes(path, now, now);
    },
    release: () => writeFile(`${path}.free`, ""),
  };
}

async function highestTicket(folder: string): Promise<{ ticket: number; free: boolean; names: readonly string[] }> {
  const names = await readdir(folder);
  const ticket = Math.max(0, ...names.map(ticketOf));
  return { ticket, free: names.includes(`${ticket}.free`), names };
}

/** The number in a ticket's name, `7` or `7.free`; 0 for a draft. */
function ticketOf(name: string): number {
  return Number(/^(\d+)(\.free)?$/.exec(name)?.[1] ?? 0);
}

/** `undefined` if a higher ticket has replaced this one in the meantime. */
async function readHolder(path: string): Promise<(LockHolder & { silence: number }) | undefined> {
  try {
    const [owner, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    return { owner, silence: Date.now() - mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOENT: this process was so slow that its draft was removed as abandoned.
    if (code === "EEXIST" || code === "ENOENT") return false;
    throw error;
  }
}

/** Removes what earlier holders left: old tickets and abandoned drafts. */
async function removeBelow(folder: string, names: readonly string[], ticket: number): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      const number = ticketOf(name);
      const left = number === 0 ? await isOld(join(folder, name)) : number < ticket;
      if (left) await rm(join(folder, name), { force: true });
    }),
  );
}

async function isOld(draft: string): Promise<boolean> {
  const { mtimeMs } = await stat(draft).catch(() => ({ mtimeMs: Infinity }));
  return Date.now() - mtimeMs > draftLife;
}
