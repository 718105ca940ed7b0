/** What a process that renders reports may use before its watchdog ends it. */
export interface WatchLimits {
  /** Resident memory of the whole process, MiB: heap, fonts, PDFs and DuckDB. */
  readonly memoryMegabytes: number;
  /** Seconds from its start; absent if the parent process watches the time. */
  readonly seconds?: number;
}

/** Limits of `broadsheet render`, `chart`, `check` and `verify`. */
export const commandLimits = { seconds: 120, memoryMegabytes: 2048 } as const;

/**
 * Resident memory of a render worker beyond its JavaScript heap, MiB: DuckDB's 512, fonts, the PDF, and Node itself.
 */
export const besideHeapMegabytes = 1024;

/** The line that the watchdog prints before it ends a process, which `explainCrash` recognises. */
export function memoryVerdict(memoryMegabytes: number): string {
  return `the memory of the process reached ${memoryMegabytes} MiB`;
}
