import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Answer, Order } from "./contender.ts";
import { launchContender } from "./launch-contender.ts";
import { kill, processesOf, type Usage, watchProcesses } from "./watch-processes.ts";

export interface ContenderRun {
  /** Path of the contender's module. */
  readonly module: string;
  /** The job that it takes: JSON. */
  readonly job: unknown;
  /** Number of timed runs. */
  readonly runs: number;
  /** Number of runs before the timed ones. */
  readonly warmUp: number;
  /** Number of runs at the same time. @default 1 */
  readonly inFlight?: number;
  /** Longest time of one run, ms; a contender that takes longer is stopped. @default 180000 */
  readonly patienceMs?: number;
  /** Paths to which the PDFs of the first runs are written, one for each run. */
  readonly keep?: readonly string[];
  /** Number of the core that all its processes and threads share (Linux's `taskset`). @default every core */
  readonly core?: number;
  /** Options for Node, such as `--max-old-space-size`. */
  readonly nodeOptions?: readonly string[];
}

/** If there are fewer timed runs than this, memory is sampled during them. */
const fewRuns = 6;

/** Number of further runs that sample memory: `few` if one takes longer than `longMs`. */
const memoryRuns = { many: 5, few: 2, longMs: 300 };

/** What was measured of a contender. */
export interface Measured {
  /** Milliseconds of each timed run. */
  readonly ms: readonly number[];
  /** Wall-clock time of all timed runs together, ms. */
  readonly wholeMs: number;
  /** CPU time of the process tree per timed run, ms. */
  readonly cpuMs: number;
  /** Peak PSS of the process tree, MiB: of further runs after the timed ones, or of the timed runs if there are few. */
  readonly peakMiB: number;
  /** Size of the last PDF. */
  readonly bytes: number;
  /** Milliseconds of parts of the work, of each timed run. */
  readonly parts: Readonly<Record<string, readonly number[]>>;
}

/**
 * Runs a contender in its own process.
 *
 * @throws Error with the contender's output if it fails or takes too long
 */
export function runContender(run: ContenderRun): Promise<Measured> {
  const { runs, warmUp, inFlight } = run;
  return withContender(run, async (contender) => {
    const { usage, makeUntil } = contender;
    // Few runs are long runs, which sampling does not disturb.
    const few = runs < fewRuns;
    if (few) usage.watch(200);
    await makeUntil(warmUp);
    const timed = await time(contender, warmUp + runs);
    if (!few) await watchMemory(contender, warmUp + runs, timed.wholeMs / runs, inFlight);
    return summary([timed], usage.peakMiB);
  });
}

/**
 * Runs contenders in turns, each in its own process, so that a machine that becomes slower does so for all. First each
 * runs alone while its memory is sampled, since each process counts only part of the memory that it shares with others.
 * A turn begins with a run that is not timed, because the contender before has filled the processor's caches.
 *
 * @param turns number of turns into which each contender's runs are divided
 * @returns what was measured, in the order of `runs`
 * @throws Error as `runContender` does
 */
export async function runInTurns<const Runs extends readonly ContenderRun[]>(
  runs: Runs,
  turns: number,
): Promise<{ readonly [index in keyof Runs]: Measured }> {
  const peaks: number[] = [];
  for (const run of runs) {
    peaks.push(
      await withContender(run, async (contender) => {
        const { wholeMs } = await time(contender, run.warmUp);
        await watchMemory(contender, run.warmUp, wholeMs / run.warmUp);
        return contender.usage.peakMiB;
      }),
    );
  }
  const timed = await withAll(runs, async (contenders) => {
    for (const [index, { makeUntil }] of contenders.entries()) await makeUntil(runs[index]!.warmUp);
    const times = contenders.map((): Timed[] => []);
    const made = runs.map(({ warmUp }) => warmUp);
    for (let turn = 0; turn < turns; turn += 1) {
      for (const [index, contender] of contenders.entries()) {
        const share =
          Math.floor((runs[index]!.runs * (turn + 1)) / turns) - Math.floor((runs[index]!.runs * turn) / turns);
        if (share === 0) continue;
        await contender.makeUntil(made[index]! + 1);
        made[index]! += 1 + share;
        times[index]!.push(await time(contender, made[index]!));
      }
    }
    return times;
  });
  return timed.map((times, index) => summary(times, peaks[index]!)) as { readonly [index in keyof Runs]: Measured };
}

/** What was measured of one stretch of a contender's life. */
export interface Stretch {
  /** Runs made by its end. */
  readonly end: number;
  /** CPU time of the process tree per run of the stretch, ms. */
  readonly cpuMs: number;
  /** Peak PSS of the process tree after its end, MiB: of a few further runs. */
  readonly peakMiB: number;
}

/**
 * Runs a contender for long, and measures stretch after stretch: what grows with the number of runs shows.
 *
 * @param ends numbers of runs at which stretches end, in order
 * @throws Error as `runContender` does
 */
