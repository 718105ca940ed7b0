import { type Configuration, isSchedule } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import { editionDate } from "./edition-date.ts";

/** The body of the report of an edition, as `acceptReport` takes it. */
export interface EditionRequest extends Pick<Configuration, "template" | "parameters" | "datasets"> {
  /** `YYYY-MM-DD`; absent beyond the years 1 to 9999. */
  readonly date?: string | undefined;
}

/** The day of an edition in a time zone: that of the schedule that makes it, otherwise that of the first schedule. */
export function dayOfEdition(
  { on }: Configuration,
  instant: number,
  { zones }: Pick<PublicationWorld, "zones">,
  timezone?: string,
): string {
  return zones.dayAt(instant, timezone ?? on.find(isSchedule)?.timezone ?? "UTC");
}

/**
 * The request of an edition: the publication's own, with a date.
 *
 * @param day on which the edition is made, `YYYY-MM-DD`
 */
export function requestOf(
  { template, parameters, datasets, date = "run" }: Configuration,
  day: string,
): EditionRequest {
  return { template, ...(parameters && { parameters }), ...(datasets && { datasets }), date: editionDate(date, day) };
}
