import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Measured } from "./run-contender.ts";
import { watchProcesses } from "./watch-processes.ts";

/** Returns the command line that makes one PDF of a contender in a new process. */
export function coldProgram(module: string, job: unknown, out: string): string[] {
  return [process.execPath, join(import.meta.dirname, "contender-program.ts"), module, JSON.stringify(job), out];
}

/** Pause before each start, ms: the system is still clearing away a browser's processes after they have ended. */
const settleMs = 300;

/** A program that makes one PDF. */
export interface ColdProgram {
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** Path of the PDF that it writes. */
  readonly out: string;
  /** Runs before each start; not timed. */
  readonly before?: () => void;
}

/**
 * Times programs from the start of their process to its end, many times and in turns, so that a machine that becomes
 * slower does so for all. A first start does not count: it brings the files into the system's cache and leaves what
 * programs keep between runs.
 *
 * @returns what was measured, in the order of the programs
 * @throws Error with a program's output if it fails
 */
export async function runCold(
  programs: readonly [ColdProgram, ...ColdProgram[]],
  runs: number,
): Promise<readonly [Measured, ...Measured[]]> {
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
    // Memory and CPU time are measured in further starts that are not timed, because sampling costs time.
    const watched = [await begin(program, true), await begin(program, true)];
    const most = (pick: (start: Start) => number): number => Math.max(...watched.map(pick));
    const ms = times[index]!;
    measured.push({
      ms,
      wholeMs: ms.reduce((sum, each) => sum + each, 0),
      cpuMs: most(({ cpuMs }) => cpuMs),
      peakMiB: most(({ peakMiB }) => peakMiB),
      bytes: statSync(program.out).size,
      parts: {},
    });
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
  if (code !== 0)
    throw new Error(`${[program, ...rest].slice(0, 3).join(" ")} ended with ${code}: ${said.slice(-2000)}`);
  return { ms, cpuMs: usage.cpuMs(), peakMiB: usage.peakMiB };
}
