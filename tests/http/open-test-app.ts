import { machineTimeZones } from "../../functions/adapters/machine-time-zones.ts";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { systemClock } from "../../functions/adapters/system-clock.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import type { Findings } from "../../functions/core/report/compose/check/check-text.ts";
import { storeDataset } from "../../functions/core/report/dataset/store-dataset.ts";
import type { Render, RenderingWorld } from "../../functions/core/service/lifecycle/lifecycle-world.ts";
import { renderReport } from "../../functions/core/service/lifecycle/attempt/render-report.ts";
import type { Logger, ObjectStore } from "../../functions/core/ports.ts";
import { BroadsheetError } from "../../functions/core/errors.ts";
import { openFolders } from "../../functions/local/server/folders/open-folders.ts";
import { readArchive } from "../../functions/core/report/template/archive/read-archive.ts";
import { takeTheme } from "../../functions/core/report/template/shared/take-theme.ts";
import { storedThemes } from "../../functions/core/report/template/shared/theme-shelf.ts";
import { loadTemplate } from "../../functions/core/report/template/load-template.ts";
import { answerQuery } from "../../functions/render/data/answer-query.ts";
import type { PreviewDesk } from "../../functions/render/preview/preview-messages.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { answerRecipe } from "../../functions/render/data/answer-recipe.ts";
import { storeSent } from "../../functions/render/data/store-sent.ts";
import { seedSamples } from "../../functions/seed/seed-template.ts";
import { storeTemplate } from "../../functions/core/report/template/store/store-template.ts";
import { MemorySecrets } from "../core/service/delivery/memory-secrets.ts";
import { type BroadsheetClient, createClient } from "../../functions/client/create-client.ts";
import type { SourceServices } from "../../functions/http/datasets/source-services.ts";
import { createApp, type Guards } from "../../functions/http/create-app.ts";
import type { DeliveryServices, PreviewServices, Services } from "../../functions/http/services.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A template with one sentence and one dataset. */
export const sentence: ReadonlyMap<string, Uint8Array> = new Map(
  Object.entries({
    "template.yaml": `title: A sentence
description: One sentence on one dataset.
kicker: Sample
publication: Tests
footer: Tests
languages: [en]
date: "2026-01-31"
parameters:
  type: object
  additionalProperties: false
  properties:
    year: { type: integer, minimum: 2000, maximum: 2030, default: 2020 }
datasets:
  numbers:
    default: numbers
    columns: { year: integer, value: number }
`,
    "report.md": "# The value was {{ latest.first.value }}\n\nIn {{ parameters.year }}.\n",
    "queries/latest.sql": "SELECT value FROM numbers WHERE year = $year",
  }).map(([path, text]) => [path, bytes(text)] as const),
);

