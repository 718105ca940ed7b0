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
 * @throws Error with what it said when it fails
 */
export async function runCold(words: readonly string[], out: string, runs: number, environment: Readonly<Record<string, string>> = {}): Promise<Measured> {
  const ms: number[] = [];
  let peakMiB = 0;
  let cpuMs = 0;
  for (let run = -1; run < runs; run += 1) {
    const begun = performance.now();
    const [program = "", ...rest] = words;
    const child = spawn(program, rest, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, ...environment } });
    const usage = watchProcesses(child.pid ?? 0, 25);
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "exit")) as [number | null];
    const took = performance.now() - begun;
    usage.stop();
    if (code !== 0) throw new Error(`${words.slice(0, 3).join(" ")} ended with ${code}: ${said.slice(-2000)}`);
    if (run < 0) continue;
    ms.push(took);
    peakMiB = Math.max(peakMiB, usage.peakMiB);
    cpuMs += usage.cpuMs() / runs;
  }
  return { ms, wholeMs: ms.reduce((sum, each) => sum + each, 0), cpuMs, peakMiB, bytes: statSync(out).size, parts: {} };
}
