import { handoverOf } from "../../batch/handover/open-handovers.ts";
import type { PresentBatch } from "../../batch/status/batch-status.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import { type HandedFile, handoverKey } from "../../delivery/records/handover.ts";
import { persist } from "../../lifecycle/persist.ts";
import { writeOutcome } from "../../lifecycle/records/write-outcome.ts";
import type { ObjectStore } from "../../../ports.ts";
import { type BatchContent, compareManifests } from "../changes/compare-manifests.ts";
import type { PublicationWorld } from "../publication-world.ts";
import type { Edition, MakingEdition, ReadyEdition } from "./edition.ts";
import { editionOf } from "./edition-kind.ts";
import { markEdition } from "./edition-mark.ts";
import { latestEdition } from "./list-editions.ts";

/** Name of the manifest beside the files of the output. */
const manifestName = "manifest.csv";

type Place = Pick<Edition, "name" | "id" | "generation">;

/** Where an edition that is a batch keeps a file. */
function outputKey({ name, id, generation }: Place, file: string): string {
  return `${editionOf(name, id, generation).folder}output/${file}`;
}

/**
 * Publishes an edition whose batch is ready: keeps archive or volumes and the manifest, works out which rows came, went
 * and changed since the edition before, and writes the outcome that makes it visible. Each file is created once, so
 * repeated calls are safe.
 *
 * @returns whether all that the batch had made still existed
 * @throws BroadsheetError `unavailable`
 */
export async function publishBatch(
  edition: MakingEdition,
  batch: PresentBatch,
  world: PublicationWorld,
): Promise<boolean> {
  const { store, clock } = world;
  const { name, id, generation, instant } = edition;
  const subject = editionOf(name, id, generation);
  const made = await handoverOf(batch.id, batch.generation, world);
  if (made === undefined) return false;
  const files: HandedFile[] = [];
  for (const file of made.files) {
    const source = await store.getStream(file.key);
    if (source === undefined) return false;
    const key = outputKey(edition, file.name);
    await store.createStream(key, source.body, file.contentType);
    files.push({ ...file, key });
  }
  const manifest = await readManifest(edition, store);
  if (manifest === undefined) return false;
  const before = await latestEdition(name, store, instant);
  const { totals, rows = 0, counts } = batch;
  const [pages, bytes] = [totals?.pages ?? 0, totals?.bytes ?? 0];
  const changes = compareManifests(before && { edition: before.id, content: await contentOf(before, store) }, {
    manifest,
    pages,
  });
  const handover = { ...made, since: instant, single: false, files };
  await persist(world, Infinity, async () => {
    await store.create(
      handoverKey({ kind: "edition", id: `${name}/${id}`, generation }),
      encode(handover),
      "application/json",
    );
    await store.create(`${subject.folder}changes.json`, encode(changes), "application/json");
    const facts = {
      title: edition.batch?.title ?? name,
      pages,
      bytes,
      sha256: sha256(manifest),
      rows,
      ready: counts.ready,
      failed: counts.failed,
    };
    await writeOutcome(
      subject,
      { state: "ready", finished: clock.now(), attempts: batch.generation, timings: {}, warnings: [], ...facts },
      world,
    );
    await markEdition(edition, "ready", store);
  });
  return true;
}

async function readManifest(edition: Place, store: ObjectStore): Promise<string | undefined> {
  const found = await store.get(outputKey(edition, manifestName));
  return found && new TextDecoder().decode(found.body);
}

async function contentOf(before: ReadyEdition, store: ObjectStore): Promise<BatchContent | undefined> {
  const manifest = before.batch && (await readManifest(before, store));
  return manifest === undefined ? undefined : { manifest, pages: before.pages };
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
