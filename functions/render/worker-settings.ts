import { availableParallelism } from "node:os";

/** How much room a worker's JavaScript objects have before V8 collects them. */
export interface HeapRoom {
  /** Space for new objects, MiB. */
  readonly semiSpaceMegabytes: number;
  /** How far the heap may outgrow its live objects before all of it is collected, %. */
  readonly growingPercent: number;
}

/** Of a worker that stays: little memory counts more than the tenth of its time that more room would save. */
export const reportRoom: HeapRoom = { semiSpaceMegabytes: 8, growingPercent: 35 };

/**
 * Of a worker for batches, which lives only as long as there are batches. More space for new objects saves a tenth of a
 * report's CPU time, and costs 60 MB a worker; fewer collections of the whole heap save another tenth, and cost 33.
 */
export const batchRoom: HeapRoom = { semiSpaceMegabytes: 32, growingPercent: 80 };

/**
 * Of the worker for previews, which keeps much from one keystroke to the next: fewer collections of the whole heap save
 * a sixth of a keystroke's CPU time, and cost 50 MB. More space for new objects gains nothing there.
 */
export const previewRoom: HeapRoom = { semiSpaceMegabytes: 8, growingPercent: 100 };

/**
 * Node's options for a render worker. By default V8 reserves three times 64 MB for new objects if memory allows, and
 * lets the old generation grow to a multiple of its live size: a worker that rendered briefings held 270 MB with 50 MB
 * of live objects. With these options it holds 85 and is no slower; survivors of a render are swept now and then,
 * mostly off the main thread.
 *
 * - **No pretenuring.** V8 would learn which allocation sites make long-lived objects, and allocate those in the old
 *   generation. In a report such objects live only briefly, and keep alive all that they refer to. Without pretenuring,
 *   a briefing leaves a fifth less to sweep, and a table of 10,000 rows takes a seventh less time.
 * - **No minor collections as tasks.** V8 would collect new objects whenever it returns to the event loop with four
 *   fifths of their space used, which happens in the middle of a report. Objects still in use would be copied once
 *   more, at a twentieth of a report's CPU time. With this off, semi-spaces of 16 MiB are no faster than 8 MiB for a
 *   briefing and take 20 MiB more; a table of 10,000 rows takes an eighth longer with 8.
 * - **Parallel scavenging only where a core is to spare.** The threads that copy new objects spin while they wait for
 *   each other; two workers on two cores lost a fifth that way.
 *
 * @param heapMegabytes JavaScript heap, MiB; a render that needs more ends its worker
 * @param workers number of workers
 */
export function workerOptions(heapMegabytes: number, workers: number, room = reportRoom): string[] {
  const copying = workers < availableParallelism() ? [] : ["--no-parallel-scavenge"];
  return [
    `--max-old-space-size=${heapMegabytes}`,
    `--max-semi-space-size=${room.semiSpaceMegabytes}`,
    `--heap-growing-percent=${room.growingPercent}`,
    "--no-allocation-site-pretenuring",
    "--no-minor-gc-task",
    ...copying,
  ];
}

/**
 * Environment variables for a render worker. `TZ` keeps dates independent of the machine's time zone. The C library
 * would give each thread of Node and DuckDB its own arena, and keep freed memory in it, large blocks included. One
 * shared arena avoids that, but threads then wait for each other (queries took a third longer), except for small blocks
 * that each thread caches. Here each thread may cache more of them, but none above 512 bytes, which would pile up.
 * With a threshold for mapped blocks of its own, the library would also return every 128 kB that are free at the end of
 * its memory: zlib's 268 kB went back after each stream, and were asked for again by the next, 21 calls a letter.
 * jemalloc is part of DuckDB (hence the variable's name); it keeps memory that a query freed. A single grouping takes 2
 * MB, and returning that between two reports, as after 300 ms, costs the next report 2,000 page faults, a tenth of its
 * time.
 */
export const workerVariables = {
  TZ: "UTC",
  MALLOC_ARENA_MAX: "1",
  MALLOC_MMAP_THRESHOLD_: "131072",
  MALLOC_TRIM_THRESHOLD_: "4194304",
  GLIBC_TUNABLES: "glibc.malloc.tcache_count=500:glibc.malloc.tcache_max=512",
  DUCKDB_JE_MALLOC_CONF: "narenas:1,dirty_decay_ms:2000,muzzy_decay_ms:0",
} as const;
