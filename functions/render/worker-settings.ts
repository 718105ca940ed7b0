import { availableParallelism } from "node:os";

/**
 * Node's options for a render worker. Left alone, V8 takes three times 64 MB for new objects where memory is to spare, and lets the
 * old ones grow to a multiple of what is alive before it looks: a worker that made one briefing after the other held 270 MB, of which 50 were
 * alive. With these it holds 85 and is no slower: what survives a render is swept up now and then, mostly beside the main thread.
 * V8 would also learn which places in the code make objects that live long, and put those among the old ones at once. Here they live for a part of a report, and
 * what they lead to went with them: without that, a briefing leaves a fifth less to be swept up, and a table of 10,000 rows takes a seventh less time.
 * V8 would also collect new objects whenever it comes to its event loop with four fifths of their space in use, which here is in the middle of a report: what is
 * still in use then is copied once more, for a twentieth of a report's CPU time. Without that, semi-spaces of 16 MiB are no faster than those of 8 for a
 * briefing, and take 20 MiB more; a table of 10,000 rows takes an eighth longer with 8.
 * The threads that copy new objects together wait for each other by spinning: two workers on two cores lost a fifth by it, so that they copy
 * together only where a core is to spare.
 *
 * @param heapMegabytes JavaScript heap, MiB; a render that needs more ends its worker
 * @param workers how many there are
 */
export function workerOptions(heapMegabytes: number, workers: number): string[] {
  const copying = workers < availableParallelism() ? [] : ["--no-parallel-scavenge"];
  return [`--max-old-space-size=${heapMegabytes}`, "--max-semi-space-size=8", "--heap-growing-percent=35", "--no-allocation-site-pretenuring", "--no-minor-gc-task", ...copying];
}

/**
 * Variables for a render worker. No date is to depend on the machine's time zone. The C library would give each thread of Node and DuckDB an
 * arena of its own and keep in it what they gave back, large pieces too once one was given back; in the one arena that all share they would wait for
 * each other (queries took a third longer), but for the small pieces that each thread keeps by itself: more of them are allowed here, but none above
 * 512 bytes, which would pile up. And jemalloc, which is part of DuckDB (hence the name), would keep what a query gave back longer; but a grouping alone takes 2 MB, and
 * to give that back between two reports, as after 300 ms, costs the next one 2,000 page faults, a tenth of its time.
 */
export const workerVariables = { TZ: "UTC", MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "131072", GLIBC_TUNABLES: "glibc.malloc.tcache_count=500:glibc.malloc.tcache_max=512", DUCKDB_JE_MALLOC_CONF: "narenas:1,dirty_decay_ms:2000,muzzy_decay_ms:0" } as const;
