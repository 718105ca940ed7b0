import { openSources } from "../../source/open-sources.ts";
import { readConnections } from "../../source/read-connections.ts";
import { withholdSecrets } from "../../source/read-secret.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { Logger } from "../../core/ports.ts";
import { findPrincipal } from "../../core/service/access/find-principal.ts";
import type { FindPrincipal } from "../../core/service/access/principal.ts";
import { createApp } from "../../http/create-app.ts";
import { acceptWarmUp } from "./accept-warm-up.ts";
import { isLoopback, listen } from "./connections/listen.ts";
import { openLiveTemplates } from "./live-templates/live-templates.ts";
import { openTokens } from "./open-tokens.ts";
import { Cleanups } from "./parts/cleanups.ts";
import { closeOnSignal } from "./parts/close-on-signal.ts";
import { keepSweeping } from "./parts/keep-sweeping.ts";
import { openLocalServices } from "./parts/local-services.ts";
import { openBackground } from "./parts/open-background.ts";
import { openGroundStore } from "./parts/open-ground-store.ts";
import { openRendering } from "./parts/open-rendering.ts";
import { printLog } from "./print-log.ts";
import type { ServerOptions } from "./server-options.ts";
import { tellStart } from "./tell-start.ts";

export interface RunningServer {
  /** `http://localhost:8080`, without a final slash. */
  readonly url: string;
  /** Gives requests and renders a moment to finish, then stops. The next server renders the remaining claims. */
  close(): Promise<void>;
}

/**
 * Serves Broadsheet from this machine: the same application, front door and lifecycle as on AWS, over a data directory
 * or a bucket that several servers share, an in-process queue and worker processes. First publishes the templates and
 * seeds their samples, then resumes what an earlier server left unfinished.
 *
 * @throws BroadsheetError `invalid-request` or `conflict` if the address, port or store cannot be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { port = 8080, host = "127.0.0.1", graceMs = 1_000, renderMs = 60_000 } = options;
  const { output = process.stdout, errors = process.stderr } = options;
  demandToken(host, options.token, options.tokensFile);
  const logger = printLog(errors);
  const tokens = tokenFinder(options, logger);
  const connections = await readConnections(options.connections);
  withholdSecrets(connections);
  const sources = openSources(connections);
  const held = await openGroundStore(options, logger);
  const cleanups = new Cleanups();
  cleanups.add(() => held.release());
  try {
    const { store } = held;
    const templates = await openLiveTemplates(store, options.templateFolders, errors, options.themes);
    const warmUp = await acceptWarmUp(store);
    let listening: Promise<void> | undefined;
    let url = "";
    cleanups.add(() => listening);
    const ground = { options, held, renderMs, graceMs, store, logger, warmUp, cleanups, sources, url: () => url };
    const rendering = openRendering(ground);
    const background = openBackground(ground, rendering);
    const services = openLocalServices(ground, templates, rendering, background);
    const app = createApp(services, { loopback: isLoopback(host), tokens, compress: true });
    const listener = await listen((request) => app.fetch(request), host, port);
    url = listener.url;
    cleanups.add(() => {
      // Not awaited here: requests that wait for a report are released when the queue closes.
      listening = listener.close();
    });
    cleanups.add(await keepSweeping(rendering, background, held.run === undefined));
    if (options.watch === true) cleanups.add(templates.watch());
    // Removed last: a signal during the stop would end the process while it holds leases.
    if (options.signals !== false) cleanups.addLast(closeOnSignal(() => cleanups.close(), graceMs + 5_000, logger));
    tellStart(output, {
      url: listener.url,
      place: held.place,
      templates: templates.names,
      flagship: warmUp?.template.name ?? "",
      watch: options.watch === true,
      studio: services.studio !== undefined,
      token: tokens !== undefined,
    });
    return { url: listener.url, close: () => cleanups.close() };
  } catch (error) {
    await cleanups.close();
    throw error;
  }
}

/** @returns undefined if the server demands no token */
function tokenFinder({ token, tokensFile }: ServerOptions, logger: Logger): FindPrincipal | undefined {
  if (tokensFile !== undefined) return openTokens(tokensFile, token, logger);
  return token === undefined ? undefined : (given) => findPrincipal(given, [], token);
}

/** @throws BroadsheetError `invalid-request` */
function demandToken(host: string, token: string | undefined, tokensFile: string | undefined): void {
  if (token === undefined && tokensFile === undefined && !isLoopback(host))
    throw new BroadsheetError("invalid-request", {
      code: "token-required",
      message: `listening on ${host} admits other machines, which requires --token-file or --tokens`,
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
