import { BroadsheetError } from "../core/errors.ts";
import type { FetchSource } from "../core/service/source/fetched.ts";
import type { SourceDefinition } from "../core/service/source/source.ts";
import type { Connection, ConnectionName, Connections } from "./connections.ts";

/** The operator's connections, and what fetches by them. */
export interface Sources {
  readonly connections: readonly ConnectionName[];
  /** @throws BroadsheetError `invalid-request` if there is no such connection, or it is of another engine */
  check(definition: SourceDefinition): void;
  /** Fetches what a source has now; throws as `check`, and as its engine. */
  readonly fetch: FetchSource;
}

/** An engine's code is loaded with its first use. */
export function openSources(connections: Connections): Sources {
  const connectionOf = (definition: SourceDefinition): Connection => {
    const { engine, connection: name } = definition;
    const found = connections.get(name);
    if (found?.engine === engine) return found;
    const allowed = [...connections].flatMap(([other, one]) => (one.engine === engine ? [other] : [])).sort();
    throw new BroadsheetError("invalid-request", {
      code: "unknown-connection",
      message:
        found === undefined
          ? `There is no connection "${name}"`
          : `The connection "${name}" is one of ${found.engine}, not of ${engine}`,
      where: { pointer: "/connection" },
      seen: name,
      allowed,
      hint: "the server's operator configures connections: serve --connections",
    });
  };
  return {
    connections: [...connections]
      .map(([name, { engine }]) => ({ name, engine }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    check: (definition) => void connectionOf(definition),
    async fetch(definition, options) {
      const connection = connectionOf(definition);
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
