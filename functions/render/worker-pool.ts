import { type ChildProcess, fork } from "node:child_process";
import { BroadsheetError } from "../core/errors.ts";
import type { Logger } from "../core/ports.ts";
import type { Stage } from "../core/report/publish/report.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";
import { explainCrash } from "./watch/explain-crash.ts";
import { lowerPriority } from "./lower-priority.ts";
import { programUrl } from "../program/program-url.ts";
import type { RenderJob, RenderMessage } from "./render-messages.ts";
import { besideHeapMegabytes } from "./watch/watch-limits.ts";
import { memoryVariable } from "./watch/watch-renders.ts";
import { type HeapRoom, workerOptions, workerVariables } from "./worker-settings.ts";

export interface RenderPoolOptions {
  /**
   * The data directory of the embedded store; the workers only read it, except to ingest uploads. Absent if the
   * program finds its store by itself.
   */
  readonly dataDirectory?: string;
  /** Renders in parallel. */
  readonly workers: number;
  /** JavaScript heap of one worker, MiB; a render that needs more ends its worker. @default 1024 */
  readonly heapMegabytes?: number | undefined;
  /** Resident memory of one worker, MiB, its heap included. @default 1024 more than the heap */
  readonly memoryMegabytes?: number;
  /** @default reportRoom */
  readonly room?: HeapRoom | undefined;
  /** Extra workers that may start while renders wait and no worker is free; they end when nothing waits. @default 0 */
  readonly extraWorkers?: number;
  /** Niceness of the workers, 0 to 19: on a busy processor those of a lower one take precedence. @default 0 */
  readonly niceness?: number;
  /** Longest render, ms, from the moment a worker begins it. @default 60000 */
  readonly timeoutMs?: number;
  /** A request that an idle new worker renders and discards, to warm up its modules, fonts and code. */
  readonly warmUp?: AcceptedRequest | undefined;
  readonly logger: Logger;
  /** The workers' program, replaced in fault tests. @default render-worker.ts */
  readonly program?: URL;
}

/** The answers to jobs that were done. */
const doneKinds = ["made", "checked", "queried", "ingested", "stored", "shaped", "rendition"] as const;
type Done = Extract<RenderMessage, { readonly kind: (typeof doneKinds)[number] }>;

interface Task {
  readonly job: RenderJob;
  readonly progress?: ((stage: Stage) => void) | undefined;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: Error) => void;
  timer?: NodeJS.Timeout;
  /** Whether a worker that had done other work ran out of memory with it. */
  again?: boolean;
}

interface Slot {
  readonly worker: ChildProcess;
  readonly ended: Promise<void>;
  ready: boolean;
  /** Whether it has not rendered yet. */
  cold: boolean;
  /** Tasks that it has done. */
  done: number;
  task?: Task | undefined;
  /** Whether it was ended because it is no longer needed. */
  retired?: boolean;
  /** Why the pool is ending the worker. */
  verdict?: BroadsheetError;
  /** The end of what it wrote to stderr. */
  lastWords: string;
}

/** Characters kept of a worker's stderr. */
const lastWordsLength = 4000;

/** The options of a pool, with their defaults. */
interface PoolSettings {
  readonly dataDirectory: string | undefined;
  readonly workers: number;
  readonly heapMegabytes: number;
  readonly memoryMegabytes: number;
  readonly room: HeapRoom | undefined;
  readonly extraWorkers: number;
  readonly niceness: number | undefined;
  readonly timeoutMs: number;
  readonly logger: Logger;
  readonly program: URL;
}

function settingsOf(options: RenderPoolOptions): PoolSettings {
  const { dataDirectory, workers, heapMegabytes = 1024, room, niceness, logger } = options;
  const { memoryMegabytes = heapMegabytes + besideHeapMegabytes, extraWorkers = 0, timeoutMs = 60_000 } = options;
  const { program = programUrl("render-worker") } = options;
  return {
    dataDirectory,
    workers,
    heapMegabytes,
    memoryMegabytes,
    room,
    extraWorkers,
    niceness,
    timeoutMs,
    logger,
    program,
  };
}

/** The workers of a pool, and the jobs that wait for them. */
export class WorkerPool {
  readonly #settings: PoolSettings;
  readonly #slots = new Set<Slot>();
  readonly #waiting: Task[] = [];
  #warmUp: AcceptedRequest | undefined;
  #closed = false;

  constructor(options: RenderPoolOptions) {
    this.#settings = settingsOf(options);
    this.#warmUp = options.warmUp;
  }

  get size(): number {
    return this.#slots.size;
  }

  get memoryMegabytes(): number {
    return this.#settings.memoryMegabytes;
  }

