import { stat } from "node:fs/promises";
import { join } from "node:path";
import { openFileSecretStore } from "../../../adapters/file-secret-store.ts";
import { keepVersions } from "../../../adapters/keep-versions.ts";
import { lockDataDirectory } from "../../../adapters/lock-data-directory.ts";
import { openStore } from "../../../adapters/open-store.ts";
import { probeConditions } from "../../../adapters/probe-conditions.ts";
import { probeDisk } from "../../../adapters/probe-disk.ts";
import { reportDamage } from "../../../adapters/report-damage.ts";
import { systemClock } from "../../../adapters/system-clock.ts";
import { withPacks } from "../../../core/service/batch/pack/with-packs.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import type { Logger, ObjectStore, SecretStore } from "../../../core/ports.ts";
import type { ServerOptions } from "../server-options.ts";

/** What a server stores in. */
export interface GroundStore {
  /** Where its workers open it: the path of a folder, or an address. */
  readonly place: string;
  readonly store: ObjectStore;
  readonly secrets: SecretStore;
  /**
   * Names this run of the server: leases of earlier runs have ended. Absent where several servers share the store:
   * there a lease ends by its time.
   */
  readonly run: string | undefined;
  /** Whether the store takes an object now. */
  probe(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Opens the data directory, which is locked to one server, or the bucket that several servers share.
 *
 * @throws BroadsheetError `invalid-request` for options that exclude each other and for a store that cannot be shared;
 *   `conflict` if another server uses the data directory; `unavailable`
 */
export async function openGroundStore(options: ServerOptions, logger: Logger): Promise<GroundStore> {
  const { store: address, dataDir } = options;
  if (address !== undefined) return await openShared(address, options, logger);
  if (options.secrets !== undefined)
    throw refuse(
      "--secrets goes with --store: the secrets of a data directory lie in it",
      options.secrets,
      "leave --secrets out, or serve a shared store with --store s3://bucket/prefix",
    );
  const folder = dataDir ?? ".broadsheet";
  const lock = await lockDataDirectory(folder, { waits: true });
  try {
    return {
      place: folder,
      store: withPacks(reportDamage(await openStore(folder), logger)),
      secrets: openFileSecretStore(join(folder, ".secrets.json")),
      run: lock.run,
      probe: () => probeDisk(folder),
      release: () => lock.release(),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openShared(place: string, options: ServerOptions, logger: Logger): Promise<GroundStore> {
  if (!place.startsWith("s3://"))
    throw refuse(`--store takes s3://bucket/prefix, not ${place}`, place, "--data-dir serves from a folder");
  if (options.dataDir !== undefined)
    throw refuse("--store and --data-dir are different stores", [place, options.dataDir], "choose one of them");
  if (options.watch === true)
    throw refuse(
      "--watch publishes what one editor saves, and --store is shared",
      "--watch",
      "push and promote templates, or watch them in a data directory",
    );
  if (options.secrets === undefined)
    throw refuse(
      "--store needs --secrets: all its servers sign links and messages with the same secrets, which never lie in the bucket",
      undefined,
      "--secrets FILE (one that all servers mount) or --secrets secretsmanager:NAME",
    );
  const opened = await openStore(place);
  await probeConditions(opened, crypto.randomUUID());
  return {
    place,
    store: withPacks(keepVersions(reportDamage(opened, logger))),
    secrets: await openSecrets(options.secrets, logger),
    run: undefined,
    probe: () =>
      probeConditions(opened, crypto.randomUUID()).then(
        () => true,
        () => false,
      ),
    release: async () => {},
  };
}

function refuse(message: string, seen: unknown, hint: string): BroadsheetError {
  return new BroadsheetError("invalid-request", { code: "invalid-option", message, seen, hint });
}

async function openSecrets(place: string, logger: Logger): Promise<SecretStore> {
  const name = /^secretsmanager:([\w/+=.@-]{1,200})$/.exec(place)?.[1];
  if (name === undefined) {
    const mode = (await stat(place).catch(() => undefined))?.mode ?? 0;
    if (process.platform !== "win32" && (mode & 0o007) !== 0)
      logger.warn("other users of this machine can open the secrets file: chmod 600", { file: place });
    return openFileSecretStore(place, { shared: true });
  }
  const { openAwsSecrets } = await import("../../../adapters/aws-secrets.ts");
  return openAwsSecrets(name, systemClock);
}
