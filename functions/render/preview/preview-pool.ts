import { availableParallelism } from "node:os";
import { BroadsheetError } from "../../core/errors.ts";
import { changeFiles } from "../../core/service/preview/change-files.ts";
import type { AskedPreview, Preview } from "../../core/report/preview/preview.ts";
import { besideHeapMegabytes } from "../watch/watch-limits.ts";
import {
  keepPreviewProcess,
  type PreviewProcess,
  type PreviewProcessOptions,
  superseded,
} from "./keep-preview-process.ts";
import type { PreviewDesk } from "./preview-messages.ts";

export interface PreviewPoolOptions extends PreviewProcessOptions {
  /** Most processes. @default one for each core, at most four */
  readonly mostProcesses?: number | undefined;
  /** Whether the machine has memory for another process. @default that free memory is as much as one may use */
  readonly hasRoom?: (() => boolean) | undefined;
}

/** What is asked about a preview that was made. */
type About = "page" | "file" | "rows" | "files";

export interface PreviewPool {
  /** Makes a preview in the process where its session is at home. @throws BroadsheetError as `PreviewDesk.make` */
  make(asked: AskedPreview): Promise<Preview>;
  /** Asks about a preview where it was made. @throws BroadsheetError as the method of `PreviewDesk` */
  ask<M extends About>(method: M, id: string, ...args: Rest<PreviewDesk[M]>): ReturnType<PreviewDesk[M]>;
  /** Drops the session's previews that wait, and stops the one under way. */
  supersede(session: string): void;
  /** Starts the first process. @returns whether it did not run yet */
  warm(): boolean;
  close(): Promise<void>;
}

type Rest<F> = F extends (id: string, ...rest: infer R) => unknown ? R : never;

/** A process of previews. */
interface PoolWorker {
  readonly process: PreviewProcess;
  /** Whether sessions may come to it. */
  open: boolean;
  /** Previews that wait for it or are under way. */
  load: number;
}

/** Where a session is at home, how many previews it has asked for, and when it asked for the last. */
interface Home {
  worker: PoolWorker;
  turn: number;
  asked: number;
}

/** A session leaves a process in which this many more previews wait or are under way than in another. */
const worthMoving = 2;

/** Four who type keep a process busy about half of the time: another starts when more are in use. */
const sessionsEach = 4;

/** A session is in use for this time after its last preview, ms. */
const inUseMs = 60_000;

/** The session of the preview with which a process tries everything out before sessions come to it. */
const trialSession = "trial";

/** Sessions and previews whose process is known: more than a process keeps. */
const mostHomes = 1_600;

/** Time without a task after which a process that is not the first ends, ms. */
const extraIdleMs = 120_000;

/** Time after which a process is tried again that could not be started, ms. */
const restMs = 60_000;

/**
 * Shares previews among processes. One makes all of them while few people type: four who write at once seldom wait for
 * each other. With the fifth another starts, if the machine has cores and memory, and so on; sessions that would have
 * to wait move to it with their files as soon as it is warm. Processes that nobody needs for two minutes end, all but
 * the first.
 */
export function openPreviewPool(options: PreviewPoolOptions): PreviewPool {
  return new Pool(options);
}

class Pool implements PreviewPool {
  readonly #options: PreviewPoolOptions;
  readonly #first: PoolWorker;
  readonly #most: number;
  readonly #hasRoom: () => boolean;
  /** From the least to the most recently used. */
  readonly #homes = new Map<string, Home>();
  readonly #madeIn = new Map<string, PoolWorker>();
  #extra: PoolWorker[] = [];
  #growsAgain = 0;
  #closed = false;

  constructor(options: PreviewPoolOptions) {
    const { mostProcesses = Math.min(4, availableParallelism()), hasRoom, ...about } = options;
    const { heapMegabytes = 1024, memoryMegabytes = heapMegabytes + besideHeapMegabytes } = about;
    this.#options = about;
    this.#most = mostProcesses;
    this.#hasRoom = hasRoom ?? (() => process.availableMemory() > memoryMegabytes * 1024 ** 2);
    this.#first = { process: keepPreviewProcess(about), open: true, load: 0 };
  }

