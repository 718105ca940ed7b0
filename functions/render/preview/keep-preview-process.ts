import { type ChildProcess, fork } from "node:child_process";
import { BroadsheetError } from "../../core/errors.ts";
import type { Logger } from "../../core/ports.ts";
import { programUrl } from "../../program/program-url.ts";
import { explainCrash } from "../watch/explain-crash.ts";
import { lowerPriority } from "../lower-priority.ts";
import { besideHeapMegabytes } from "../watch/watch-limits.ts";
import { memoryVariable } from "../watch/watch-renders.ts";
import { previewRoom, workerOptions, workerVariables } from "../worker-settings.ts";
import type { FromPreviewWorker, PreviewDesk, PreviewJob } from "./preview-messages.ts";

export interface PreviewProcessOptions {
  /**
   * The data directory of the embedded store; the process only reads it. Absent if the program finds its store by
   * itself.
   */
  readonly dataDirectory?: string;
  /** JavaScript heap, MiB. @default 1024 */
  readonly heapMegabytes?: number | undefined;
  /** Resident memory, MiB, the heap included. @default 1024 more than the heap */
  readonly memoryMegabytes?: number;
  /** Longest task, ms. @default 30000 */
  readonly timeoutMs?: number;
  /** Time without a task after which the process ends, ms. @default ten minutes */
  readonly idleMs?: number;
  /** Niceness added, so that others get the processor first. @default 0 */
  readonly niceness?: number;
  readonly logger: Logger;
  /** The worker's program, replaced in fault tests. @default preview-worker.ts */
  readonly program?: URL;
}

/** A process of previews that runs while somebody needs it. */
export interface PreviewProcess {
  /** Whether there is a process: it has started, and has not ended. */
  readonly isRunning: boolean;
  /** Does something in the process, after what was asked before. */
  run<M extends keyof PreviewDesk>(method: M, ...args: Parameters<PreviewDesk[M]>): ReturnType<PreviewDesk[M]>;
  /** Does something short in the process, before what waits. */
  runNext<M extends keyof PreviewDesk>(method: M, ...args: Parameters<PreviewDesk[M]>): ReturnType<PreviewDesk[M]>;
  /** Drops the session's previews that wait, and stops the one under way between two of its steps. */
  supersede(session: string): void;
  /** Starts the process, which somebody will need soon. @returns whether it did not run yet */
  warm(): boolean;
  /** Ends the process; what it was asked fails with `unavailable`. */
  close(): Promise<void>;
}

interface Task {
  readonly job: PreviewJob;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface Worker {
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
  ready: boolean;
  /** Tasks that it has done. */
  done: number;
  task?: Task | undefined;
  timer?: NodeJS.Timeout;
  /** Why it is being ended. */
  verdict?: BroadsheetError;
  /** The end of what it wrote to stderr. */
  lastWords: string;
}

/** Tasks that may wait: an editor makes one at a time, and a newer one replaces an older one that waits. */
const mostWaiting = 64;

/** Keeps a process of previews: it starts with the first task, does one thing at a time, and ends when it is idle. */
export function keepPreviewProcess(options: PreviewProcessOptions): PreviewProcess {
  return new ProcessKeeper(options);
}

class ProcessKeeper implements PreviewProcess {
  readonly #settings;
  readonly #waiting: Task[] = [];
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: PreviewProcessOptions) {
    const { dataDirectory, heapMegabytes = 1024, timeoutMs = 30_000, idleMs = 600_000, niceness, logger } = options;
    const { memoryMegabytes = heapMegabytes + besideHeapMegabytes } = options;
    const { program = programUrl("preview-worker") } = options;
    const limits = { heapMegabytes, memoryMegabytes, timeoutMs, idleMs };
    this.#settings = { ...limits, dataDirectory, niceness, logger, program };
  }

  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  run<M extends keyof PreviewDesk>(method: M, ...args: Parameters<PreviewDesk[M]>): ReturnType<PreviewDesk[M]> {
    return this.#enqueue({ method, args } as PreviewJob, "push") as ReturnType<PreviewDesk[M]>;
  }

  runNext<M extends keyof PreviewDesk>(method: M, ...args: Parameters<PreviewDesk[M]>): ReturnType<PreviewDesk[M]> {
    return this.#enqueue({ method, args } as PreviewJob, "unshift") as ReturnType<PreviewDesk[M]>;
  }

