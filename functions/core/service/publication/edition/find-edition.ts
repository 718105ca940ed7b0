import { BroadsheetError } from "../../../errors.ts";
import { isCalendarDate } from "../../../report/request/calendar-date.ts";
import type { ObjectStore } from "../../../ports.ts";
import { type Edition, isPresentEdition } from "./edition.ts";
import { editionIdPattern } from "./edition-kind.ts";
import { latestEdition, newestEditions } from "./list-editions.ts";
import { readEdition } from "./read-edition.ts";

const idForm = new RegExp(`^${editionIdPattern}$`);

/**
 * Finds an edition of a publication: by its id, by `latest` (the newest ready one), or by a day (the newest of that
 * day, a ready one if there is one).
 *
 * @throws BroadsheetError `not-found`
 */
export async function findEdition(name: string, wanted: string, store: ObjectStore): Promise<Edition> {
  const found =
    wanted === "latest"
      ? await latestEdition(name, store)
      : ((await byId(name, wanted, store)) ?? (isCalendarDate(wanted) ? await ofDay(name, wanted, store) : undefined));
  if (found !== undefined) return found;
  const seen = wanted.slice(0, 100);
  const message = wanted === "latest" ? `no edition of "${name}" is ready` : `"${name}" has no edition "${seen}"`;
  throw new BroadsheetError("not-found", {
    code: "unknown-edition",
    message,
    seen,
    allowed: "latest, a day (YYYY-MM-DD) or the id of an edition",
    hint: `GET /publications/${name}/editions lists them.`,
  });
}

async function byId(name: string, id: string, store: ObjectStore): Promise<Edition | undefined> {
  const edition = idForm.test(id) ? await readEdition(name, id, store) : undefined;
  return isPresentEdition(edition) ? edition : undefined;
}

/** Days follow from instants, but by less than a day: no zone is further from UTC than that. */
const dayMs = 86_400_000;

async function ofDay(name: string, day: string, store: ObjectStore): Promise<Edition | undefined> {
  let newest: Edition | undefined;
  for await (const edition of newestEditions(name, store, {
    before: Date.parse(day) + 2 * dayMs,
    skipped: false,
  })) {
    if (edition.instant < Date.parse(day) - dayMs) break;
    if (edition.day !== day) continue;
    if (edition.state === "ready") return edition;
    newest ??= edition;
  }
  return newest;
}
