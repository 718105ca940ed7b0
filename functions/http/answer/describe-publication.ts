import { BroadsheetError } from "../../core/errors.ts";
import type { Edition, EditionCause } from "../../core/service/publication/edition/edition.ts";
import { isSchedule, type Publication } from "../../core/service/publication/publication.ts";
import { openSchedule } from "../../core/service/publication/schedule/schedule.ts";
import { describeProblem, problemOf } from "../problem-details.ts";

/** A publication as the API shows it: the schema `Publication`. @param now milliseconds since the epoch */
export function describePublication(
  { name, state, created, changed, configuration }: Publication,
  now: number,
): Record<string, unknown> {
  const next =
    state === "active"
      ? Math.min(...configuration.on.filter(isSchedule).map((trigger) => openSchedule(trigger).next(now) ?? Infinity))
      : Infinity;
  return {
    name,
    state,
    created: isoTime(created),
    changed: isoTime(changed),
    ...(next < Infinity && { next: isoTime(next) }),
    ...configuration,
    self: `/publications/${name}`,
    editions: `/publications/${name}/editions`,
    pdf: `/publications/${name}/editions/latest/report.pdf`,
    ...(configuration.batch !== undefined && { outputs: `/publications/${name}/editions/latest/outputs` }),
    feed: `/publications/${name}/feed.atom`,
  };
}

/** An edition as the API shows it: the schema `Edition`. */
export function describeEdition(edition: Edition): Record<string, unknown> {
  const { name, id, state, generation, instant, day, created, cause, request, report, batch } = edition;
  return {
    id,
    publication: name,
    status: state,
    generation,
    instant: isoTime(instant),
    day,
    cause: describeCause(cause),
    created: isoTime(created),
    ...(request && {
      template: request.template,
      parameters: request.parameters,
      datasets: request.datasets,
      date: request.date,
      language: request.language,
    }),
    ...(report && { report: `/reports/${report.id}` }),
    ...(batch && { batch: `/batches/${batch.id}` }),
    ...describeState(edition),
    self: editionPath(edition),
  };
}

export function editionPath({ name, id }: Pick<Edition, "name" | "id">): string {
  return `/publications/${name}/editions/${id}`;
}

function describeCause(cause: EditionCause): Record<string, unknown> {
  const { kind, ...rest } = cause;
  return { kind, ...rest };
}

function describeState(edition: Edition): Record<string, unknown> {
  switch (edition.state) {
    case "making":
      return {};
    case "skipped":
      return { sameAs: edition.sameAs };
    case "ready": {
      const { finished, title, pages, bytes, sha256, engine, warnings, cost } = edition;
      const path = editionPath(edition);
      const known = { finished: isoTime(finished), title, pages, bytes, sha256, changes: `${path}/changes` };
      if (edition.batch !== undefined)
        return {
          ...known,
          counts: { rows: edition.rows, ready: edition.ready, failed: edition.failed },
          outputs: `${path}/outputs`,
        };
      return { ...known, engine, warnings: warnings.map(describeProblem), cost, pdf: `${path}/report.pdf` };
    }
    case "failed": {
      const { finished, final, kind, problems } = edition;
      return { finished: isoTime(finished), final, failure: problemOf(new BroadsheetError(kind, problems)) };
    }
  }
}

/** @param ms milliseconds since the epoch */
function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
