import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Measured } from "./run-contender.ts";
import { watchProcesses } from "./watch-processes.ts";

/** The words that make one PDF of a contender in a new process. */
export function coldProgram(module: string, job: unknown, out: string): string[] {
  return [process.execPath, join(import.meta.dirname, "contender-program.ts"), module, JSON.stringify(job), out];
}

/** Before a start, ms: the system takes a browser's processes apart after they have ended. */
const settleMs = 300;

/** A program that makes one PDF. */
export interface ColdProgram {
  /** Program and its arguments. */
  readonly words: readonly string[];
  /** The file that it writes. */
  readonly out: string;
  /** What is done before each start and not timed. */
  readonly before?: () => void;
}

/**
 * Starts programs again and again, each time from the start of its process to its end, and in turns: a machine that becomes slower does so for all. A first
 * start is not counted: it brings the files into the system's cache, and leaves what programs keep between runs.
 *
 * @returns what each did, in their order
 * @throws Error with what it said when one fails
 */
export async function runCold(programs: readonly [ColdProgram, ...ColdProgram[]], runs: number): Promise<readonly [Measured, ...Measured[]]> {
  const begin = async ({ words, before }: ColdProgram, watched: boolean): Promise<Start> => {
    before?.();
    await setTimeout(settleMs);
    return start(words, watched);
  };
  const times = programs.map((): number[] => []);
  for (let run = -1; run < runs; run += 1) {
    for (const [index, program] of programs.entries()) {
      const started = await begin(program, false);
      if (run >= 0) times[index]!.push(started.ms);
    }
  }
  const measured: Measured[] = [];
  for (const [index, program] of programs.entries()) {
    // Memory and CPU time are those of further starts, which are not timed: sampling costs time.
    const watched = [await begin(program, true), await begin(program, true)];
    const most = (pick: (start: Start) => number): number => Math.max(...watched.map(pick));
    const ms = times[index]!;
    measured.push({ ms, wholeMs: ms.reduce((sum, each) => sum + each, 0), cpuMs: most(({ cpuMs }) => cpuMs), peakMiB: most(({ peakMiB }) => peakMiB), bytes: statSync(program.out).size, parts: {} });
  }
  return measured as [Measured, ...Measured[]];
}

interface Start {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
}

async function start([program = "", ...rest]: readonly string[], watched: boolean): Promise<Start> {
  const begun = performance.now();
  const child = spawn(program, rest, { stdio: ["ignore", "ignore", "pipe"] });
  const usage = watchProcesses(child.pid ?? 0);
  if (watched) usage.watch(25);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code] = (await once(child, "exit")) as [number | null];
  const ms = performance.now() - begun;
  usage.stop();
  if (code !== 0) throw new Error(`${[program, ...rest].slice(0, 3).join(" ")} ended with ${code}: ${said.slice(-2000)}`);
  return { ms, cpuMs: usage.cpuMs(), peakMiB: usage.peakMiB };
}
