/** What a process that makes reports may use before its watch ends it. */
export interface WatchLimits {
  /** Resident memory of the whole process, MiB: heap, fonts, PDFs and DuckDB. */
  readonly memoryMegabytes: number;
  /** Time from its start, seconds; absent: whoever gave it the work watches the time. */
  readonly seconds?: number;
}

/** What `broadsheet render`, `chart`, `check` and `verify` may use. */
export const commandLimits = { seconds: 120, memoryMegabytes: 2048 } as const;

/** Resident memory of a render worker beside its JavaScript heap, MiB: DuckDB's 512, fonts, the PDF, and Node itself. */
export const besideHeapMegabytes = 1024;

/** What the watch writes before it ends a process, one line that `explainCrash` knows again. */
export function memoryVerdict(memoryMegabytes: number): string {
  return `the memory of the process reached ${memoryMegabytes} MiB`;
}
