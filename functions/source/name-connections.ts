import { BroadsheetError } from "../core/errors.ts";
import { type Engine, largestLimits, type SourceDefinition } from "../core/service/source/source.ts";
import type { ConnectionName } from "./connections.ts";

/** What may be known of the operator's connections without their addresses. */
export interface NamedConnections {
  /** Sorted by name. */
  readonly connections: readonly ConnectionName[];
  /** @throws BroadsheetError `invalid-request` for no such connection, one of another engine, and too many minutes */
  check(definition: SourceDefinition): void;
}

/**
 * @param engines name → engine
 * @param minutes the most that a refresh may have here @default as the definitions allow
 */
export function nameConnections(
  engines: ReadonlyMap<string, Engine>,
  minutes: number = largestLimits.minutes,
): NamedConnections {
  return {
    connections: [...engines].map(([name, engine]) => ({ name, engine })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    check({ engine, connection: name, limits }) {
      const found = engines.get(name);
      if (found !== engine) throw unknownConnection(name, engine, found, engines);
      if (limits.minutes <= minutes) return;
      throw new BroadsheetError("invalid-request", {
        code: "invalid-member",
        message: `A refresh may take at most ${minutes} minutes here: a function ends after fifteen, and must read what came`,
        where: { pointer: "/limits/minutes" },
        seen: limits.minutes,
        allowed: `1 to ${minutes}`,
      });
    },
  };
}

function unknownConnection(
  name: string,
  engine: Engine,
  found: Engine | undefined,
  engines: ReadonlyMap<string, Engine>,
): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "unknown-connection",
    message:
      found === undefined
        ? `There is no connection "${name}"`
        : `The connection "${name}" is one of ${found}, not of ${engine}`,
    where: { pointer: "/connection" },
    seen: name,
    allowed: [...engines].flatMap(([other, one]) => (one === engine ? [other] : [])).sort(),
    hint: "the operator configures connections: serve --connections, or on AWS the setting connections",
  });
}
