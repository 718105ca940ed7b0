import type { Attempt } from "../../lifecycle/records/records.ts";
import { persist } from "../../lifecycle/persist.ts";
import { type AcceptedBatch, type BatchRow, countsAsFailed, type ItemResult, type ReadyItem } from "../batch.ts";
import type { BatchWorld } from "../batch-world.ts";
import { formsPartKey, partKey } from "../records/batch-keys.ts";
import type { PageShapes } from "../records/batch-kinds.ts";
import { encodeJson } from "../records/stored-json.ts";
import type { Earlier } from "./read-earlier.ts";

/** Time between two stored parts of a page, ms: of its first attempt, and of a later one, which so splits it. */
const partMs = { first: 20_000, later: 4_000 } as const;

export interface PageWork {
  readonly id: string;
  readonly generation: number;
  readonly page: number;
  readonly batch: AcceptedBatch;
  readonly rows: readonly BatchRow[];
  readonly earlier: Earlier;
  /** Items of an earlier generation that only lack other forms. */
  readonly unfinished: readonly ReadyItem[];
  /** Whether PDFs go into packs. */
  readonly packs: boolean;
  readonly attempt: Attempt<PageShapes["progress"]>;
  note(progress: PageShapes["progress"]): void;
  /** Failed rows above which the batch fails, and the rest of the page need not be made. */
  readonly most: number;
}

/** The results of a page, and the parts in which the store keeps them until all are there. */
export class PageResults {
  readonly #work: PageWork;
  readonly #world: BatchWorld;
  readonly #results: Map<number, ItemResult>;
  /** Rows whose results a part holds. */
  readonly #parted: Set<number>;
  #partBegun: number;
  #failures: number;
  #grown = false;

  constructor(work: PageWork, world: BatchWorld) {
    this.#work = work;
    this.#world = world;
    this.#results = new Map([...work.unfinished.map((item) => [item.row, item] as const), ...work.earlier.results]);
    this.#parted = new Set(work.earlier.results.keys());
    this.#partBegun = work.attempt.started;
    this.#failures = [...this.#results.values()].filter(countsAsFailed).length;
  }

  has(row: number): boolean {
    return this.#results.has(row);
  }

  keep(result: ItemResult): void {
    if (countsAsFailed(result)) this.#failures += 1;
    this.#results.set(result.row, result);
    this.#grown = true;
  }

  /** Gives a result its other forms. */
  complete(result: ReadyItem): void {
    this.#results.set(result.row, result);
    this.#parted.delete(result.row);
  }

  /** Whether this attempt has given a row its result. */
  get grown(): boolean {
    return this.#grown;
  }

  /** Whether so many rows failed that the batch fails. */
  get failsBatch(): boolean {
    return this.#failures > this.#work.most;
  }

  /** Whether it is time to store what no part holds. */
  get partIsDue(): boolean {
    const { attempt } = this.#work;
    return this.#world.clock.now() - this.#partBegun >= (attempt.attempt > 1 ? partMs.later : partMs.first);
  }

  /** Stores the results that no part holds yet. */
  async storePart(): Promise<void> {
    const { id, generation, page, attempt } = this.#work;
    const { store, clock } = this.#world;
    const items = this.inOrder().filter(({ row }) => !this.#parted.has(row));
    this.#partBegun = clock.now();
    if (items.length === 0) return;
    const [first] = items;
    const keyOf = first?.state === "ready" && first.renditions !== undefined ? formsPartKey : partKey;
    await persist(this.#world, attempt.until, () =>
      store.put(keyOf(id, generation, page, first!.row), encodeJson(items), "application/json"),
    );
    for (const { row } of items) this.#parted.add(row);
  }

  inOrder(): ItemResult[] {
    return [...this.#results.values()].sort((a, b) => a.row - b.row);
  }
}
