import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import type { RenderingWorld } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";
import type { AcceptedRequest } from "../../../../functions/core/report/request/report-request.ts";
import { makeReport, unavailable, wrong } from "./lifecycle-fakes.ts";

/**
 * What a render does: `lost` kills its process, `late` outlives its lease, `other` makes bytes that no other render
 * makes.
 */
export type Fate = "made" | "slow" | "late" | "broken" | "wrong" | "lost" | "other";

export interface SimulationOptions {
  readonly seed: number;
  /** What the renders do, in the order in which they begin; `made` after the end of the list. */
  readonly fates: readonly Fate[];
  /** Chance that a call to the store fails; half of the failures come after the work was done. */
  readonly faults: number;
}

interface Waiting {
  readonly actor: string;
  readonly resume: () => void;
}

const leaseMs = 60_000;

/**
 * Runs several processes over one store, in a random order that a seed fixes. At each step one call to the store goes
 * on; if all processes sleep, the clock moves to the next waking. Checks the invariants all the while.
 */
export class Simulation {
  readonly store: MemoryObjectStore;
  /** Number of renders begun, by generation. */
  readonly renders = new Map<string, number>();
  readonly broken: string[] = [];
  faults: number;
  time = 1_767_605_400_000;
  readonly #fates: Fate[];
  #state: number;
  #waiting: Waiting[] = [];
  #sleeping: (Waiting & { readonly until: number })[] = [];
  readonly #dead = new Set<string>();
  #tokens = 0;

  constructor({ seed, fates, faults }: SimulationOptions) {
    this.#state = seed;
    this.#fates = [...fates];
    this.faults = faults;
    this.store = new MemoryObjectStore({ now: () => this.time, sleep: async () => undefined });
  }