  supersede(session: string): void {
    for (const [index, { job, reject }] of [...this.#waiting.entries()].reverse()) {
      if (job.method !== "make" || job.args[0].session !== session) continue;
      this.#waiting.splice(index, 1);
      reject(superseded());
    }
    const job = this.#worker?.task?.job;
    if (job?.method === "make" && job.args[0].session === session)
      this.#worker?.process.send({ method: "cancel" }, () => {});
  }

  warm(): boolean {
    if (this.#closed || this.#worker !== undefined) return false;
    this.#worker = this.#start();
    return true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    for (const task of this.#waiting.splice(0)) task.reject(stopping());
    if (this.#worker === undefined) return;
    this.#end(this.#worker, stopping());
    await this.#worker.ended;
  }

  async #enqueue(job: PreviewJob, how: "push" | "unshift"): Promise<unknown> {
    if (this.#closed) throw stopping();
    if (this.#waiting.length >= mostWaiting) throw busyNow();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting[how]({ job, resolve, reject });
    this.#dispatch();
    return await promise;
  }

  #start(): Worker {
    const { program, dataDirectory, heapMegabytes, memoryMegabytes, niceness } = this.#settings;
    const child = fork(program, dataDirectory === undefined ? [] : [dataDirectory], {
      serialization: "advanced",
      execArgv: workerOptions(heapMegabytes, 1, previewRoom),
      env: { ...workerVariables, ...process.env, TZ: workerVariables.TZ, [memoryVariable]: String(memoryMegabytes) },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      detached: true,
    });
    if (niceness !== undefined && child.pid !== undefined) lowerPriority(child.pid, niceness);
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const started: Worker = { process: child, ended, ready: false, done: 0, lastWords: "" };
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      started.lastWords = (started.lastWords + text).slice(-4000);
    });
    child.on("message", (message: FromPreviewWorker) => this.#receive(started, message));
    const lost = (): void => {
      resolve();
      this.#lose(started);
    };
    child.once("error", () => child.pid === undefined && lost());
    child.once("close", lost);
    return started;
  }

  #receive(from: Worker, message: FromPreviewWorker): void {
    if (message.kind === "ready") from.ready = true;
    else {
      const { task } = from;
      from.task = undefined;
      from.done += 1;
      clearTimeout(from.timer);
      if (message.kind === "done") task?.resolve(message.value);
      else if (message.kind === "refused") task?.reject(new BroadsheetError(message.errorKind, message.problems));
      else task?.reject(Object.assign(new Error("the preview crashed"), { stack: message.stack }));
    }
    this.#dispatch();
  }

  /** A worker has ended. What waits starts another, unless this one never began: the next would fail alike. */
  #lose(lost: Worker): void {
    const verdict = lost.verdict ?? explainCrash(lost.process, lost.lastWords, this.#settings);
    clearTimeout(lost.timer);
    // What earlier previews have left may have taken the memory; in a new process the limit counts.
    if (
      lost.task !== undefined &&
      lost.done > 0 &&
      !this.#closed &&
      verdict.problems[0]?.code === "render-out-of-memory"
    )
      this.#waiting.unshift(lost.task);
    else lost.task?.reject(verdict);
    if (this.#worker === lost) this.#worker = undefined;
    if (this.#closed) return;
    if (lost.verdict === undefined || lost.lastWords !== "")
      this.#settings.logger.warn("the worker of previews ended", {
        reason: verdict.message,
        ...(lost.lastWords === "" ? {} : { stack: lost.lastWords }),
      });
    if (!lost.ready) for (const task of this.#waiting.splice(0)) task.reject(verdict);
    this.#dispatch();
  }

  #dispatch(): void {
    clearTimeout(this.#idle);
    if (this.#worker === undefined && this.#waiting.length > 0) this.#worker = this.#start();
    const worker = this.#worker;
    if (worker === undefined || !worker.ready || worker.task !== undefined || worker.verdict !== undefined) return;
    const task = this.#waiting.shift();
    if (task === undefined) {
      this.#idle = setTimeout(() => this.#end(worker, stopping()), this.#settings.idleMs).unref();
      return;
    }
    worker.task = task;
    const { timeoutMs } = this.#settings;
    worker.timer = setTimeout(() => this.#end(worker, tooSlow(task.job, timeoutMs)), timeoutMs);
    worker.process.send(task.job, () => {
      // A worker that is gone says so itself, by closing.
    });
  }

  #end(ending: Worker, verdict: BroadsheetError): void {
    ending.verdict ??= verdict;
    ending.process.kill("SIGKILL");
  }
}

function busyNow(): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "previews-busy",
    message: `${mostWaiting} requests wait for previews already`,
    hint: "try again in a moment",
  });
}

/** What a preview that is no longer wanted is answered. */
export function superseded(): BroadsheetError {
  return new BroadsheetError("conflict", { code: "superseded", message: "a newer preview of the session has come" });
}

function stopping(): BroadsheetError {
  return new BroadsheetError("unavailable", { code: "server-stopping", message: "the server is stopping" });
}

/** What took too long, where it was not a preview. */
const nouns: Readonly<Partial<Record<PreviewJob["method"], string>>> = {
  draft: "draft",
  edit: "edit",
  change: "change",
  explain: "explanation",
};

function tooSlow({ method }: PreviewJob, timeoutMs: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "preview-timeout",
    message: `the ${nouns[method] ?? "preview"} took longer than ${timeoutMs / 1000} s and was stopped`,
    allowed: `${timeoutMs} ms`,
    hint: "look for an endless expression or a dataset that is too large",
  });
}
