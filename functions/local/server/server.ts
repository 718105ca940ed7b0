import { availableParallelism } from "node:os";
import { openStore } from "../../adapters/open-store.ts";
import { lockDataDirectory } from "../../adapters/lock-data-directory.ts";
import { reportDamage } from "../../adapters/report-damage.ts";
import { drawStoredPage } from "../../adapters/draw-stored-page.ts";
import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { systemClock } from "../../adapters/system-clock.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { renderReport } from "../../core/service/lifecycle/attempt/render-report.ts";
import { readGeneration } from "../../core/service/lifecycle/records/read-generation.ts";
import { reportOf } from "../../core/service/lifecycle/records/report-kind.ts";
import type { RenderingWorld } from "../../core/service/lifecycle/lifecycle-world.ts";
import { sweepReports, type Unfinished } from "../../core/service/lifecycle/sweep/sweep-reports.ts";
import { outputs } from "../../core/report/request/batch-request.ts";
import type { Logger, ObjectStore } from "../../core/ports.ts";
import { createApp } from "../../http/create-app.ts";
import type { Services } from "../../http/services.ts";
import { findPrincipal } from "../../core/service/access/find-principal.ts";
import { openAdmissionGate } from "./admission-gate.ts";
import { acceptWarmUp } from "./accept-warm-up.ts";
import { engineDigest } from "../../engine-digest.ts";
import { isLoopback, listen } from "./listen.ts";
import { machineTimeZones } from "../../adapters/machine-time-zones.ts";
import type { PublicationWorld } from "../../core/service/publication/publication-world.ts";
import { tickPublications } from "../../core/service/publication/tick-publications.ts";
import { openTicker } from "./open-ticker.ts";
import { openDeliveries } from "./open-deliveries.ts";
import { openBatches } from "./open-batches.ts";
import { openFolders } from "./folders/open-folders.ts";
import { openLiveTemplates } from "./live-templates.ts";
import { openRestorer } from "./open-restorer.ts";
import { openPromotions } from "./open-promotions.ts";
import { openReaders } from "./open-readers.ts";
import { openStudioFiles } from "./open-studio-files.ts";
import { openTokens } from "./open-tokens.ts";
import { openUploads } from "./open-uploads.ts";
import { pictureTemplates } from "./picture-template.ts";
import { printLog } from "./print-log.ts";
import { openOutageWatch } from "./outage-watch.ts";
import { probeDisk } from "../../adapters/probe-disk.ts";
import { openPreviewLane } from "../../render/preview/open-preview-lane.ts";
import { openRenderPool } from "../../render/render-pool.ts";
import { seedSamples } from "../../seed/seed-template.ts";
import { shippedFolders } from "../../seed/template-folders.ts";
import { openRenderQueue } from "./render-queue.ts";
import type { ServerOptions } from "./server-options.ts";
import { tellStart } from "./tell-start.ts";

export interface RunningServer {
  /** `http://localhost:8080`, without a final slash. */
  readonly url: string;
  /** Gives requests and renders a moment to finish, then stops. The next server renders the remaining claims. */
  close(): Promise<void>;
}

/** Length of a lease beyond a render, ms: a worker may have to start and warm up first. */
const startAllowanceMs = 30_000;

/** After this time a render gives way to those behind it, ms. */
const patienceMs = 10_000;

/** Most renders that may continue after they gave way. */
const extraWorkers = 3;

/** Requests for reports that are accepted at a time. */
const acceptedAtOnce = 16;

/** Longest time for which an edition waits for its report before the next tick looks at it, ms. */
const editionMs = 15 * 60_000;

/** Longest time for which a client waits while a damaged PDF is made again, ms. */
const restoreMs = 20_000;

/** Time between two sweeps for reports that a failing store left without an outcome, ms. */
const sweepMs = 5 * 60_000;