  /** Returns a number from 0 up to 1 (Mulberry32). */
  random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /**
   * Returns the world as a process sees it.
   *
   * @param skew how far its clock is ahead, ms
   */
  world(actor: string, run?: string, skew = 0): RenderingWorld {
    return {
      store: this.#storeFor(actor),
      clock: { now: () => this.time + skew, sleep: (ms) => this.#sleep(actor, ms) },
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      engine: "e".repeat(64),
      newToken: () => `token-${(this.#tokens += 1)}`,
      render: (accepted) => this.#render(actor, accepted),
      leaseMs,
      run,
    };
  }

  /** Stops everything that a process has begun. */
  kill(actor: string): void {
    this.#dead.add(actor);
    this.#waiting = this.#waiting.filter((one) => one.actor !== actor);
    this.#sleeping = this.#sleeping.filter((one) => one.actor !== actor);
  }

  /** Runs until no process has anything left to do, or for a number of steps. */
  async run(steps = Infinity): Promise<void> {
    for (let step = 0; step < 20_000; step += 1) {
      if (step >= steps) return;
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#waiting.length === 0 && this.#sleeping.length === 0) return;
      if (this.#waiting.length === 0 || (this.#sleeping.length > 0 && this.random() < 0.02)) this.#wake();
      else this.#waiting.splice(Math.floor(this.random() * this.#waiting.length), 1)[0]!.resume();
      this.time += Math.floor(this.random() * 20);
    }
    throw new Error("the simulation does not end");
  }

  #wake(): void {
    this.#sleeping.sort((a, b) => a.until - b.until);
    const next = this.#sleeping.shift()!;
    this.time = Math.max(this.time, next.until);
    next.resume();
  }

  #turn(actor: string): Promise<void> {
    if (this.#dead.has(actor)) return new Promise(() => undefined);
    return new Promise((resume) => this.#waiting.push({ actor, resume }));
  }

  #sleep(actor: string, ms: number): Promise<void> {
    if (this.#dead.has(actor)) return new Promise(() => undefined);
    return new Promise((resume) => this.#sleeping.push({ actor, resume, until: this.time + ms }));
  }

  async #render(actor: string, accepted: AcceptedRequest) {
    this.renders.set(accepted.id, (this.renders.get(accepted.id) ?? 0) + 1);
    const fate = this.#fates.shift() ?? "made";
    await this.#sleep(actor, fate === "late" ? leaseMs * (1 + this.random()) : fate === "slow" ? leaseMs / 3 : 100);
    if (fate === "broken") throw unavailable("render-crashed");
    if (fate === "wrong") throw wrong();
    if (fate === "lost") {
      this.kill(actor);
      await this.#turn(actor);
    }
    return fate === "other" ? makeReport(accepted, `${this.random()}`) : makeReport(accepted);
  }

  #storeFor(actor: string): ObjectStore {
    const call = async <T>(work: () => Promise<T>): Promise<T> => {
      await this.#turn(actor);
      const fails = this.random() < this.faults;
      const committed = this.random() < 0.5;
      if (fails && !committed) throw unavailable();
      const result = await work();
      await this.#turn(actor);
      if (fails) throw unavailable();
      return result;
    };
    const { store } = this;
    return {
      get: (key) => call(() => store.get(key)),
      head: (key) => call(() => store.head(key)),
      list: (prefix, options) => call(() => store.list(prefix, options)),
      put: (key, body, type) => call(() => this.#watched(key, () => store.put(key, body, type))),
      create: (key, body, type) =>
        call(() => this.#retried(() => this.#watched(key, () => store.create(key, body, type)))),
      replace: (key, body, type, etag) =>
        call(() => this.#retried(() => this.#watched(key, () => store.replace(key, body, type, etag)))),
      createStream: (key, body, type) => call(() => this.#watched(key, () => store.createStream(key, body, type))),
      getRange: (...asked) => call(() => store.getRange(...asked)),
      getStream: (key) => call(() => store.getStream(key)),
      delete: (key) => call(() => this.#watched(key, () => store.delete(key))),
    };
  }

  /** Repeats a call at times, as a client does that has lost an answer and then meets its own work. */
  async #retried<T>(work: () => Promise<T>): Promise<T> {
    const result = await work();
    return this.random() < this.faults ? work() : result;
  }

  /** Checks the invariants at a change of the store. */
  async #watched<T>(key: string, change: () => Promise<T>): Promise<T> {
    const before = await this.#content(key);
    const result = await change();
    const after = await this.#content(key);
    if (before === after) return result;
    if (/attempts\/(?![123]\.json)/.test(key)) this.broken.push(`a fourth attempt: ${key}`);
    if (key.endsWith("/outcome.json") && before !== undefined && !/"state":"(deleted|expired)"/.test(after ?? "")) {
      this.broken.push(`an outcome was undone: ${before} became ${after}`);
    }
    if (key.endsWith("/outcome.json") && after !== undefined && /"state":"ready"/.test(after))
      await this.#checkReady(key, after);
    if (key.endsWith("/report.pdf") && before !== undefined && after !== undefined)
      this.broken.push(`a PDF was overwritten: ${key}`);
    if (key.endsWith("/report.pdf") && after === undefined) {
      const outcome = (await this.#content(key.replace("report.pdf", "outcome.json"))) ?? "";
      if (!/"state":"(deleted|expired)"/.test(outcome)) this.broken.push(`a visible PDF was removed: ${key}`);
    }
    if (key.endsWith("/request.json") && before !== undefined && after !== undefined)
      this.broken.push(`a claim was overwritten: ${key}`);
    return result;
  }

  async #checkReady(key: string, outcome: string): Promise<void> {
    const pdf = await this.store.get(key.replace("outcome.json", "report.pdf"));
    const told = (JSON.parse(outcome) as { sha256: string }).sha256;
    if (pdf === undefined || sha256(pdf.body) !== told) this.broken.push(`ready without its PDF: ${key}`);
  }

  async #content(key: string): Promise<string | undefined> {
    const found = await this.store.get(key);
    return found && new TextDecoder().decode(found.body);
  }
}
