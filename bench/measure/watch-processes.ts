import { readdirSync, readFileSync } from "node:fs";

/** What a process and its descendants use. */
export interface Usage {
  /** Largest proportional set size (PSS) of the whole tree at a moment since `watch`, MiB. Shared pages count once. */
  readonly peakMiB: number;
  /** CPU time of the tree so far, user and system, ms. Processes that have ended count as they were last seen. */
  cpuMs(): number;
  /**
   * Samples the memory from now on, and forgets what was sampled before. Adding up a browser's pages takes milliseconds
   * of CPU time, so do not sample runs that are timed closely.
   */
  watch(everyMs: number): void;
  /** Stops sampling. */
  stop(): void;
}

/** Linux counts CPU time in hundredths of a second (`getconf CLK_TCK`). */
const tickMs = 10;

/** Reads from /proc what a process and its descendants use. @param root process id */
export function watchProcesses(root: number): Usage {
  let peakMiB = 0;
  let timer: NodeJS.Timeout | undefined;
  const ticks = new Map<number, number>();
  const sample = (): void => {
    let kilobytes = 0;
    for (const [pid, used] of treeOf(root)) {
      ticks.set(pid, used);
      kilobytes += proportionalSize(pid);
    }
    peakMiB = Math.max(peakMiB, kilobytes / 1024);
  };
  return {
    get peakMiB() {
      return peakMiB;
    },
    cpuMs() {
      for (const [pid, used] of treeOf(root)) ticks.set(pid, used);
      return [...ticks.values()].reduce((sum, used) => sum + used, 0) * tickMs;
    },
    watch(everyMs) {
      clearInterval(timer);
      peakMiB = 0;
      sample();
      timer = setInterval(sample, everyMs);
    },
    stop: () => clearInterval(timer),
  };
}

/** Ids of a process and its descendants. */
export function processesOf(root: number): number[] {
  return [...treeOf(root).keys()];
}

/** Kills processes. */
export function kill(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself meanwhile.
    }
  }
}

/** Maps process ids, of a process and its descendants, to ticks of CPU time. */
function treeOf(root: number): Map<number, number> {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = read(`/proc/${pid}/stat`);
      if (stat === undefined) return [];
      // The name, in parentheses, may hold anything (proc_pid_stat(5)).
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return [{ pid: Number(pid), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
    });
  const tree = new Map(all.filter(({ pid }) => pid === root).map(({ pid, ticks }) => [pid, ticks]));
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const { pid, parent, ticks } of all) if (tree.has(parent)) tree.set(pid, ticks);
  }
  return tree;
}

/** Reads the PSS of a process, KiB; 0 if it has ended. */
function proportionalSize(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? "")?.[1] ?? 0);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Processes start and end while they are counted.
    return undefined;
  }
}
