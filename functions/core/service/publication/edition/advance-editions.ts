import { isPresentBatch, isUnderWay, readBatch } from "../../batch/status/batch-status.ts";
import { ageOf } from "../../../age-of.ts";
import { inTurn } from "../../../in-turn.ts";
import { runSideBySide } from "../../../run-side-by-side.ts";
import { persist } from "../../lifecycle/persist.ts";
import { listAll } from "../../../paging/list-all.ts";
import type { FailedOutcome } from "../../lifecycle/records/records.ts";
import { writeOutcome } from "../../lifecycle/records/write-outcome.ts";
import { removeLeftovers } from "../../lifecycle/removal/remove-generation.ts";
import { readReport } from "../../lifecycle/status/read-report.ts";
import { isPresent } from "../../lifecycle/status/report-status.ts";
import type { ListedObject } from "../../../ports.ts";
import type { PublicationWorld } from "../publication-world.ts";
import type { MakingEdition } from "./edition.ts";
import { editionOf, parsePublishingKey, publishingPrefix } from "./edition-kind.ts";
import { publishBatch } from "./publish-batch.ts";
import { publishEdition } from "./publish-edition.ts";
import { readEditionGeneration } from "./read-edition.ts";

/** A marker without an edition is deleted after this time, ms. */
const markerLife = 24 * 3_600_000;

/** After this time, ms, nobody can still be publishing an edition that was removed. */
const lingerMs = 20 * 60_000;

/** Publications whose editions are ended side by side; those of one are ended one after the other. */
const width = 4;

export interface AdvanceOptions {
  /** Only of this publication. @default all */
  readonly name?: string;
  /** When to stop, milliseconds since the epoch. @default Infinity */
  readonly until?: number;
}

/**
 * Ends the editions whose reports have ended, and clears up after removed ones. Editions of one publication end in the
 * order of their instants, so that each is compared with the one before: a later one waits while an earlier one is
 * still being made. An edition that cannot be ended is logged and left to the next call. Each minute begins with other
 * publications.
 *
 * @returns the publications whose editions have ended
 * @throws BroadsheetError `unavailable` if the editions cannot be listed
 */
export async function advanceEditions(
  world: PublicationWorld,
  { name, until = Infinity }: AdvanceOptions = {},
): Promise<ReadonlySet<string>> {
  const prefix = name === undefined ? publishingPrefix : `${publishingPrefix}${name}/`;
  const markers = new Map<string, ListedObject[]>();
  for await (const marker of listAll(world.store, prefix)) {
    const place = parsePublishingKey(marker.key);
    if (place !== undefined) markers.set(place.publication, [...(markers.get(place.publication) ?? []), marker]);
  }
  const ended = new Set<string>();
  await runSideBySide(inTurn([...markers], world.clock.now()), width, async ([publication, theirs]) => {
    if (world.clock.now() >= until) return;
    const editions: MakingEdition[] = [];
    for (const marker of theirs) editions.push(...(await lookAt(marker, world)));
    for (const edition of editions.toSorted((a, b) => a.instant - b.instant)) {
      if (world.clock.now() >= until || !(await tryToEnd(edition, world))) return;
      ended.add(publication);
    }
  });
  return ended;
}

/** @returns the marker's edition, if it is still being made */
async function lookAt(marker: ListedObject, world: PublicationWorld): Promise<readonly MakingEdition[]> {
  const place = parsePublishingKey(marker.key);
  if (place === undefined) return [];
  const { publication, id, generation } = place;
  try {
    const edition = await readEditionGeneration(publication, id, generation, world.store);
    if (edition?.state === "making") return [edition];
    const isRemoved = edition?.state === "deleted" || edition?.state === "expired";
    if (isRemoved) await removeLeftovers(editionOf(publication, id, generation), world);
    const rest = edition === undefined ? markerLife : isRemoved ? lingerMs : 0;
    if (ageOf(marker, world) >= rest) await world.store.delete(marker.key);
  } catch (error) {
    world.logger.error("an edition could not be read", {
      publication,
      edition: id,
      generation,
      reason: (error as Error).message,
    });
  }
  return [];
}

async function tryToEnd(edition: MakingEdition, world: PublicationWorld): Promise<boolean> {
  const { name, id, generation } = edition;
  try {
    return await endIfDue(edition, world);
  } catch (error) {
    world.logger.error("an edition could not be ended", {
      publication: name,
      edition: id,
      generation,
      reason: (error as Error).message,
    });
    return false;
  }
}

/** @returns whether the edition has ended */
async function endIfDue(edition: MakingEdition, world: PublicationWorld): Promise<boolean> {
  const { name, id, generation, report: wanted, refused } = edition;
  const failAs = async (
    failure: Pick<FailedOutcome, "attempts" | "final" | "kind" | "problems" | "engine">,
  ): Promise<true> => {
    const outcome = { state: "failed", finished: world.clock.now(), ...failure } as const;
    await persist(world, Infinity, () => writeOutcome(editionOf(name, id, generation), outcome, world));
    world.logger.warn("an edition failed", {
      publication: name,
      edition: id,
      generation,
      reason: failure.problems.map(({ message }) => message).join("; "),
    });
    return true;
  };
  if (refused !== undefined) return failAs({ attempts: 0, final: true, ...refused });
  if (edition.batch !== undefined) return endBatchEdition(edition, edition.batch.id, failAs, world);
  const report = wanted && (await readReport(wanted.id, world));
  if (report === undefined || !isPresent(report)) return failAs(reportGone(wanted?.id));
  if (report.state === "queued" || report.state === "rendering") return false;
  if (report.state === "failed") {
    const { attempts, final, engine, kind, problems } = report;
    return failAs({ attempts, final, kind, problems, ...(engine !== undefined && { engine }) });
  }
  if (!(await publishEdition(edition, report, world))) return failAs(reportGone(report.id));
  world.logger.info("an edition is ready", { publication: name, edition: id, generation, report: report.id });
  return true;
}

/** @returns whether the edition has ended, as its batch has */
async function endBatchEdition(
  edition: MakingEdition,
  id: string,
  failAs: (failure: Pick<FailedOutcome, "attempts" | "final" | "kind" | "problems">) => Promise<true>,
  world: PublicationWorld,
): Promise<boolean> {
  const batch = await readBatch(id, world);
  if (batch === undefined || !isPresentBatch(batch)) return failAs(reportGone(id));
  if (isUnderWay(batch)) return false;
  if (batch.state === "failed") {
    const { final, kind, problems } = batch.failure!;
    return failAs({ attempts: batch.generation, final, kind, problems });
  }
  if (!(await publishBatch(edition, batch, world))) return failAs(reportGone(id));
  world.logger.info("an edition is ready", {
    publication: edition.name,
    edition: edition.id,
    generation: edition.generation,
    batch: id,
  });
  return true;
}

function reportGone(report: string | undefined): Pick<FailedOutcome, "attempts" | "final" | "kind" | "problems"> {
  const problem = {
    code: "report-gone",
    message: "the report of this edition was deleted before the edition was published",
    seen: report,
    hint: "POST …/retry makes it again",
  };
  return { attempts: 0, final: false, kind: "not-found", problems: [problem] };
}
