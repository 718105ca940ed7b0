import { writeSync } from "node:fs";

/**
 * The program of a thread inside each render worker. A render that hangs cannot notice that its server
 * was killed, nor that it fills the machine's memory outside the JavaScript heap: this thread does,
 * and ends the process.
 */

/** Milliseconds. */
const interval = 500;

/** Resident memory at which a worker ends whatever its heap limit, bytes: fonts, PDFs and DuckDB live outside the heap. */
const residentLimit = 4 * 1024 ** 3;

const server = process.ppid;

setInterval(() => {
  const resident = process.memoryUsage.rss();
  if (resident > residentLimit) writeSync(2, `the memory of the process reached ${resident} bytes\n`);
  // An orphan gets another parent.
  if (resident > residentLimit || process.ppid !== server) process.kill(process.pid, "SIGKILL");
}, interval);
