import type { Context } from "hono";
import { BroadsheetError, type Problem } from "../../../core/errors.ts";
import { callerOf } from "../../access/caller-of.ts";
import { explainStored, type Question, saysGone } from "../../answer/answer-explanation.ts";
import { longestNumber } from "../../../core/report/explain/pick-numbers.ts";
import { findReport } from "../../answer/find-report.ts";
import { refuseUnready } from "../../answer/refuse-unready.ts";
import { noteQuestion } from "../../answer/note-question.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { problemDetails, problemResponse } from "../../problem-details.ts";
import { reportId } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

/** Most rows of a dataset that an answer lists, longest number, and the largest page and place, points. */
const most = { rows: 100, number: longestNumber, page: 9_999, place: 14_400 } as const;

const place = { type: "number", minimum: 0, maximum: most.place } as const;
const query = {
  page: { type: "integer", minimum: 1, maximum: most.page, description: "A page, from 1." },
  x: { ...place, description: "A place on the page: points from its left edge. The nearest number is meant." },
  y: { ...place, description: "Points from the page's top edge." },
  number: {
    type: "string",
    minLength: 1,
    maxLength: most.number,
    description: "A number as it is printed, alone or with what belongs to it.",
    examples: ["30.1%"],
  },
  rows: {
    type: "integer",
    minimum: 0,
    maximum: most.rows,
    description: "Also find the rows of the datasets behind its cells, and list so many of each dataset.",
  },
} as const;

/** `GET /reports/{id}/explain`, where reports can be made again. */
export function addReportExplainRoute(
  app: DescribedApp,
  services: Services,
  explain: NonNullable<Services["explain"]>,
): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/reports/{id}/explain",
      // Rows are data: a caller who may read only reports gets none.
      access: "datasets:read",
      also: "reports:read",
      operationId: "explainReport",
      tags: ["reports"],
      summary: "Where a printed number comes from",
      description:
        "Give `number`, or `page`, `x` and `y`. The first question renders the report again, which must print the same; later ones only run its queries. At most 20 numbers are answered, and the rows behind at most 10 cells are sought, for 10 s in all.",
      request: { params: { id: reportId }, query },
      responses: {
        200: { description: "Where the numbers come from.", ...json("ReportExplanation") },
        ...problems({
          400: "The question names neither a number nor a place, or a part of it is not valid.",
          404: "There is no such report, it failed, or it prints no such number.",
          409: "The report is not ready yet, or this version of Broadsheet would print something else: retry the report.",
          410: "What the report was made from is gone, and nobody has asked about its numbers before.",
          422: "The report could not be made again within the limits.",
          503: "It cannot be made now.",
        }),
      },
    },
    async (c) => {
      const question = questionOf(c);
      const asking = { caller: callerOf(c), report: c.req.param("id") ?? "" };
      try {
        const response = await answerQuestion(c, asking.report, question, services, explain);
        noteQuestion(asking, question, response.status, services);
        return response;
      } catch (error) {
        noteQuestion(asking, question, error instanceof BroadsheetError ? error.status : 500, services);
        throw error;
      }
    },
  );
}

async function answerQuestion(
  c: Context,
  id: string,
  question: Question,
  services: Services,
  explain: NonNullable<Services["explain"]>,
): Promise<Response> {
  const report = await findReport(id, services);
  if (report.state !== "ready") return refuseUnready(report);
  try {
    return c.json(await explainStored(report, question, services, explain), 200, { "cache-control": "no-store" });
  } catch (error) {
    if (!saysGone(error)) throw error;
    const detail = "what the report was made from is gone, so that nothing can be said of its numbers";
    return problemResponse(problemDetails("gone", detail, error.problems));
  }
}

/** @throws BroadsheetError `invalid-request` naming each faulty member */
function questionOf(c: Context): Question {
  const given = (name: keyof typeof query): string | undefined => c.req.query(name);
  const found: Problem[] = [];
  const take = (name: "page" | "x" | "y" | "rows", pattern: RegExp): number | undefined => {
    const text = given(name);
    const value = text !== undefined && pattern.test(text) ? Number(text) : Number.NaN;
    const { minimum, maximum } = query[name];
    if (text === undefined) return undefined;
    if (value >= minimum && value <= maximum) return value;
    const kind = query[name].type === "integer" ? "a whole number" : "a number";
    found.push(
      fault(name, `"${name}" must be ${kind} from ${minimum} to ${maximum}`, text, `${minimum} to ${maximum}`),
    );
    return undefined;
  };
  const [page, rows] = [take("page", /^\d{1,4}$/), take("rows", /^\d{1,3}$/)];
  const [x, y] = [take("x", /^\d{1,5}(?:\.\d{1,20})?$/), take("y", /^\d{1,5}(?:\.\d{1,20})?$/)];
  const number = given("number");
  if (number !== undefined && (number.trim() === "" || number.length > most.number))
    found.push(fault("number", `"number" must have 1 to ${most.number} characters`, number, `1 to ${most.number}`));
  const isPlace = given("x") !== undefined && given("y") !== undefined && given("page") !== undefined;
  if (!isPlace && (given("x") !== undefined || given("y") !== undefined))
    found.push(fault("x", "a place is given by all of page, x and y", undefined, "page, x, y"));
  else if (!isPlace && number === undefined)
    found.push(fault("number", "name a number, or a place by page, x and y", undefined, "number, or page, x, y"));
  if (found.length > 0) throw new BroadsheetError("invalid-request", found);
  return { number, page, rows, at: x === undefined || y === undefined ? undefined : { x, y } };
}

function fault(name: string, message: string, seen: string | undefined, allowed: string): Problem {
  return { code: "invalid-question", message, where: { name }, seen: seen?.slice(0, 100), allowed };
}