  async make(asked: AskedPreview): Promise<Preview> {
    const home = this.#homeOf(asked.session);
    const turn = (home.turn += 1);
    this.supersede(asked.session);
    const { worker } = home;
    if (this.#inUse() > sessionsEach * this.#workers().length) this.#grow(asked);
    worker.load += 1;
    try {
      const moved = await this.#movedTo(worker, asked);
      if (home.turn !== turn) throw superseded();
      const preview = await worker.process.run("make", moved);
      note(this.#madeIn, preview.id, worker);
      return preview;
    } finally {
      worker.load -= 1;
    }
  }

  ask<M extends About>(method: M, id: string, ...args: Rest<PreviewDesk[M]>): ReturnType<PreviewDesk[M]> {
    const madeIn = this.#madeIn.get(id);
    // A process that has ended is not started again: it would have nothing of the preview.
    const { process } = madeIn !== undefined && this.#workers().includes(madeIn) ? madeIn : this.#first;
    return process.run(method, ...([id, ...args] as unknown as Parameters<PreviewDesk[M]>));
  }

  supersede(session: string): void {
    for (const { process } of this.#workers()) process.supersede(session);
  }

  warm(): boolean {
    return this.#first.process.warm();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#workers().map(({ process }) => process.close()));
  }

  /** The first process, which starts with what it is asked, and the others that have not ended. */
  #workers(): readonly PoolWorker[] {
    this.#extra = this.#extra.filter(({ open, process }) => !open || process.isRunning);
    return [this.#first, ...this.#extra];
  }

  /** Processes to which sessions may come. */
  #openWorkers(): readonly PoolWorker[] {
    return this.#workers().filter(({ open }) => open);
  }

  #quietest(): PoolWorker {
    return this.#openWorkers().reduce((best, worker) => (worker.load < best.load ? worker : best));
  }

  /** How many sessions are in use. */
  #inUse(): number {
    const since = performance.now() - inUseMs;
    return [...this.#homes.values()].filter(({ asked }) => asked > since).length;
  }

  #homeOf(session: string): Home {
    const quietest = this.#quietest();
    const home = this.#homes.get(session) ?? { worker: quietest, turn: 0, asked: 0 };
    const stays = this.#openWorkers().includes(home.worker) && home.worker.load < quietest.load + worthMoving;
    if (!stays) home.worker = quietest;
    home.asked = performance.now();
    note(this.#homes, session, home);
    return home;
  }

  /** The preview as it can be asked of a process: if it changes one that another made, with all files. */
  async #movedTo(worker: PoolWorker, asked: AskedPreview): Promise<AskedPreview> {
    const { base } = asked;
    const before = base.kind === "preview" ? this.#madeIn.get(base.id) : undefined;
    if (base.kind !== "preview" || before === undefined || before === worker || !before.process.isRunning) return asked;
    const { files } = await before.process.runNext("files", base.id);
    return { ...asked, base: { kind: "nothing" }, files: Object.fromEntries(changeFiles(files, asked.files)) };
  }

  /** Starts another process, if the machine allows it, and opens it once it has made the preview that was asked for. */
  #grow(asked: AskedPreview): void {
    const isGrowing = this.#extra.some(({ open }) => !open);
    if (this.#closed || isGrowing || this.#workers().length >= this.#most) return;
    if (performance.now() < this.#growsAgain || !this.#hasRoom()) return;
    const extra = { process: keepPreviewProcess({ ...this.#options, idleMs: extraIdleMs }), open: false, load: 0 };
    this.#extra.push(extra);
    const tried = this.#movedTo(extra, asked).then((trial) =>
      extra.process.run("make", { ...trial, session: trialSession }),
    );
    // Faults of the files are an answer, too; without a process there is none.
    tried
      .then(
        () => true,
        (error: unknown) => error instanceof BroadsheetError && error.kind !== "unavailable" && extra.process.isRunning,
      )
      .then((works) => {
        if (works) extra.open = true;
        else this.#dismiss(extra);
      });
  }

  #dismiss(extra: PoolWorker): void {
    this.#growsAgain = performance.now() + restMs;
    this.#extra = this.#extra.filter((each) => each !== extra);
    void extra.process.close();
  }
}

/** Takes note of the process of something, and forgets what was not used for longest. */
function note<T>(places: Map<string, T>, name: string, place: T): void {
  places.delete(name);
  places.set(name, place);
  if (places.size > mostHomes) places.delete(places.keys().next().value!);
}
