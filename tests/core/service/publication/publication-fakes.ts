import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { machineTimeZones } from "../../../../functions/adapters/machine-time-zones.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { renderReport } from "../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import type { Render } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import type { Configuration } from "../../../../functions/core/service/publication/publication.ts";
import type { PublicationWorld } from "../../../../functions/core/service/publication/publication-world.ts";
import type { Edition } from "../../../../functions/core/service/publication/edition/edition.ts";
import { newestEditions } from "../../../../functions/core/service/publication/edition/list-editions.ts";
import { tickPublications } from "../../../../functions/core/service/publication/tick-publications.ts";
import { storeTemplate } from "../../../../functions/core/report/template/store/store-template.ts";
import { MortalStore } from "./mortal-store.ts";
import { FakeClock, type LogEntry, makeReport, recordingLogger, testEngine } from "../lifecycle/lifecycle-fakes.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const files = new Map(
  Object.entries({
    "template.yaml": `title: A sentence
description: One sentence on one dataset.
kicker: Sample
publication: Tests
footer: Tests
languages: [en, zh]
date: "2026-01-31"
parameters:
  type: object
  properties:
    language: { type: string, enum: [en, zh], default: en }
    year: { type: integer, minimum: 2000, maximum: 2030, default: 2020 }
    since: { type: string, format: date, default: month-start }
datasets:
  numbers:
    default: numbers
    columns: { year: integer, value: number }
`,
    "report.md": "# The value was {{ latest.first.value }}\n\nIn {{ parameters.year }}.\n",
    "queries/latest.sql": "SELECT value FROM numbers WHERE year = $year",
  }).map(([path, text]) => [path, bytes(text)] as const),
);

export interface FakePublisher extends PublicationWorld {
  readonly store: MortalStore;
  readonly clock: FakeClock;
  readonly log: LogEntry[];
  /** Claims that wait to be rendered. */
  readonly waiting: (readonly [id: string, generation: number])[];
  /** Renders what waits. */
  render(): Promise<void>;
  /**
   * Moves the clock on, minute by minute, with a tick and renders each. @param skip minutes without either, before that
   */
  pass(minutes: number, skip?: number): Promise<void>;
  /** Stores a version of the dataset `numbers`. */
  arrive(value: number, name?: string, cause?: string): Promise<void>;
  /** The editions of a publication, oldest first. */
  editions(name?: string): Promise<Edition[]>;
  /** Replaces the render of reports. */
  rendering: Render;
}

/** A configuration of the sample template. */
export function weekly(changes: Partial<Configuration> = {}): Configuration {
  return { template: "sentence", on: [{ schedule: "0 7 * * 1", timezone: "Europe/Zurich" }], ...changes };
}

/** Opens a world with a clock at `now`, a memory store that holds a template and its dataset, and fake renders. */
export async function openPublisher(now = "2027-03-01T12:00:00Z"): Promise<FakePublisher> {
  const clock = new FakeClock();
  clock.time = Date.parse(now) - 60_000;
  const store = new MortalStore(new MemoryObjectStore(clock));
  const log: LogEntry[] = [];
  let tokens = 0;
  const waiting: (readonly [string, number])[] = [];
  const world: FakePublisher = {
    store,
    clock,
    log,
    waiting,
    logger: recordingLogger(log),
    engine: testEngine,
    zones: machineTimeZones,
    newToken: () => `token ${(tokens += 1)}`,
    openScratch: () => openScratchFolder(),
    claimed: (id, generation) => void waiting.push([id, generation]),
    rendering: async (accepted) => makeReport(accepted),
    async render() {
      for (const [id, generation] of waiting.splice(0))
        await renderReport(id, generation, {
          ...world,
          render: (accepted, progress) => world.rendering(accepted, progress),
        });
    },
    async pass(minutes, skip = 0) {
      clock.time += skip * 60_000;
      for (let minute = 0; minute < minutes; minute += 1) {
        clock.time += 60_000;
        await tickPublications(world, Infinity);
        await world.render();
      }
    },
    async arrive(value, name = "numbers", cause = "put") {
      const scratch = await openScratchFolder();
      const body = bytes(`year,value\n2020,${value}\n2021,2\n`);
      await storeDataset(store, name, { body, format: "csv" }, scratch, datasetLimits, new Map(), cause);
      await scratch.dispose();
    },
    async editions(name = "weekly") {
      const found: Edition[] = [];
      for await (const edition of newestEditions(name, store)) found.unshift(edition);
      return found;
    },
  };
  seeds ??= await makeSeeds(world);
  for (const [key, body] of seeds) await store.put(key, body, "application/json");
  clock.time += 60_000;
  return world;
}

/** The stored template and dataset: making them takes longer than most tests. */
let seeds: ReadonlyMap<string, Uint8Array> | undefined;

async function makeSeeds({ store, arrive }: FakePublisher): Promise<ReadonlyMap<string, Uint8Array>> {
  await storeTemplate(store, "sentence", files);
  await arrive(1.5);
  const { objects } = await store.list("");
  return new Map(await Promise.all(objects.map(async ({ key }) => [key, (await store.get(key))!.body] as const)));
}

/** Id and state of each edition. */
export function shown(editions: readonly Edition[]): string[] {
  return editions.map(({ id, state }) => `${id} ${state}`);
}
