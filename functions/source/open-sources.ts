import type { FetchSource, KeptRun } from "../core/service/source/fetched.ts";
import type { Connections } from "./connections.ts";
import { type NamedConnections, nameConnections } from "./name-connections.ts";

/** The operator's connections, and what fetches by them. */
export interface Sources extends NamedConnections {
  /** Fetches what a source has now; throws as `check`, and as its engine. */
  readonly fetch: FetchSource;
  /**
   * Ends a run of a warehouse that a refresh has begun and nobody wants any more.
   *
   * @throws BroadsheetError `unavailable` if the store fails
   */
  drop(kept: KeptRun): Promise<void>;
}

/**
 * An engine's code is loaded with its first use.
 *
 * @param minutes the most that a refresh may have here @default as the definitions allow
 */
export function openSources(connections: Connections, minutes?: number): Sources {
  const named = nameConnections(new Map([...connections].map(([name, { engine }]) => [name, engine])), minutes);
  return {
    ...named,
    async fetch(definition, options) {
      named.check(definition);
      const connection = connections.get(definition.connection)!;
      if (connection.engine === "postgres")
        return await (await import("./fetch-postgres.ts")).fetchPostgres(definition, connection, options);
      if (connection.engine === "s3")
        return await (await import("./fetch-s3.ts")).fetchS3(definition, connection, options);
      if (connection.engine === "athena")
        return await (await import("./fetch-athena.ts")).fetchAthena(definition, connection, options);
      return await (await import("./fetch-http.ts")).fetchHttp(definition, connection, options);
    },
    async drop(kept) {
      const run = await kept.read();
      const name = String(run?.["connection"]);
      const connection = connections.get(name);
      // What it wrote yet, a lifecycle rule of its bucket deletes.
      if (connection?.engine !== "athena") return await kept.forget();
      await (await import("./fetch-athena.ts")).dropAthena(name, connection, kept);
    },
  };
}
