import type { Engine } from "../core/service/source/source.ts";
import { machineTimeZones } from "../adapters/machine-time-zones.ts";
import { readList } from "../environment.ts";
import type { SourceServices } from "../http/datasets/source-services.ts";
import { nameConnections } from "../source/name-connections.ts";
import { invokeTrial } from "./invoke/invoke-pull.ts";
import type { LambdaLogger } from "./lambda-logger.ts";

/** The most minutes of a refresh: the function has fifteen, of which it may need five to read what came. */
export const mostPullMinutes = 9;

/** What the API knows of sources: the names of connections. @returns undefined if there are none */
export function sourceServices(logger: LambdaLogger): SourceServices | undefined {
  const names = readList("connectionNames");
  if (names.length === 0) return undefined;
  const engines = new Map(names.map((one) => one.split(":") as [string, Engine]));
  return {
    ...nameConnections(engines, mostPullMinutes),
    zones: machineTimeZones,
    tryOut: invokeTrial,
    // The store itself notifies the queue of every refresh.
    claimed: (job) => logger.info("a refresh was requested", { ...job }),
  };
}
