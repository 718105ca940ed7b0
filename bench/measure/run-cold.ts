import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Measured } from "./run-contender.ts";
import { watchProcesses } from "./watch-processes.ts";

/** The words that make one PDF of a contender in a new process. */
export function coldProgram(module: string, job: unknown, out: string): string[] {
  return [process.execPath, join(import.meta.dirname, "contender-program.ts"), module, JSON.stringify(job), out];
}

/**
 * Starts a program again and again, each time from the start of its process to its end. A first start is not counted: it brings
 * the files into the system's cache, and leaves what programs keep between runs.
 *
 * @param words program and its arguments
 * @param out the file that it writes
 * @param before what is done before each start and not timed
 * @throws Error with what it said when it fails
 */
export async function runCold(words: readonly string[], out: string, runs: number, before?: () => void): Promise<Measured> {
  const begin = (watched: boolean): Promise<Start> => {
    before?.();
    return start(words, watched);
  };
  await begin(false);
  const ms: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    ms.push((await begin(false)).ms);
  }
  // Memory and CPU time are those of further starts, which are not timed: sampling costs time.
  const watched = [await begin(true), await begin(true)];
  const most = (pick: (start: Start) => number): number => Math.max(...watched.map(pick));
  return { ms, wholeMs: ms.reduce((sum, each) => sum + each, 0), cpuMs: most(({ cpuMs }) => cpuMs), peakMiB: most(({ peakMiB }) => peakMiB), bytes: statSync(out).size, parts: {} };
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