/**
 * Serves Broadsheet from this machine: the same application, front door and lifecycle as on AWS, over a data directory,
 * an in-process queue and worker processes. First publishes the templates and seeds their samples, then resumes what an
 * earlier server left unfinished.
 *
 * @throws BroadsheetError `invalid-request` or `conflict` if the address, port or data directory cannot be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const {
    port = 8080,
    host = "127.0.0.1",
    token,
    tokensFile,
    dataDir = ".broadsheet",
    graceMs = 1_000,
    renderMs = 60_000,
  } = options;
  const { output = process.stdout, errors = process.stderr } = options;
  const threads = options.threads ?? Math.max(1, availableParallelism() - 1);
  demandToken(host, token, tokensFile);
  const logger = printLog(errors);
  const tokens =
    tokensFile !== undefined
      ? openTokens(tokensFile, token, logger)
      : token === undefined
        ? undefined
        : (given: string) => findPrincipal(given, [], token);
  const lock = await lockDataDirectory(dataDir);
  const cleanups: (() => Promise<void> | undefined | void)[] = [() => lock.release()];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= (async () => {
      for (const cleanup of cleanups.reverse()) await cleanup();
    })());
  try {
    const store: ObjectStore = reportDamage(await openStore(dataDir), logger);
    const templates = await openLiveTemplates(store, options.templateFolders, errors);
    const warmUp = await acceptWarmUp(store);
    const stopping = new AbortController();
    let listening: Promise<void> | undefined;
    let url = "";
    cleanups.push(() => listening);
    const pool = openRenderPool({
      dataDirectory: dataDir,
      workers: threads,
      timeoutMs: renderMs,
      extraWorkers,
      logger,
      heapMegabytes: options.heapMegabytes,
      warmUp,
    });
    cleanups.push(() => pool.close());
    const base = { store, clock: systemClock, logger, newToken: () => crypto.randomUUID() };
    const { announcer, services: delivery } = openDeliveries({ ...base, dataDir, url: () => url }, options);
    cleanups.push(() => announcer.close());
    const world: RenderingWorld = {
      ...base,
      engine: engineDigest(),
      run: lock.run,
      outbox: announcer.outbox,
      render: pool.render,
      leaseMs: renderMs + startAllowanceMs,
      signal: stopping.signal,
    };
    const outages = openOutageWatch({ probe: () => probeDisk(dataDir), clock: systemClock, logger });
    cleanups.push(() => outages.close());
    const queue = openRenderQueue({
      threads,
      patienceMs,
      hasRoom: () => pool.size < threads + extraWorkers && process.availableMemory() > pool.memoryMegabytes * 1024 ** 2,
      logger,
      attempt: (id, generation) => outages.restAfter(() => renderReport(id, generation, world)),
    });
    const seedOwn: Services["seedSamples"] = (template, asked) => seedSamples(store, template, "sample", asked);
    // Also without requireTests: an earlier server may have left some.
    const promotions = openPromotions({
      ...world,
      openScratch: () => openScratchFolder(),
      seedSamples: seedOwn,
      testVersion: (asked) => pool.check(asked),
    });
    cleanups.push(async () => {
      // Renders and tests get a moment to finish; the others are handed back to the next server.
      const closing = Promise.all([queue.close(), promotions.close()]);
      const late = setTimeout(() => {
        stopping.abort();
        void pool.close();
      }, graceMs);
      await closing;
      clearTimeout(late);
    });
    const publisher: PublicationWorld = {
      ...world,
      zones: machineTimeZones,
      openScratch: () => openScratchFolder(),
      claimed(id, generation, template) {
        queue.push(id, generation, template);
        // Its edition need not wait for the next minute.
        void queue.settle(id, generation, editionMs).then(() => ticker.wake());
      },
      planBatch: (job) => batches.push(job),
      outputs,
    };
    const ticker = openTicker([{ name: "publications", run: (until) => tickPublications(publisher, until) }], world);
    cleanups.push(() => ticker.close());
    // The end of a batch may be that of an edition.
    const outbox = { ...announcer.outbox, wake: () => [announcer, ticker].forEach((one) => one.wake()) };
    const batches = openBatches({
      world: { ...base, engine: world.engine, run: lock.run, outbox },
      pool: { dataDirectory: dataDir, timeoutMs: renderMs, heapMegabytes: options.heapMegabytes },
      graceMs,
    });
    cleanups.push(() => batches.close());
    const uploads = openUploads({
      world: { ...base, outbox: announcer.outbox },
      secrets: delivery.secrets,
      pool: { dataDirectory: dataDir, heapMegabytes: options.heapMegabytes },
      graceMs,
    });
    cleanups.push(() => uploads.close());
    const readers = openReaders({ dataDirectory: dataDir, logger });
    cleanups.push(() => readers.close());
    const previews = openPreviewLane({
      dataDirectory: dataDir,
      heapMegabytes: options.heapMegabytes,
      logger,
      warmUp: warmUp?.template,
    });
    cleanups.push(() => previews.close());
    // A user who opens the studio may soon want a preview.
    const studio = openStudioFiles(() => previews.warm());
    const gate = openAdmissionGate(acceptedAtOnce);
    const services: Services = {
      ...world,
      suggestsNames: true,
      openScratch: () => openScratchFolder(),
      admit: gate.admit,
      checkTemplate: (asked) => pool.check(asked),
      ...(options.requireTests === true && { promoted: promotions.push }),
      storeDataset: (sent) => readers.store(sent),
      runQuery: (asked) => pool.query(asked),
      drawPage: (key, page, scale) => drawStoredPage(store, key, page, scale),
      streams: true,
      pictureOf: pictureTemplates({
        store,
        openScratch: () => openScratchFolder(),
        render: (accepted) => pool.render(accepted),
        drawPage: drawAnyPage,
      }),
      seedSamples: seedOwn,
      claimed: queue.push,
      settle: queue.settle,
      restore: openRestorer({ world, waitMs: restoreMs, claimed: queue.push, settle: queue.settle }),
      authoringWords: async () => {
        // An editor that asks will soon want a preview.
        previews.warm();
        return (await import("../../core/report/preview/authoring-words.ts")).authoringWords();
      },
      folders: openFolders({
        folderOf: templates.folderOf,
        isBundled: (name, folder) => shippedFolders.get(name) === folder,
      }),
      previews: { ...previews, folderOf: templates.folderOf },
      publications: publisher,
      delivery,
      ...uploads.services,
      planBatch: batches.push,
      outputs,
      ...(studio === undefined ? {} : { studio }),
    };
    const app = createApp(services, { loopback: isLoopback(host), tokens, compress: true });
    const listener = await listen((request) => app.fetch(request), host, port);
    url = listener.url;
    cleanups.push(() => {
      // Not awaited here: requests that wait for a report are released when the queue closes.
      listening = listener.close();
    });
    const requeue = async (claims: readonly Unfinished[]): Promise<void> => {
      for (const { id, generation } of claims) queue.push(id, generation, await turnOf(store, id, generation));
    };
    await sweepReports(world, { requeue });
    await batches.sweep();
    await promotions.sweep();
    await uploads.sweep(0);
    announcer.wake();
    ticker.wake();
    let sweep: Promise<unknown> | undefined;
    const sweeping = setInterval(() => {
      // A sweep that takes longer than the interval is not joined by the next.
      sweep ??= Promise.all([
        sweepReports(world, { requeue }),
        batches.sweep(),
        promotions.sweep(),
        uploads.sweep(sweepMs),
      ])
        .catch((error: Error) => logger.warn("unfinished reports could not be listed", { reason: error.message }))
        .finally(() => (sweep = undefined));
    }, sweepMs);
    cleanups.push(() => clearInterval(sweeping));
    if (options.watch === true) cleanups.push(templates.watch());
    // Removed last: a signal during the stop would end the process while it holds leases.
    if (options.signals !== false) cleanups.unshift(closeOnSignal(close, graceMs + 5_000, logger));
    tellStart(output, {
      url: listener.url,
      dataDir,
      templates: templates.names,
      flagship: warmUp?.template.name ?? "",
      watch: options.watch === true,
      studio: studio !== undefined,
      token: tokens !== undefined,
    });
    return { url: listener.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What draws pages is loaded with the first of them. */