export function runInStretches(
  run: Omit<ContenderRun, "runs" | "warmUp">,
  ends: readonly number[],
): Promise<readonly Stretch[]> {
  return withContender({ ...run, runs: 0, warmUp: 0 }, async (contender) => {
    const stretches: Stretch[] = [];
    for (const end of ends) {
      const { cpuMs, answers } = await time(contender, end);
      await watchMemory(contender, end, 0, run.inFlight);
      contender.usage.stop();
      stretches.push({ end, cpuMs: cpuMs / answers.length, peakMiB: contender.usage.peakMiB });
    }
    return stretches;
  });
}

/** A contender's process, with what it uses. */
interface OpenContender {
  readonly usage: Usage;
  /** Orders PDFs, as many at a time as the run says, until `end` have been made in all. */
  readonly makeUntil: (end: number) => Promise<readonly Made[]>;
}

type Made = Answer & { readonly kind: "made" };

/** Opens a contender, does some work with it, and ends it. */
async function withContender<Result>(
  { module, job, inFlight = 1, patienceMs = 180_000, keep = [], core, nodeOptions = [] }: ContenderRun,
  work: (contender: OpenContender) => Promise<Result>,
): Promise<Result> {
  const launch = await launchContender(module);
  const child = fork(launch.program, [launch.module, JSON.stringify(job)], {
    ...(core !== undefined && { execPath: "taskset" }),
    execArgv: [
      ...(core === undefined ? [] : ["-c", String(core), process.execPath]),
      ...launch.nodeOptions,
      ...nodeOptions,
    ],
    env: { ...process.env, ...launch.variables },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const usage = watchProcesses(child.pid ?? 0);
  const ask = listen(child, patienceMs);
  let next = 0;
  /** So many at a time: each worker of a pool must become warm. */
  const makeUntil = async (end: number): Promise<readonly Made[]> => {
    const answers: Made[] = [];
    const lane = async (): Promise<void> => {
      while (next < end) {
        const iteration = next++;
        const path = keep[iteration];
        answers.push(await ask.make({ iteration, ...(path !== undefined && { keep: path }) }));
      }
    };
    await Promise.all(Array.from({ length: inFlight }, lane));
    return answers;
  };
  let well = false;
  try {
    await ask.open;
    const result = await work({ usage, makeUntil });
    well = true;
    return result;
  } finally {
    usage.stop();
    // A contender that never stops would slow down those that follow.
    if (!well) kill(processesOf(child.pid ?? 0));
    await end(child);
  }
}

/** Opens several contenders at the same time, does some work with them, and ends them. */
function withAll<Result>(
  runs: readonly ContenderRun[],
  work: (contenders: readonly OpenContender[]) => Promise<Result>,
  open: readonly OpenContender[] = [],
): Promise<Result> {
  const [first, ...others] = runs;
  return first === undefined
    ? work(open)
    : withContender(first, (contender) => withAll(others, work, [...open, contender]));
}

/** Runs timed without a break. */
interface Timed {
  readonly answers: readonly Made[];
  readonly wholeMs: number;
  /** CPU time of all of them, ms. */
  readonly cpuMs: number;
}

async function time({ usage, makeUntil }: OpenContender, end: number): Promise<Timed> {
  const before = usage.cpuMs();
  const begun = performance.now();
  const answers = await makeUntil(end);
  const wholeMs = performance.now() - begun;
  return { answers, wholeMs, cpuMs: usage.cpuMs() - before };
}

/** Samples memory during further runs. @param made number of runs so far @param runMs time of one run */
async function watchMemory(
  { usage, makeUntil }: OpenContender,
  made: number,
  runMs: number,
  inFlight = 1,
): Promise<void> {
  usage.watch(50);
  await makeUntil(made + (runMs > memoryRuns.longMs ? memoryRuns.few : memoryRuns.many) * inFlight);
}

function summary(timed: readonly Timed[], peakMiB: number): Measured {
  const answers = timed.flatMap((turn) => turn.answers);
  const parts: Record<string, number[]> = {};
  for (const answer of answers)
    for (const [part, ms] of Object.entries(answer.parts ?? {})) (parts[part] ??= []).push(ms);
  const total = (pick: (turn: Timed) => number): number => timed.reduce((sum, turn) => sum + pick(turn), 0);
  return {
    ms: answers.map(({ ms }) => ms),
    wholeMs: total(({ wholeMs }) => wholeMs),
    cpuMs: total(({ cpuMs }) => cpuMs) / answers.length,
    peakMiB,
    bytes: answers.at(-1)?.bytes ?? 0,
    parts,
  };
}

function listen(
  child: ChildProcess,
  patienceMs: number,
): { readonly open: Promise<void>; make(order: Order): Promise<Made> } {
  const waiting = new Map<number, PromiseWithResolvers<Made>>();
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
      const run = Promise.withResolvers<Made>();
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
  const tree = processesOf(child.pid ?? 0);
  if (child.connected) child.disconnect();
  const late = setTimeout(() => kill(tree), 5000);
  await exit;
  clearTimeout(late);
  // Browsers that a contender left behind would slow down those that follow.
  kill(tree);
}