  /** Gives a job to a worker, once one is free. */
  run(job: RenderJob, progress?: (stage: Stage) => void): Promise<Done> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(stopped());
      this.#waiting.push({ job, progress, resolve, reject });
      if (this.#slots.size === 0) this.start();
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#waiting.splice(0)) task.reject(stopped());
    for (const slot of this.#slots) {
      slot.verdict ??= stopped();
      slot.worker.kill("SIGKILL");
    }
    await Promise.all([...this.#slots].map(({ ended }) => ended));
  }

  /** Starts a worker. */
  start(): void {
    const { dataDirectory, heapMegabytes, workers, room, memoryMegabytes, niceness } = this.#settings;
    const worker = fork(this.#settings.program, dataDirectory === undefined ? [] : [dataDirectory], {
      serialization: "advanced",
      // Flags of the server's own process (a debugger's, `--eval`) are not passed to the workers.
      execArgv: workerOptions(heapMegabytes, workers, room),
      // A user's own allocator variables take precedence; the time zone does not.
      env: { ...workerVariables, ...process.env, TZ: workerVariables.TZ, [memoryVariable]: String(memoryMegabytes) },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // In its own session: Ctrl-C and a closing terminal reach only the server, which hands back renders that a worker
      // cannot finish.
      detached: true,
    });
    if (niceness !== undefined && worker.pid !== undefined) lowerPriority(worker.pid, niceness);
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const slot: Slot = { worker, ended, ready: false, cold: true, done: 0, lastWords: "" };
    this.#slots.add(slot);
    worker.stderr?.setEncoding("utf8").on("data", (text: string) => {
      slot.lastWords = (slot.lastWords + text).slice(-lastWordsLength);
    });
    worker.on("message", (message: RenderMessage) => this.#receive(slot, message));
    // A worker that cannot be started emits no `exit`; at `close`, an ended worker has also closed its streams.
    worker.once("error", () => worker.pid === undefined && this.#replace(slot, resolve));
    worker.once("close", () => this.#replace(slot, resolve));
  }

  #receive(slot: Slot, message: RenderMessage): void {
    if (message.kind === "ready") {
      slot.ready = true;
      // One after the other: started together, they would slow each other down.
      if (!this.#closed && this.#slots.size < this.#settings.workers) this.start();
      return this.#dispatch();
    }
    if (message.kind === "progress") return slot.task?.progress?.(message.stage);
    const task = slot.task;
    slot.task = undefined;
    slot.done += 1;
    clearTimeout(task?.timer);
    if (isDone(message)) task?.resolve(message);
    else if (message.kind === "refused") task?.reject(new BroadsheetError(message.errorKind, message.problems));
    else task?.reject(Object.assign(new Error("the render crashed"), { stack: message.stack }));
    this.#dispatch();
  }

  #replace(slot: Slot, ended: () => void): void {
    this.#slots.delete(slot);
    ended();
    const verdict = slot.verdict ?? explainCrash(slot.worker, slot.lastWords, this.#settings);
    clearTimeout(slot.task?.timer);
    // What earlier work has left in the worker may have taken the memory. In a new one nothing has, and the limit counts.
    if (
      slot.task !== undefined &&
      slot.done > 0 &&
      !this.#closed &&
      slot.task.again !== true &&
      verdict.problems[0]?.code === "render-out-of-memory"
    ) {
      slot.task.again = true;
      this.#waiting.unshift(slot.task);
    } else slot.task?.reject(verdict);
    if (this.#closed) return;
    // A render may have arrived after the worker's order to end.
    if (slot.retired) return this.#dispatch();
    this.#settings.logger.warn("a render worker ended and is being replaced", {
      reason: verdict.message,
      ...(slot.lastWords !== "" && { stack: slot.lastWords }),
    });
    if (slot.ready) return this.#slots.size < this.#settings.workers ? this.start() : this.#dispatch();
    // A worker that fails to start would fail again: reject the waiting renders, and start one for the next request.
    for (const task of this.#waiting.splice(0)) task.reject(verdict);
  }

  #warming(): Task | undefined {
    if (this.#warmUp === undefined) return undefined;
    const failed = (error: Error): void => {
      // A warm-up that failed once would fail again.
      this.#warmUp = undefined;
      if (!this.#closed) this.#settings.logger.warn("warming up a render worker failed", { reason: error.message });
    };
    return { job: { accepted: this.#warmUp }, resolve: () => {}, reject: failed };
  }

  #dispatch(): void {
    for (const slot of this.#slots) {
      if (!slot.ready || slot.task !== undefined || slot.verdict !== undefined || !slot.worker.connected) continue;
      const task =
        this.#waiting.shift() ??
        (slot.cold && this.#slots.size <= this.#settings.workers ? this.#warming() : undefined);
      if (task === undefined) {
        this.#retire(slot);
        continue;
      }
      slot.task = task;
      slot.cold = false;
      task.timer = setTimeout(() => {
        slot.verdict = timeout(this.#settings.timeoutMs);
        slot.worker.kill("SIGKILL");
      }, this.#settings.timeoutMs);
      slot.worker.send(task.job, () => {
        // A worker that is gone says so itself, by closing.
      });
    }
    // One at a time: the next starts when this one is ready and renders still wait.
    const starting = [...this.#slots].some(({ ready }) => !ready);
    if (
      this.#waiting.length > 0 &&
      !starting &&
      this.#slots.size < this.#settings.workers + this.#settings.extraWorkers
    )
      this.start();
  }

  /** Ends an extra worker once nothing is left to do. */
  #retire(slot: Slot): void {
    if (this.#slots.size <= this.#settings.workers) return;
    slot.retired = true;
    slot.verdict = stopped();
    slot.worker.kill("SIGKILL");
  }
}

function isDone(message: RenderMessage): message is Done {
  return doneKinds.some((kind) => kind === message.kind);
}

function timeout(timeoutMs: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "render-timeout",
    message: `the render took longer than ${timeoutMs / 1000} s and was stopped`,
    allowed: `${timeoutMs} ms`,
    hint: "look for an endless expression or regular expression in the template, or for a dataset that is too large",
  });
}

function stopped(): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "server-stopping",
    message: "the server is stopping; the report will be rendered after it starts again",
  });
}
