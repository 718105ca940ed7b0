import { setTimeout as delay } from "node:timers/promises";
import { BroadsheetError } from "../../core/errors.ts";
import { ownerPid } from "../process-owner.ts";
import { takeProcessLock } from "../process-lock.ts";

/** Milliseconds to wait for other processes, each of which holds the lock for only a few. */
const longestWait = 15_000;

/** Lets one writer work at a time: a queue serves this process, a lock in a folder all processes. */
export class WriterLock {
  readonly #folder: string;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Runs `work` while no other writer works.
   * @throws BroadsheetError `unavailable` if another process does not release the lock within 15 s
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => this.#locked(work));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    for (;;) {
      const lock = await takeProcessLock(this.#folder);
      if ("release" in lock) {
        try {
          return await work();
        } finally {
          await lock.release();
        }
      }
      if (performance.now() - started > longestWait) throw blocked(this.#folder, lock.owner);
      await delay(2 + Math.random() * 8);
    }
  }
}

function blocked(folder: string, owner: string): BroadsheetError {
  return new BroadsheetError("unavailable", {
    code: "store-locked",
    message: `Process ${ownerPid(owner)} has held the writers' lock ${folder} for more than ${longestWait / 1000} s`,
    hint: "End that process if it hangs.",
  });
}
