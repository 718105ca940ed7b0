import { keepVersions } from "../adapters/keep-versions.ts";
import { machineTimeZones } from "../adapters/machine-time-zones.ts";
import { openStore } from "../adapters/open-store.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { systemClock } from "../adapters/system-clock.ts";
import type { ObjectStore } from "../core/ports.ts";
import { withPacks } from "../core/service/batch/pack/with-packs.ts";
import type { LifecycleWorld } from "../core/service/lifecycle/lifecycle-world.ts";
import type { PublicationWorld } from "../core/service/publication/publication-world.ts";
import { reportDamage } from "../adapters/report-damage.ts";
import { outputs } from "../core/report/request/batch-request.ts";
import { bundledEngine, bundledMaker, readNumber, readVariable } from "../environment.ts";
import type { LambdaLogger } from "./lambda-logger.ts";

/** A day in milliseconds. */
const day = 86_400_000;

/**
 * Opens what every function that works on reports needs: the bucket, the clock, the log.
 *
 * @param watch what stands between the bucket and all that keeps objects. @default nothing
 */
export async function openLifecycle(
  logger: LambdaLogger,
  watch: (bucket: ObjectStore) => ObjectStore = (bucket) => bucket,
): Promise<LifecycleWorld> {
  const bucket = watch(await openStore(`s3://${readVariable("store")}`));
  return {
    store: withPacks(keepVersions(reportDamage(bucket, logger))),
    clock: systemClock,
    engine: bundledEngine(),
    maker: bundledMaker(),
    logger,
    newToken: () => crypto.randomUUID(),
    retentionMs: readNumber("retentionDays") * day,
  };
}

/** What publications need beyond that. The store itself notifies the render queue of every claim. */
export function openPublisher(world: LifecycleWorld): PublicationWorld {
  return {
    ...world,
    zones: machineTimeZones,
    openScratch: () => openScratchFolder(),
    outputs,
    claimed: (id, generation) => world.logger.info("a report was requested for an edition", { id, generation }),
  };
}
