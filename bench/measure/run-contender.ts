import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Answer, Order } from "./contender.ts";
import { launchContender } from "./launch-contender.ts";
import { killTree, watchProcesses } from "./watch-processes.ts";

export interface ContenderRun {
  /** Path of the contender's module. */
  readonly module: string;
  /** JSON. */
  readonly job: unknown;
  /** Timed runs. */
  readonly runs: number;
  /** Runs before those that are timed. */
  readonly warmUp: number;
  /** Runs at the same time. @default 1 */
  readonly inFlight?: number;
  /** The contender is ended when one run takes longer, ms. @default 180000 */
  readonly patienceMs?: number;
  /** Paths where the PDFs of the first runs are left, one each. */
  readonly keep?: readonly string[];
  /** Number of a core that all its processes and threads share, by Linux's `taskset`. @default every core */
  readonly core?: number;
  /** Options of Node, such as `--max-old-space-size`. */
  readonly nodeOptions?: readonly string[];
}

/** With fewer timed runs than this, memory is sampled while they are timed. */
const fewRuns = 6;

/** Further runs for the memory, and fewer of those that take long. */
const memoryRuns = { many: 5, few: 2, longMs: 300 };

/** What a contender did. */
export interface Measured {
  /** Milliseconds of each timed run. */
  readonly ms: readonly number[];
  /** Wall clock of all timed runs together, ms. */
  readonly wholeMs: number;
  /** CPU time of the process tree per timed run, ms. */
  readonly cpuMs: number;
  /** Peak PSS of the process tree, MiB: in further runs after those that are timed, or in the timed ones where those are few. */
  readonly peakMiB: number;
  /** Size of the last PDF. */
  readonly bytes: number;
  /** Milliseconds of parts of the work, of each timed run. */
  readonly parts: Readonly<Record<string, readonly number[]>>;
}

/**
 * Runs a contender in a process of its own.
 *
 * @throws Error with what the contender said when it fails or takes too long
 */
export async function runContender({ module, job, runs, warmUp, inFlight = 1, patienceMs = 180_000, keep = [], core, nodeOptions = [] }: ContenderRun): Promise<Measured> {
  const launch = await launchContender(module);
  const child = fork(launch.program, [launch.module, JSON.stringify(job)], {
    ...(core === undefined ? {} : { execPath: "taskset" }),
    execArgv: [...(core === undefined ? [] : ["-c", String(core), process.execPath]), ...launch.nodeOptions, ...nodeOptions],
    env: { ...process.env, ...launch.variables },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const usage = watchProcesses(child.pid ?? 0);
  const ask = listen(child, patienceMs);
  // Runs of which there are few are long ones, which sampling does not disturb.
  const few = runs < fewRuns;
  if (few) usage.watch(200);
  let well = false;
  try {
    await ask.open;
    let next = 0;
    /** So many at a time: each worker of a pool must become warm. */
    const makeUntil = async (end: number): Promise<(Answer & { kind: "made" })[]> => {
      const answers: (Answer & { kind: "made" })[] = [];
      const lane = async (): Promise<void> => {
        while (next < end) {
          const iteration = next++;
          const path = keep[iteration];
          answers.push(await ask.make({ iteration, ...(path === undefined ? {} : { keep: path }) }));
        }
      };
      await Promise.all(Array.from({ length: inFlight }, lane));
      return answers;
    };
    await makeUntil(warmUp);
    const before = usage.cpuMs();
    const begun = performance.now();
    const answers = await makeUntil(warmUp + runs);
    const wholeMs = performance.now() - begun;
    const cpuMs = (usage.cpuMs() - before) / runs;
    if (!few) {
      usage.watch(50);
      await makeUntil(warmUp + runs + (wholeMs / runs > memoryRuns.longMs ? memoryRuns.few : memoryRuns.many) * inFlight);
    }
    const parts: Record<string, number[]> = {};
    well = true;
    for (const answer of answers) for (const [part, ms] of Object.entries(answer.parts ?? {})) (parts[part] ??= []).push(ms);
    return { ms: answers.map(({ ms }) => ms), wholeMs, cpuMs, peakMiB: usage.peakMiB, bytes: answers.at(-1)?.bytes ?? 0, parts };
  } finally {
    usage.stop();
    // One that works on and on would slow down those that follow.
    if (!well) killTree(child.pid ?? 0);
    await end(child);
  }
}

function listen(child: ChildProcess, patienceMs: number): { readonly open: Promise<void>; make(order: Order): Promise<Answer & { kind: "made" }> } {
  const waiting = new Map<number, PromiseWithResolvers<Answer & { kind: "made" }>>();
  const opened = Promise.withResolvers<void>();
  let lastWords = "";
  const fail = (reason: string): void => {
    const error = new Error(reason);
    opened.reject(error);
    for (const { reject } of waiting.values()) reject(error);
  };
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (lastWords = (lastWords + text).slice(-2000)));
  child.on("message", (answer: Answer) => {
    if (answer.kind === "open") opened.resolve();
    else if (answer.kind === "failed") fail(answer.reason);
    else waiting.get(answer.iteration)?.resolve(answer);
  });
  child.once("exit", (code, signal) => fail(`the contender ended with ${code ?? signal}: ${lastWords}`));
  return {
    open: opened.promise,
    async make(order) {
      const run = Promise.withResolvers<Answer & { kind: "made" }>();
      waiting.set(order.iteration, run);
      const late = setTimeout(() => run.reject(new Error(`took longer than ${patienceMs / 1000} s`)), patienceMs);
      child.send(order);
      try {
        return await run.promise;
      } finally {
        clearTimeout(late);
        waiting.delete(order.iteration);
      }
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  if (child.connected) child.disconnect();
  const late = setTimeout(() => killTree(child.pid ?? 0), 5000);
  await exit;
  clearTimeout(late);
}
