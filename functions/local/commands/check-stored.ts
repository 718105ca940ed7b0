import { lockDataDirectory } from "../../adapters/lock-data-directory.ts";
import { openStore } from "../../adapters/open-store.ts";
import { systemClock } from "../../adapters/system-clock.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { Logger, ObjectStore } from "../../core/ports.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { showControlsInLines } from "../../core/wording/show-controls.ts";
import { engineDigest } from "../../engine-digest.ts";
import { openRenderPool } from "../../render/render-pool.ts";
import { withPacks } from "../../core/service/batch/pack/with-packs.ts";
import { checkStore, type StoreCheck } from "../stored/check-store.ts";
import type { Finding, RepairWorld } from "../stored/finding.ts";
import { type Repaired, repairStore } from "../stored/repair-store.ts";
import { existsSync } from "node:fs";

export interface CheckStoredOptions {
  readonly repair?: boolean;
  readonly json?: boolean;
}

/**
 * `broadsheet check-store`: reads every object of a store and says which are damaged or lost, by kind. With `repair`,
 * it says what it will do, then makes again what can be made again. A data directory is then locked as by a server; in
 * a bucket, renders follow the rules of attempts, and nothing is overwritten that others have changed.
 *
 * @param place a data directory, or `s3://bucket[/prefix]`
 * @returns whether nothing is damaged, or everything was repaired
 * @throws BroadsheetError `not-found` for a folder that does not exist; `conflict` if a server uses it; `unavailable`
 */
export async function checkStored(
  place: string,
  { repair = false, json = false }: CheckStoredOptions,
): Promise<boolean> {
  const remote = /^[a-z][a-z0-9+.-]+:\/\//i.test(place);
  if (!remote && !existsSync(place))
    throw new BroadsheetError("not-found", {
      code: "folder-unreadable",
      message: `there is no data directory ${place}`,
      seen: place,
    });
  const lock = repair && !remote ? await lockDataDirectory(place) : undefined;
  try {
    const store = withPacks(await openStore(place));
    const check = await checkStore(store);
    if (!json) process.stderr.write(`${showControlsInLines(tellCheck(place, check))}\n`);
    const repaired = repair ? await repairAll(place, store, check.findings, lock?.run, json) : undefined;
    if (json) process.stdout.write(`${JSON.stringify(describe(place, check, repaired), null, 2)}\n`);
    const mended = new Set(repaired?.flatMap(({ key, done }) => (done === undefined ? [] : [key])));
    return check.findings.every(({ key }) => mended.has(key));
  } finally {
    await lock?.release();
  }
}

async function repairAll(
  place: string,
  store: ObjectStore,
  findings: readonly Finding[],
  run: string | undefined,
  json: boolean,
): Promise<readonly Repaired[]> {
  const repaired: Repaired[] = [];
  if (findings.every((finding) => finding.repair === undefined)) return repaired;
  if (!json)
    process.stderr.write(
      showControlsInLines(
        `${["to repair:", ...findings.flatMap(({ key, repair }) => (repair === undefined ? [] : [`  ${key}: ${repair.words}`]))].join("\n")}\n`,
      ),
    );
  const pool = openRenderPool({ dataDirectory: place, workers: 1, logger: silent });
  try {
    const world: RepairWorld = {
      store,
      clock: systemClock,
      logger: silent,
      engine: engineDigest(),
      newToken: () => crypto.randomUUID(),
      run,
      render: pool.render,
    };
    for await (const one of repairStore(findings, world)) {
      repaired.push(one);
      if (!json)
        process.stderr.write(showControlsInLines(`${one.key}: ${one.done ?? `not repaired, ${one.failed}`}\n`));
    }
  } finally {
    await pool.close();
  }
  return repaired;
}

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} };

function describe(
  place: string,
  { findings, ...check }: StoreCheck,
  repaired: readonly Repaired[] | undefined,
): object {
  return {
    store: place,
    ...check,
    findings: findings.map(({ repair, ...finding }) => ({ ...finding, ...(repair && { repair: repair.words }) })),
    ...(repaired && { repaired }),
  };
}

function tellCheck(place: string, { objects, bytes, kinds, findings }: StoreCheck): string {
  const rows = kinds.map(
    ({ kind, objects: count, damaged, lost }) =>
      `  ${kind.padEnd(24)}${String(count).padStart(9)}${damaged > 0 ? `, ${damaged} damaged` : ""}${lost > 0 ? `, ${lost} lost` : ""}`,
  );
  const faults = findings.map(
    ({ key, kind, fault, state, repair }) =>
      `${state} ${kind}: ${key}\n  ${fault}\n  ${repair === undefined ? "nothing in the store tells what it was: restore it from a backup" : `--repair would ${repair.words}`}`,
  );
  return [
    `${place}: ${countWords(objects, "object")}, ${countWords(bytes, "byte")}, ${findings.length === 0 ? "none damaged" : `${findings.length} damaged or lost`}`,
    ...rows,
    ...faults,
  ].join("\n");
}
