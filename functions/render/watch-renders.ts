import { memoryVerdict } from "./watch-limits.ts";
import { watchProcess } from "./watch-process.ts";

/** Variable in which a pool tells its workers how much memory they may take, MiB. */
export const memoryVariable = "BROADSHEET_WORKER_MEMORY";

/**
 * Watches a render worker: its memory, and that its pool is alive. The pool watches the time of each render.
 *
 * @param program `render-watchdog.ts`, or its bundle
 */
export function watchRenders(program: URL): void {
  const memoryMegabytes = Number(process.env[memoryVariable] ?? Infinity);
  watchProcess(program, { memoryMegabytes, parent: process.ppid, words: { memory: [{ stream: 2, text: `${memoryVerdict(memoryMegabytes)}\n` }], time: [] } });
}
