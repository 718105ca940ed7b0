import { memoryVerdict } from "./watch-limits.ts";
import { watchProcess } from "./watch-process.ts";

/** Environment variable by which a pool sets its workers' memory limit, MiB. */
export const memoryVariable = "BROADSHEET_WORKER_MEMORY";

/**
 * Watches a render worker's memory, and whether its pool is alive. The pool itself watches the time of each render.
 *
 * @param program `render-watchdog.ts`, or its bundle
 */
export function watchRenders(program: URL): void {
  const memoryMegabytes = Number(process.env[memoryVariable] ?? Infinity);
  watchProcess(program, {
    memoryMegabytes,
    parent: process.ppid,
    words: { memory: [{ stream: 2, text: `${memoryVerdict(memoryMegabytes)}\n` }], time: [] },
  });
}
