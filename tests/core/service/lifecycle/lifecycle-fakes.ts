import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import type { RenderingWorld } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import type { Clock, Logger, ObjectStore } from "../../../../functions/core/ports.ts";
import type { Report } from "../../../../functions/core/report/publish/report.ts";
import type { AcceptedRequest } from "../../../../functions/core/report/request/report-request.ts";

/** Lets everything that is ready run: these fakes wait only for each other. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A clock that moves on only when somebody sleeps on it. */
export class FakeClock implements Clock {
  time = 1_767_605_400_000;
  now = (): number => this.time;
  sleep = async (ms: number): Promise<void> => {
    this.time += ms;
  };
}

export type StoreMethod =
  | "get"
  | "head"
  | "put"
  | "create"
  | "createStream"
  | "getRange"
  | "getStream"
  | "replace"
  | "list"
  | "delete";

export interface Fault {
  readonly method: StoreMethod;
  readonly key: RegExp;
  /**
   * Whether the work was done before the answer was lost. `twice` is no error: a retry inside the store met its own
   * work.
   */
  readonly committed: boolean | "twice";
  /** @default 1 */
  readonly times?: number;
}

/** A store that fails on demand and records its calls. */
export class FaultyStore implements ObjectStore {
  readonly inner: ObjectStore;
  readonly calls: string[] = [];
  #faults: { fault: Fault; left: number }[] = [];
  #interposed: { method: StoreMethod; key: RegExp; act: () => Promise<unknown> } | undefined;

  constructor(inner: ObjectStore) {
    this.inner = inner;
  }

  failOn(...faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, left: fault.times ?? 1 }));
  }

  /** Lets somebody else act once, just before such a call is carried out. */
  before(method: StoreMethod, key: RegExp, act: () => Promise<unknown>): void {
    this.#interposed = { method, key, act };
  }

  get: ObjectStore["get"] = (key) => this.#run("get", key, () => this.inner.get(key));
  head: ObjectStore["head"] = (key) => this.#run("head", key, () => this.inner.head(key));
  put: ObjectStore["put"] = (key, ...rest) => this.#run("put", key, () => this.inner.put(key, ...rest));
  create: ObjectStore["create"] = (key, ...rest) => this.#run("create", key, () => this.inner.create(key, ...rest));
  createStream: ObjectStore["createStream"] = (key, ...rest) =>
    this.#run("createStream", key, () => this.inner.createStream(key, ...rest));
  getStream: ObjectStore["getStream"] = (key) => this.#run("getStream", key, () => this.inner.getStream(key));
  getRange: ObjectStore["getRange"] = (key, ...rest) =>
    this.#run("getRange", key, () => this.inner.getRange(key, ...rest));
  replace: ObjectStore["replace"] = (key, ...rest) => this.#run("replace", key, () => this.inner.replace(key, ...rest));
  list: ObjectStore["list"] = (prefix, options) => this.#run("list", prefix, () => this.inner.list(prefix, options));
  delete: ObjectStore["delete"] = (key) => this.#run("delete", key, () => this.inner.delete(key));

  async #run<T>(method: StoreMethod, key: string, work: () => Promise<T>): Promise<T> {
    this.calls.push(`${method} ${key}`);
    const interposed = this.#interposed;
    if (interposed?.method === method && interposed.key.test(key)) {
      this.#interposed = undefined;
      await interposed.act();
    }
    const due = this.#faults.find(({ fault, left }) => left > 0 && fault.method === method && fault.key.test(key));
    if (due !== undefined) {
      due.left -= 1;
      if (due.fault.committed) await work();
      if (due.fault.committed !== "twice") throw unavailable();
    }
    return work();
  }
}

export function unavailable(code = "store-failed"): BroadsheetError {
  return new BroadsheetError("unavailable", { code, message: "the store did not answer" });
}

export function wrong(): BroadsheetError {
  return new BroadsheetError("query-failed", { code: "query-failed", message: "no such column" });
}

/** The digest of the fake engine. */
export const testEngine = sha256("engine");

export function acceptedRequest(name = "a"): AcceptedRequest {
  return {
    id: sha256(name),
    template: { name: "t", version: sha256("t") },
    parameters: { year: 2021 },
    datasets: {},
    date: "2022-12-31",
    language: "en",
  };
}

/** Makes the same bytes for the same request, as the real front door does. */
export function makeReport(accepted: AcceptedRequest, content = accepted.id, engine = testEngine): Report {
  const pdf = new TextEncoder().encode(`%PDF ${content}`);
  const timings = { template: 1, dataset: 1, query: 1, compose: 1, chart: 1, layout: 1, pdf: 1, publish: 1 };
  const shown = {
    form: 2 as const,
    template: "t",
    language: "en",
    keyFigures: [],
    tables: [],
    charts: [],
    pages: [sha256("1"), sha256("2")],
  };
  return {
    id: accepted.id,
    engine,
    title: "T",
    pdf,
    pages: 2,
    bytes: pdf.byteLength,
    sha256: sha256(pdf),
    warnings: [],
    timings,
    content: shown,
  };
}

export interface LogEntry {
  readonly level: keyof Logger;
  readonly message: string;
}

export function recordingLogger(entries: LogEntry[]): Logger {
  const log = (level: keyof Logger) => (message: string) => void entries.push({ level, message });
  return { info: log("info"), warn: log("warn"), error: log("error") };
}

export interface FakeWorld extends RenderingWorld {
  readonly store: FaultyStore;
  readonly clock: FakeClock;
  readonly logged: LogEntry[];
}

let tokens = 0;

/** Makes a world of fakes. Worlds that share a store stand for several processes. */
export function fakeWorld(given: Partial<RenderingWorld> & { store?: FaultyStore; clock?: FakeClock } = {}): FakeWorld {
  const clock = given.clock ?? new FakeClock();
  const logged: LogEntry[] = [];
  return {
    store: given.store ?? new FaultyStore(new MemoryObjectStore(clock)),
    logger: recordingLogger(logged),
    engine: testEngine,
    newToken: () => `token-${(tokens += 1)}`,
    render: async (accepted) => makeReport(accepted),
    leaseMs: 60_000,
    ...given,
    clock,
    logged,
  };
}
