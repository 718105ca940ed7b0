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

export interface SharedPreviewsOptions extends PreviewProcessOptions {
  /** Most processes. @default one for each core, at most four */
  readonly mostProcesses?: number | undefined;
  /** Whether the machine has memory for another process. @default that free memory is as much as one may use */
  readonly hasRoom?: (() => boolean) | undefined;
}

/** What is asked about a preview that was made. */
type About = "page" | "file" | "rows" | "files";

export interface SharedPreviews {
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
interface Seat {
  readonly process: PreviewProcess;
  /** Whether sessions may come to it. */
  open: boolean;
  /** Previews that wait for it or are under way. */
  load: number;
}

/** Where a session is at home, how many previews it has asked for, and when it asked for the last. */
interface Home {
  seat: Seat;
  turn: number;
  asked: number;
}

/** A session leaves a process in which this many more previews wait or are under way than in another. */
const worthMoving = 2;

/** A process keeps the work of four sessions (`preview-sessions.ts`): another starts when more are in use. */
const sessionsEach = 4;

/** A session is in use for this time after its last preview, ms. */
const inUseMs = 60_000;

/** The session of the preview with which a process tries everything out before sessions come to it. */
const trialSession = "trial";

/** Sessions and previews whose process is known: more than a process keeps. */
const mostHomes = 1_600;

/** Time without a task after which a process that is not the first ends, ms. */
const helperIdleMs = 120_000;

/** Time after which a process is tried again that could not be started, ms. */
const restMs = 60_000;

/**
 * Shares previews among processes. One makes all of them while few people type: four who write at once seldom wait for
 * each other. With the fifth another starts, if the machine has cores and memory, and so on; sessions that would have
 * to wait move to it with their files as soon as it is warm. Processes that nobody needs for two minutes end, all but
 * the first.
 */
export function sharePreviews(options: SharedPreviewsOptions): SharedPreviews {
  return new Team(options);
}

class Team implements SharedPreviews {
  readonly #options: SharedPreviewsOptions;
  readonly #first: Seat;
  readonly #most: number;
  readonly #hasRoom: () => boolean;
  /** From the least to the most recently used. */
  readonly #homes = new Map<string, Home>();
  readonly #madeIn = new Map<string, Seat>();
  #helpers: Seat[] = [];
  #growsAgain = 0;
  #closed = false;

  constructor(options: SharedPreviewsOptions) {
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
    const { seat } = home;
    if (this.#inUse() > sessionsEach * this.#seats().length) this.#grow(asked);
    seat.load += 1;
    try {
      const moved = await this.#movedTo(seat, asked);
      if (home.turn !== turn) throw superseded();
      const preview = await seat.process.run("make", moved);
      note(this.#madeIn, preview.id, seat);
      return preview;
    } finally {
      seat.load -= 1;
    }
  }

  ask<M extends About>(method: M, id: string, ...args: Rest<PreviewDesk[M]>): ReturnType<PreviewDesk[M]> {
    const { process } = this.#madeIn.get(id) ?? this.#first;
    return process.run(method, ...([id, ...args] as unknown as Parameters<PreviewDesk[M]>));
  }

  supersede(session: string): void {
    for (const { process } of this.#seats()) process.supersede(session);
  }

  warm(): boolean {
    return this.#first.process.warm();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#seats().map(({ process }) => process.close()));
  }

  /** Processes that are there, or start with what they are asked. */
  #seats(): readonly Seat[] {
    this.#helpers = this.#helpers.filter(({ open, process }) => !open || process.isRunning);
    return [this.#first, ...this.#helpers];
  }

  /** Processes to which sessions may come. */
  #openSeats(): readonly Seat[] {
    return this.#seats().filter((seat) => seat === this.#first || (seat.open && seat.process.isRunning));
  }

  #quietest(): Seat {
    return this.#openSeats().reduce((best, seat) => (seat.load < best.load ? seat : best));
  }

  /** How many sessions are in use. */
  #inUse(): number {
    const since = performance.now() - inUseMs;
    return [...this.#homes.values()].filter(({ asked }) => asked > since).length;
  }

  #homeOf(session: string): Home {
    const quietest = this.#quietest();
    const home = this.#homes.get(session) ?? { seat: quietest, turn: 0, asked: 0 };
    const stays = this.#openSeats().includes(home.seat) && home.seat.load < quietest.load + worthMoving;
    if (!stays) home.seat = quietest;
    home.asked = performance.now();
    note(this.#homes, session, home);
    return home;
  }

  /** The preview as it can be asked of a process: if it changes one that another made, with all files. */
  async #movedTo(seat: Seat, asked: AskedPreview): Promise<AskedPreview> {
    const { base } = asked;
    const before = base.kind === "preview" ? this.#madeIn.get(base.id) : undefined;
    if (base.kind !== "preview" || before === undefined || before === seat || !before.process.isRunning) return asked;
    const { files } = await before.process.runNext("files", base.id);
    return { ...asked, base: { kind: "nothing" }, files: Object.fromEntries(changeFiles(files, asked.files)) };
  }

  /** Starts another process, if the machine allows it, and opens it once it has made the preview that was asked for. */
  #grow(asked: AskedPreview): void {
    const isGrowing = this.#helpers.some(({ open }) => !open);
    if (this.#closed || isGrowing || this.#seats().length >= this.#most) return;
    if (performance.now() < this.#growsAgain || !this.#hasRoom()) return;
    const helper = { process: keepPreviewProcess({ ...this.#options, idleMs: helperIdleMs }), open: false, load: 0 };
    this.#helpers.push(helper);
    const tried = this.#movedTo(helper, asked).then((trial) =>
      helper.process.run("make", { ...trial, session: trialSession }),
    );
    // Faults of the files are an answer, too; without a process there is none.
    tried
      .then(
        () => true,
        (error: unknown) =>
          error instanceof BroadsheetError && error.kind !== "unavailable" && helper.process.isRunning,
      )
      .then((works) => {
        if (works) helper.open = true;
        else this.#dismiss(helper);
      });
  }

  #dismiss(helper: Seat): void {
    this.#growsAgain = performance.now() + restMs;
    this.#helpers = this.#helpers.filter((each) => each !== helper);
    void helper.process.close();
  }
}

/** Takes note of the process of something, and forgets what was not used for longest. */
function note<T>(places: Map<string, T>, name: string, place: T): void {
  places.delete(name);
  places.set(name, place);
  if (places.size > mostHomes) places.delete(places.keys().next().value!);
}