async function drawAnyPage(pdf: Uint8Array, page: number, scale: number, fewColours: boolean): Promise<Uint8Array> {
  return await (await import("../../adapters/draw-pdf-page.ts")).drawPdfPage(pdf, page, scale, fewColours);
}

/** The turn of a report that the sweep found: its template. */
async function turnOf(store: ObjectStore, id: string, generation: number): Promise<string> {
  const found = await readGeneration(store, reportOf(id, generation)).catch(() => undefined);
  return found?.claim?.accepted.template.name ?? "";
}

/** @throws BroadsheetError `invalid-request` */
function demandToken(host: string, token: string | undefined, tokensFile: string | undefined): void {
  if (token === undefined && tokensFile === undefined && !isLoopback(host))
    throw new BroadsheetError("invalid-request", {
      code: "token-required",
      message: `listening on ${host} admits other machines, which requires --token or --tokens`,
      seen: host,
      allowed: "127.0.0.1, ::1 and localhost without a token",
    });
  if (token !== undefined && !/^[\x21-\x7e]{16,}$/.test(token))
    throw new BroadsheetError("invalid-request", {
      code: "weak-token",
      message: "the token (--token or BROADSHEET_TOKEN) must have at least 16 visible ASCII characters",
      hint: "openssl rand -hex 24 generates one",
    });
}

/** Sent by Ctrl-C, by a supervisor, and by a closing terminal. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Stops the server, and then the process, on a signal. Later signals change nothing: Ctrl-C under npm sends two at
 * once, and the process is ending anyway.
 *
 * @param deadlineMs time after which the process ends even if the server has not stopped, since its store may hang
 * @returns a function that removes the signal handlers
 */
function closeOnSignal(close: () => Promise<void>, deadlineMs: number, logger: Logger): () => void {
  const fail = (reason: string): void => {
    logger.error("the server did not stop cleanly; the next one waits for its leases to end", { reason });
    process.exit(2);
  };
  const stop = (): void => {
    setTimeout(() => fail(`it took longer than ${deadlineMs / 1000} s`), deadlineMs).unref();
    close().then(
      () => process.exit(0),
      (error: Error) => fail(error.message),
    );
  };
  for (const signal of endings) process.on(signal, stop);
  return () => {
    for (const signal of endings) process.off(signal, stop);
  };
}
