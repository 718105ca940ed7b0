import { BroadsheetError } from "../../../core/errors.ts";
import { checkSchedule } from "../../../core/service/publication/parse-publication.ts";
import type { PublicationWorld } from "../../../core/service/publication/publication-world.ts";
import { openSchedule } from "../../../core/service/publication/schedule/schedule.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";

/** Times that are answered. */
const shown = 5;

const query = {
  schedule: {
    type: "string",
    minLength: 1,
    maxLength: 200,
    description: "Five fields, as cron has them: minute, hour, day of the month, month, day of the week.",
    examples: ["0 7 * * 1"],
  },
  timezone: {
    type: "string",
    minLength: 1,
    maxLength: 64,
    description: "A name of the IANA database. By default UTC.",
    examples: ["Europe/Zurich"],
  },
};
const parseQuery = filterParser(query);

/** `GET /schedule`: when a publication with this schedule would make its next editions. */
export function addScheduleRoute(app: DescribedApp, { clock, zones }: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/schedule",
      access: "publications:read",
      operationId: "nextTimes",
      tags: ["publications"],
      summary: "The next five times of a schedule",
      request: { query },
      responses: {
        200: { description: "Fewer than five if the schedule ends.", ...json("ScheduleTimes") },
        ...problems({ 400: "The schedule or the time zone is missing or not valid." }),
      },
    },
    (c) => {
      const { schedule, timezone } = parseQuery(c);
      if (schedule === undefined)
        throw new BroadsheetError("invalid-request", {
          code: "missing-field",
          message: '"schedule" is missing',
          where: { name: "schedule" },
          allowed: query.schedule.description,
        });
      const trigger = { schedule, ...(timezone === undefined ? {} : { timezone }) };
      const now = clock.now();
      const faults = checkSchedule(trigger, "", zones, now).map(({ where, ...problem }) => ({
        ...problem,
        where: { name: where?.pointer?.slice(1) ?? "schedule" },
      }));
      if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
      c.header("cache-control", "no-store");
      return c.json({ times: nextTimes(trigger, now).map((time) => new Date(time).toISOString()) });
    },
  );
}

function nextTimes(trigger: Parameters<typeof openSchedule>[0], now: number): number[] {
  const schedule = openSchedule(trigger);
  const times: number[] = [];
  for (let next = schedule.next(now); next !== undefined && times.length < shown; next = schedule.next(next))
    times.push(next);
  return times;
}
