import type { Sources } from "../../../source/open-sources.ts";
import type { Logger, ObjectStore } from "../../../core/ports.ts";
import type { AcceptedRequest } from "../../../core/report/request/report-request.ts";
import type { ServerOptions } from "../server-options.ts";
import type { Cleanups } from "./cleanups.ts";
import type { GroundStore } from "./open-ground-store.ts";

/** What the parts of a server stand on. */
export interface ServerGround {
  readonly options: ServerOptions;
  readonly held: GroundStore;
  /** Longest render, ms. */
  readonly renderMs: number;
  /** Time for work to finish when the server stops, ms. */
  readonly graceMs: number;
  readonly store: ObjectStore;
  readonly logger: Logger;
  /** What an idle new worker renders, to be warm. */
  readonly warmUp: AcceptedRequest | undefined;
  readonly cleanups: Cleanups;
  /** What the operator lets sources read. */
  readonly sources: Sources;
  /** The server's address, once it listens. */
  url(): string;
}
