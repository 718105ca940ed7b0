import { corruptObject, parseStored } from "../../../errors.ts";
import { sha256 as hashOf } from "../../../json/canonical-json.ts";
import { persist } from "../../lifecycle/persist.ts";
import { contentKey, pdfKey } from "../../lifecycle/records/keys.ts";
import { writeOutcome } from "../../lifecycle/records/write-outcome.ts";
import type { ReadyReport } from "../../lifecycle/status/report-status.ts";
import type { ReportContent } from "../../../report/publish/report-content.ts";
import { compareContent } from "../changes/compare-content.ts";
import type { PublicationWorld } from "../publication-world.ts";
import type { MakingEdition, ReadyEdition } from "./edition.ts";
import { editionOf } from "./edition-kind.ts";
import { markEdition } from "./edition-mark.ts";
import { latestEdition } from "./list-editions.ts";

/**
 * Publishes an edition whose report is ready: keeps the PDF and what it shows, works out what changed since the edition
 * before, and writes the outcome that makes it visible. Each file is created once, so repeated calls are safe.
 *
 * @returns whether the report's PDF still existed
 * @throws BroadsheetError `damaged` if the PDF is; `unavailable`
 */
export async function publishEdition(
  edition: MakingEdition,
  report: ReadyReport,
  world: PublicationWorld,
): Promise<boolean> {
  const { name, id, generation, instant } = edition;
  const { store, clock } = world;
  const subject = editionOf(name, id, generation);
  const [pdf, content, before] = await Promise.all([
    store.get(pdfKey(report.id, report.generation)),
    store.get(contentKey(report.id, report.generation)),
    latestEdition(name, store, instant),
  ]);
  if (pdf === undefined) return false;
  if (hashOf(pdf.body) !== report.sha256)
    throw corruptObject(pdfKey(report.id, report.generation), "its content has another hash than its outcome records");
  const previous = before && { edition: before.id, content: await readContent(before, store) };
  const changes = compareContent(
    previous,
    content && parseStored<ReportContent>(contentKey(report.id, report.generation), content.body),
  );
  const { attempts, title, pages, bytes, sha256, engine, timings, warnings, cost } = report;
  const outcome = {
    attempts,
    title,
    pages,
    bytes,
    sha256,
    timings,
    warnings,
    ...(engine !== undefined && { engine }),
    ...(cost !== undefined && { cost }),
  };
  await persist(world, Infinity, async () => {
    await Promise.all([
      store.create(`${subject.folder}report.pdf`, pdf.body, "application/pdf"),
      content && store.create(`${subject.folder}content.json`, content.body, "application/json"),
      store.create(
        `${subject.folder}changes.json`,
        new TextEncoder().encode(JSON.stringify(changes)),
        "application/json",
      ),
    ]);
    await writeOutcome(subject, { state: "ready", finished: clock.now(), ...outcome }, world);
    await markEdition(edition, "ready", store);
  });
  return true;
}

async function readContent(
  { name, id, generation }: ReadyEdition,
  store: PublicationWorld["store"],
): Promise<ReportContent | undefined> {
  const key = `${editionOf(name, id, generation).folder}content.json`;
  const found = await store.get(key);
  return found && parseStored<ReportContent>(key, found.body);
}
