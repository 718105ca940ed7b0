import { setImmediate } from "node:timers/promises";

/**
 * Lets the event loop turn so often: for what follows from what has happened, without any time of its own. Enough for
 * stores in memory and sockets in this process; not for a disk or another process.
 */
export async function letTurn(times = 20): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await setImmediate();
}