export interface TestApp {
  readonly services: Services;
  /** The logged lines. */
  readonly log: string[];
  /** The typed client, over the application in this process. */
  readonly client: BroadsheetClient;
  /** Answers a request, as a client's `fetch`. */
  request(request: Request): Promise<Response>;
  /** Calls the application as if over the network: for requests that no client would send, and for bytes. */
  call(path: string, init?: RequestInit): Promise<Response>;
  /** Calls `POST /reports`. */
  ask(body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** What webhooks need: secrets in memory, and receivers that accept everything. */
export function testDelivery(): DeliveryServices {
  return {
    secrets: new MemorySecrets(),
    http: { post: async () => ({ status: 204 }) },
    allowLocalWebhooks: false,
    sendsMail: true,
    copyTargets: ["/copies"],
    due: () => {},
  };
}

/** What sources need: a connection that gives nothing but the same three rows. */
export function testSources(store: MemoryObjectStore): SourceServices {
  return {
    connections: [{ name: "shop", engine: "postgres" }],
    zones: machineTimeZones,
    check: () => {},
    async tryOut(name, definition) {
      const scratch = await openScratchFolder();
      try {
        const file = await scratch.write(
          "rows.csv",
          bytes('0,"2026-10-01","7"\n0,"2026-10-02",\n0,"2026-10-03","1"\n'),
        );
        const columns = [
          { name: "day", type: "DATE" },
          { name: "amount", type: "BIGINT" },
        ] as const;
        const { engine, connection } = definition;
        const at = "2026-11-01T00:00:00.000Z";
        const provenance = { engine, connection, query: testEngine, started: at, finished: at, bytes: 60 };
        return await answerRecipe(
          { name, pull: { fetched: { rows: { file, columns }, provenance }, rows: 50 } },
          store,
        );
      } finally {
        await scratch.dispose();
      }
    },
  };
}

/** Makes previews in this process; the pipeline is loaded for the first of them. */
function testPreviews(store: MemoryObjectStore): PreviewServices {
  let opened: Promise<PreviewDesk> | undefined;
  const desk = (): Promise<PreviewDesk> =>
    (opened ??= import("../../functions/render/preview/open-preview-desk.ts").then(({ openPreviewDesk }) =>
      openPreviewDesk(createWorld(store)),
    ));
  return {
    make: async (asked) => (await desk()).make(asked),
    page: async (id, number) => (await desk()).page(id, number),
    file: async (id) => (await desk()).file(id),
    rows: async (id, query) => (await desk()).rows(id, query),
    draft: async (asked) => (await desk()).draft(asked),
    edit: async (asked) => (await desk()).edit(asked),
    change: async (asked) => (await desk()).change(asked),
    check: async (id) => (await desk()).check(await (await desk()).files(id)),
    test: async (id) => (await desk()).test(await (await desk()).files(id)),
    folderOf: () => undefined,
  };
}

/** Digest of the engine that the application reports. */
export const testEngine = "e".repeat(64);

/** Replaces the pipeline; the life of a report around it is real. */
export const quickRender: Render = async (accepted, progress) => {
  progress("pdf");
  const pdf = bytes(`%PDF-1.7 ${JSON.stringify(accepted.parameters)} ${"x".repeat(1000)}`);
  const timings = { template: 0, dataset: 0, query: 0, compose: 0, chart: 0, layout: 0, pdf: 1, publish: 0 };
  const warnings = [
    { code: "overflow" as const, message: "a word is too long", where: { file: "report.md", line: 3 } },
  ];
  return {
    id: accepted.id,
    engine: testEngine,
    title: "A sentence",
    pdf,
    pages: 1,
    bytes: pdf.byteLength,
    sha256: sha256(pdf),
    warnings,
    timings,
  };
};

/** A render that waits until it is released. */
export function heldRender(): { render: typeof quickRender; release(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { render: async (accepted, progress) => (await promise, quickRender(accepted, progress)), release: resolve };
}

/** Only loads a template, with its theme. */
async function quickCheck(name: string, archive: Uint8Array, store: ObjectStore): Promise<Findings> {
  try {
    loadTemplate(name, "0".repeat(64), await takeTheme(readArchive(archive), storedThemes(store)));
    return {
      errors: [],
      warnings: [{ code: "unused-query", message: "nothing uses the query", where: { file: "queries/latest.sql" } }],
    };
  } catch (error) {
    if (error instanceof BroadsheetError) return { errors: error.problems, warnings: [] };
    throw error;
  }
}

/** Opens the application over a memory store that holds the template `sentence` and the dataset `numbers`. */
export async function openTestApp({
  render = quickRender,
  guards,
  change = {},
  local = true,
}: {
  render?: Render;
  guards?: Guards;
  change?: Partial<Services>;
  /** With what only a laptop serves. */ local?: boolean;
} = {}): Promise<TestApp> {
  const store = new MemoryObjectStore();
  await storeTemplate(store, "sentence", sentence);
  const scratch = await openScratchFolder();
  await storeDataset(store, "numbers", { body: bytes("year,value\n2020,1.5\n2021,2\n"), format: "csv" }, scratch);
  await scratch.dispose();
  const log: string[] = [];
  const note = (message: string, fields?: object): void => void log.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const logger: Logger = { info: note, warn: note, error: note };
  const world: RenderingWorld = {
    store,
    clock: systemClock,
    logger,
    engine: testEngine,
    newToken: () => crypto.randomUUID(),
    render,
  };
  const running = new Map<string, Promise<unknown>>();
  const own: Services = {
    ...world,
    suggestsNames: true,
    admit: (_, work) => work(),
    openScratch: () => openScratchFolder(),
    // The whole check takes seconds; `tests/render/check-archive.test.ts` has it.
    checkTemplate: ({ name, archive }) => quickCheck(name, archive, change.store ?? store),
    previews: testPreviews(store),
    authoringWords: async () =>
      (await import("../../functions/core/report/preview/authoring-words.ts")).authoringWords(),
    ...(local && { streams: true, folders: openFolders({ folderOf: () => undefined, isBundled: () => false }) }),
    storeDataset: (sent) => storeSent(sent, { store, clock: world.clock }),
    answerRecipe: (asked) => answerRecipe(asked, store),
    explain: async (asked) =>
      (await import("../../functions/core/report/explain-numbers.ts")).explainNumbers(asked, createWorld(store)),
    runQuery: (asked) => answerQuery(asked, createWorld(store)),
    seedSamples: (template, asked) => seedSamples(store, template, "sample", asked),
    claimed(id, generation) {
      if (!running.has(`${id}/${generation}`)) running.set(`${id}/${generation}`, renderReport(id, generation, world));
    },
    async settle(id, generation, ms) {
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, ms);
      await Promise.race([running.get(`${id}/${generation}`), patience.promise]);
      clearTimeout(timer);
    },
    ...change,
  };
  const services: Services = { publications: { ...own, zones: machineTimeZones }, ...own };
  const app = createApp(services, guards);
  const request: TestApp["request"] = async (asked) => app.request(asked);
  const call: TestApp["call"] = async (path, init) => app.request(path, init);
  return {
    services,
    log,
    client: createClient({ server: "http://localhost", fetch: request }),
    request,
    call,
    ask: (body, headers = {}) =>
      call("/reports", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
  };
}

/** The members of a report's JSON that tests read; `toMatchObject` compares the rest. */
export interface ReportBody {
  readonly id: string;
  readonly status: string;
  readonly self: string;
  readonly pdf: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly warnings: readonly unknown[];
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly problems?: readonly { readonly code: string; readonly [member: string]: unknown }[];
  readonly reference?: string;
}

/** The data of a call of the client that must succeed. */
export async function dataOf<Data>(
  call: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (data === undefined || data === null) throw new Error(`${response.status}: ${JSON.stringify(error)}`);
  return data;
}

/** Reads the body of an answer as JSON. */
export async function bodyOf<T = Readonly<Record<string, unknown>>>(
  response: Response | Promise<Response>,
): Promise<T> {
  return (await (await response).json()) as T;
}

/** Reads the body of an answer that must be problem details. */
export async function problemFrom(response: Response): Promise<ProblemBody> {
  const type = response.headers.get("content-type");
  if (type !== "application/problem+json")
    throw new Error(`${response.status} ${type} is no problem: ${await response.text()}`);
  const body = await bodyOf<ProblemBody>(response);
  if (body.status !== response.status) throw new Error(`status ${response.status} is told as ${body.status}`);
  return body;
}
