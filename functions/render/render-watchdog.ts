import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import type { WatchOrders } from "./watch/watch-process.ts";

/**
 * The program of a watchdog thread inside each process that renders reports, see `watchProcess`. A hanging render
 * cannot notice that its server was killed, that it is taking too long, or that it is filling memory outside the
 * JavaScript heap. This thread notices, and ends the process.
 */

/** Milliseconds between checks. DuckDB fills a gigabyte in about 300. */
const interval = 50;

const { memoryMegabytes, seconds, parent, words } = workerData as WatchOrders;
const deadline = seconds === undefined ? Infinity : performance.now() + seconds * 1000;

setInterval(() => {
  if (process.memoryUsage.rss() > memoryMegabytes * 1024 ** 2) end(words.memory);
  if (performance.now() > deadline) end(words.time);
  // An orphan gets a new parent.
  if (parent !== undefined && process.ppid !== parent) end([]);
}, interval);

function end(verdict: WatchOrders["words"]["memory"]): void {
  for (const { stream, text } of verdict) writeSync(stream, text);
  process.kill(process.pid, "SIGKILL");
}
