import { BroadsheetError, type Problem } from "../../errors.ts";
import { pointerTo } from "../../json/json-pointer.ts";
import { schemaValidator } from "../../json/json-schema.ts";
import { bodyProblem, type Violation } from "../../json/violation.ts";
import { hintNearMatch } from "../../near-match.ts";
import type { TimeZones } from "../../ports.ts";
import { badTolerance } from "../../report/request/parse-batch.ts";
import { parseRequest } from "../../report/request/parse-request.ts";
import { type Configuration, type DataTrigger, isSchedule, type ScheduleTrigger, type Trigger } from "./publication.ts";
import { publicationSchema } from "./publication-schema.ts";
import { editionDate, editionDateChoices } from "./schedule/edition-date.ts";
import { openSchedule } from "./schedule/schedule.ts";

const validate = schemaValidator(publicationSchema);

/** Most problems reported, in case of a crafted body. */
const problemLimit = 50;

/** Any day, to try a word for a date. */
const someDay = "2026-01-31";

/**
 * Parses the body of `PUT /publications/{name}`. Whether template, parameters and datasets exist and fit is for
 * `storePublication`, which asks the store.
 *
 * @param body parsed JSON
 * @param now schedules that never come again are refused; milliseconds since the epoch
 * @throws BroadsheetError `invalid-request` naming every faulty field by JSON pointer
 */
export function parsePublication(body: unknown, zones: TimeZones, now: number): Configuration {
  const violations = validate(body);
  // What reports have too is described in their terms.
  const own = violations.filter(({ pointer }) => !/^\/(template|parameters|datasets)(\/|$)/.test(pointer));
  const problems = own.map(toProblem);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    const { template, parameters, datasets, on, date } = body as Configuration;
    const request = { template, parameters, datasets };
    problems.push(
      ...problemsOf(() =>
        parseRequest(Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined))),
      ),
    );
    const faulty = (pointer: string): boolean =>
      own.some((violation) => violation.pointer === pointer || violation.pointer.startsWith(`${pointer}/`));
    if (Array.isArray(on))
      on.forEach(
        (trigger, index) =>
          faulty(`/on/${index}`) || problems.push(...checkTrigger(trigger, `/on/${index}`, zones, now)),
      );
    if (date !== undefined && !faulty("/date") && editionDate(date, someDay) === undefined)
      problems.push({
        code: "unknown-date",
        message: `"${date}" is not a word for an edition's date`,
        where: { pointer: "/date" },
        seen: date,
        ...editionDateChoices(date),
      });
  }
  if (problems.length > 0) throw new BroadsheetError("invalid-request", problems.slice(0, problemLimit));
  return body as Configuration;
}

function checkTrigger(trigger: Trigger, pointer: string, zones: TimeZones, now: number): Problem[] {
  const { schedule, timezone, data, settle } = trigger as Partial<ScheduleTrigger & DataTrigger>;
  const where = { pointer };
  if ((schedule === undefined) === (data === undefined)) {
    return [
      {
        code: "ambiguous-trigger",
        message:
          schedule === undefined
            ? "a trigger needs a schedule or data"
            : "a trigger has either a schedule or data: write two triggers",
        where,
        seen: Object.keys(trigger),
        allowed: [
          ["schedule", "timezone"],
          ["data", "settle"],
        ],
      },
    ];
  }
  if (schedule === undefined && timezone !== undefined)
    return [strayField("timezone", pointer, ["data", "settle"], "only a schedule has a time zone")];
  if (data === undefined && settle !== undefined)
    return [strayField("settle", pointer, ["schedule", "timezone"], "only a data trigger can have settle")];
  return isSchedule(trigger) ? checkSchedule(trigger, pointer, zones, now) : [];
}

function strayField(name: string, pointer: string, allowed: readonly string[], message: string): Problem {
  return { code: "unknown-field", message, where: { pointer: pointerTo(pointer, name) }, seen: name, allowed };
}

/** What is wrong with a schedule: its pattern or its time zone. @param pointer of the trigger */
export function checkSchedule(trigger: ScheduleTrigger, pointer: string, zones: TimeZones, now: number): Problem[] {
  const { schedule, timezone = "UTC" } = trigger;
  const problems: Problem[] = [];
  if (!zones.has(timezone)) {
    const names = ["UTC", ...zones.names()];
    problems.push({
      code: "unknown-timezone",
      message: `"${timezone}" is not a time zone`,
      where: { pointer: `${pointer}/timezone` },
      seen: timezone,
      allowed: "a name of the IANA database, such as Europe/Zurich",
      ...hintNearMatch(timezone, names),
    });
  }
  const where = { pointer: `${pointer}/schedule` };
  const allowed = "five fields: minute, hour, day of the month, month, day of the week";
  try {
    const next = openSchedule({ schedule }).next(now);
    if (next === undefined)
      problems.push({
        code: "empty-schedule",
        message: `the schedule "${schedule}" never occurs`,
        where,
        seen: schedule,
      });
  } catch (error) {
    const reason = (error as Error).message.replace(/^\w+: /, "");
    problems.push({
      code: "invalid-schedule",
      message: `"${schedule}" is not a schedule: ${reason}`,
      where,
      seen: schedule,
      allowed,
    });
  }
  return problems;
}

function problemsOf(check: () => unknown): readonly Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
}

function toProblem(violation: Violation): Problem {
  return violation.pointer === "/batch/tolerate"
    ? badTolerance(violation.code, violation.seen, violation.pointer)
    : bodyProblem(violation);
}
