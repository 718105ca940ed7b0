import { keepVersions } from "../adapters/keep-versions.ts";
import { openStore } from "../adapters/open-store.ts";
import { systemClock } from "../adapters/system-clock.ts";
import type { LifecycleWorld } from "../core/lifecycle/lifecycle-world.ts";
import { bundledEngine, readNumber, readVariable } from "../environment.ts";
import type { LambdaLogger } from "./lambda-logger.ts";

/** A day in milliseconds. */
const day = 86_400_000;

/** Opens what every function that works on reports needs: the bucket, the clock, the log. */
export async function openLifecycle(logger: LambdaLogger): Promise<LifecycleWorld> {
  return {
    store: keepVersions(await openStore(`s3://${readVariable("store")}`)),
    clock: systemClock,
    engine: bundledEngine(),
    logger,
    newToken: () => crypto.randomUUID(),
    retentionMs: readNumber("retentionDays") * day,
  };
}
