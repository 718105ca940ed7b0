import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";

/**
 * Starts a program that the kernel kills when this process ends for any reason, so that a suite which is killed, or
 * whose hook takes too long, leaves nothing behind. Needs `setpriv` (Debian: util-linux), which replaces itself by the
 * program.
 */
export function spawnDaemon(program: string, words: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn("setpriv", ["--pdeathsig", "KILL", "--", program, ...words], options);
}
