import type { FetchSource } from "../core/service/source/fetched.ts";
import type { Connections } from "./connections.ts";
import { type NamedConnections, nameConnections } from "./name-connections.ts";

/** The operator's connections, and what fetches by them. */
export interface Sources extends NamedConnections {
  /** Fetches what a source has now; throws as `check`, and as its engine. */
  readonly fetch: FetchSource;
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
  };
}
