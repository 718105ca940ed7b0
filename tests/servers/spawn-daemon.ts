import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";

/**
 * Starts a program that the kernel kills when this process ends, however it does: a suite that is killed, or whose hook takes too long, leaves nothing
 * behind. Needs `setpriv` (Debian: util-linux), which makes way for the program.
 */
export function spawnDaemon(program: string, words: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn("setpriv", ["--pdeathsig", "KILL", "--", program, ...words], options);
}
