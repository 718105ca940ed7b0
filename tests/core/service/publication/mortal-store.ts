import type { ObjectStore } from "../../../../functions/core/ports.ts";
import { unavailable } from "../lifecycle/lifecycle-fakes.ts";

/** A store whose user dies at one of its calls: that call and all later ones fail. */
export class MortalStore implements ObjectStore {
  /** Calls made so far. */
  calls = 0;
  readonly #inner: ObjectStore;
  #left = Infinity;
  #committed = false;

  constructor(inner: ObjectStore) {
    this.#inner = inner;
  }

  /**
   * @param at number of calls that succeed before; Infinity brings it back to life @param committed whether the fatal
   * call is carried out
   */
  dieAt(at: number, committed: boolean): void {
    [this.#left, this.#committed] = [at, committed];
  }

  get: ObjectStore["get"] = (...call) => this.#run(() => this.#inner.get(...call));
  head: ObjectStore["head"] = (...call) => this.#run(() => this.#inner.head(...call));
  put: ObjectStore["put"] = (...call) => this.#run(() => this.#inner.put(...call));
  create: ObjectStore["create"] = (...call) => this.#run(() => this.#inner.create(...call));
  createStream: ObjectStore["createStream"] = (...call) => this.#run(() => this.#inner.createStream(...call));
  getStream: ObjectStore["getStream"] = (...call) => this.#run(() => this.#inner.getStream(...call));
  getRange: ObjectStore["getRange"] = (...call) => this.#run(() => this.#inner.getRange(...call));
  replace: ObjectStore["replace"] = (...call) => this.#run(() => this.#inner.replace(...call));
  list: ObjectStore["list"] = (...call) => this.#run(() => this.#inner.list(...call));
  delete: ObjectStore["delete"] = (...call) => this.#run(() => this.#inner.delete(...call));

  async #run<T>(work: () => Promise<T>): Promise<T> {
    this.calls += 1;
    this.#left -= 1;
    if (this.#left >= 0) return work();
    if (this.#left === -1 && this.#committed) await work();
    throw unavailable();
  }
}
