import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import type { WatchOrders } from "./watch-process.ts";

/**
 * The program of a thread inside each process that makes reports, see `watchProcess`. A render that hangs cannot notice that its server
 * was killed, that it takes too long, or that it fills the machine's memory outside the JavaScript heap: this thread does,
 * and ends the process.
 */

/** Milliseconds. DuckDB fills a gigabyte in some 300. */
const interval = 50;

const { memoryMegabytes, seconds, parent, words } = workerData as WatchOrders;
const deadline = seconds === undefined ? Infinity : performance.now() + seconds * 1000;

setInterval(() => {
  if (process.memoryUsage.rss() > memoryMegabytes * 1024 ** 2) end(words.memory);
  if (performance.now() > deadline) end(words.time);
  // An orphan gets another parent.
  if (parent !== undefined && process.ppid !== parent) end([]);
}, interval);

function end(verdict: WatchOrders["words"]["memory"]): void {
  for (const { stream, text } of verdict) writeSync(stream, text);
  process.kill(process.pid, "SIGKILL");
}
