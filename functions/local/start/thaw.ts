import { watchedWords, type CommandWatch } from "./watch-command.ts";

/**
 * V8's settings for one report. New objects get room enough from the start (see also `holdNewSpace`), and the first full collection comes late, since most of what
 * there is before it stays. Code is optimized only where that pays within a second or two: the defaults are for programs that run on, and spend a
 * fifth of a short report's CPU time and 8 MB on it; a table of 15,000 rows takes the same time with both. And the hash tables in the snapshot stay as they were
 * written, with the seed that V8 drew when `npm ci` froze it: to draw another for one report of one's own data sorts each of them anew, for 15 ms.
 */
const settings = ["--min-semi-space-size=4", "--initial-old-space-size=256", "--invocation-count-for-maglev=5000", "--invocation-count-for-turbofan=30000", "--no-rehash-snapshot"];

/**
 * Settings of the C library and of DuckDB's own allocator (hence the name), if nobody has set others: threads share what they allocate from, large
 * pieces go back to the system when they are freed (glibc would keep whatever is smaller than the snapshot that Node reads first), and a
 * thread beside DuckDB's gives back what the queries took, while charts are drawn. Large pieces lie on huge pages where the system has them: Node copies the
 * snapshot twice as it reads it, ten thousand small pages. A report begins 20 ms sooner, and takes 2 MB more.
 */
const variables = {
  MALLOC_ARENA_MAX: "2",
  GLIBC_TUNABLES: "glibc.malloc.hugetlb=1",
  MALLOC_MMAP_THRESHOLD_: "4000000",
  MALLOC_TRIM_THRESHOLD_: "8000000",
  DUCKDB_JE_MALLOC_CONF: "background_thread:true,narenas:1,dirty_decay_ms:30,muzzy_decay_ms:0",
};

/**
 * Goes on as a watched frozen program in the place of this very process: its id, streams, folder and signals stay as they are. Returns only where there is nothing
 * to watch it with.
 *
 * @param snapshot path of V8's start-up snapshot
 */
export function thaw(snapshot: string, watch: CommandWatch): void {
  const [, program = ""] = process.argv;
  const command = [process.execPath, ...settings, "--snapshot-blob", snapshot, program, ...process.argv.slice(2)];
  const words = watchedWords(command, watch);
  if (words !== undefined) process.execve!(words[0]!, [...words], { ...variables, ...process.env });
}
