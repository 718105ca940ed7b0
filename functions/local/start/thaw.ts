import { watchedWords, type CommandWatch } from "./watch-command.ts";

/**
 * V8's settings for one report. New space is large enough from the start (see also `holdNewSpace`), and the first full
 * collection comes late, since most objects before it survive. Code is optimised only where that pays within a second
 * or two: the defaults suit long-running programs and spend a fifth of a short report's CPU time and 8 MB on it; a
 * table of 15,000 rows takes the same time with both. The hash tables in the snapshot keep the seed that V8 drew when
 * `npm ci` froze it: a new seed would rehash each of them, in 15 ms, which one report of the user's own data does not
 * need.
 */
const settings = [
  "--min-semi-space-size=4",
  "--initial-old-space-size=256",
  "--invocation-count-for-maglev=5000",
  "--invocation-count-for-turbofan=30000",
  "--no-rehash-snapshot",
];

/**
 * Settings of the C library and of DuckDB's own allocator (hence the name), unless the user has set others. Threads
 * share one arena. Large blocks return to the system when freed (glibc would keep any that are smaller than the
 * snapshot that Node reads first). A background thread of DuckDB returns the queries' memory while charts are drawn.
 * Large blocks use huge pages if the system has them, since Node copies the snapshot twice while reading it, ten
 * thousand small pages: a report begins 20 ms sooner and takes 2 MB more.
 */
const variables = {
  MALLOC_ARENA_MAX: "2",
  GLIBC_TUNABLES: "glibc.malloc.hugetlb=1",
  MALLOC_MMAP_THRESHOLD_: "4000000",
  MALLOC_TRIM_THRESHOLD_: "8000000",
  DUCKDB_JE_MALLOC_CONF: "background_thread:true,narenas:1,dirty_decay_ms:30,muzzy_decay_ms:0",
};

/**
 * Replaces this process with the frozen program under a watchdog; id, streams, folder and signals stay the same.
 * Returns only if no watchdog is available.
 *
 * @param snapshot path of V8's start-up snapshot
 */
export function thaw(snapshot: string, watch: CommandWatch): void {
  const [, program = ""] = process.argv;
  const command = [process.execPath, ...settings, "--snapshot-blob", snapshot, program, ...process.argv.slice(2)];
  const words = watchedWords(command, watch);
  if (words !== undefined) process.execve!(words[0]!, [...words], { ...variables, ...process.env });
}
