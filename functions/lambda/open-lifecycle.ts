import { keepVersions } from "../adapters/keep-versions.ts";
import { openStore } from "../adapters/open-store.ts";
import { systemClock } from "../adapters/system-clock.ts";
import type { LifecycleWorld } from "../core/lifecycle/lifecycle-world.ts";
import { bundledEngine, readNumber, readVariable } from "../environment.ts";
import type { LambdaLogger } from "./lambda-logger.ts";

/** Milliseconds of a day. */
const day = 86_400_000;

/** What every function that deals with reports needs: the bucket, the clock, the log. */
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
