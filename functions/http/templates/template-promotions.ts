import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";
import { assertName } from "../../core/names/name.ts";
import { type PromotionStatus, readPromotion } from "../../core/service/promotion/promotion-status.ts";
import { requestPromotion } from "../../core/service/promotion/request-promotion.ts";
import { findDecided } from "../../core/report/template/store/move-published.ts";
import { callerOf } from "../access/caller-of.ts";
import { addRoute, type DescribedApp, json, problems } from "../open-api.ts";
import { problemOf } from "../problem-details.ts";
import { name } from "../schemas/schema-parts.ts";
import type { Services } from "../services.ts";

const number = {
  type: "string",
  pattern: "^[1-9][0-9]{0,8}$",
  description: "Counts the template's promotions.",
  examples: ["3"],
} as const;

/** Promotions that wait for tests. */
export function addTemplatePromotionRoutes(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/promotions/{number}",
      access: "templates:read",
      operationId: "getPromotion",
      tags: ["templates"],
      summary: "A promotion whose tests run",
      description:
        "`promote` answers with its address where the server requires tests. It stays for three months on AWS; the template's log keeps what was published.",
      request: { params: { name: { ...name, examples: ["high-tech-industries"] }, number } },
      responses: {
        200: { description: "The promotion.", ...json("Promotion") },
        ...problems({ 400: "The template's name is not valid.", 404: "There is no such promotion." }),
      },
    },
    async (c) => {
      const template = assertName(c.req.param("name") ?? "", "template");
      const asked = c.req.param("number") ?? "";
      const status = new RegExp(number.pattern).test(asked)
        ? await readPromotion(template, Number(asked), services)
        : undefined;
      if (status === undefined)
        throw new BroadsheetError("not-found", {
          code: "unknown-promotion",
          message: `the template "${template}" has no such promotion`,
          seen: asked.slice(0, 80),
          hint: `POST /templates/${template}/promote starts one, if the server requires tests`,
        });
      return c.json(describe(status), 200, {
        "cache-control": "no-store",
        ...(isUnderWay(status) && { "retry-after": "1" }),
      });
    },
  );
}

/**
 * Answers a promotion whose tests must pass first.
 *
 * @param seq where the caller saw the name
 * @throws BroadsheetError `not-found` if there is no such version; `conflict` while another promotion is under way
 */
export async function answerPromotion(
  c: Context,
  template: string,
  seq: number,
  { version, why }: { readonly version: string; readonly why?: string },
  services: Services & Required<Pick<Services, "promoted">>,
): Promise<Response> {
  await findDecided(services.store, template, { kind: "promote", version });
  const { status, created } = await requestPromotion(
    { name: template, version, seq, ...(why !== undefined && { why }) },
    callerOf(c),
    services,
  );
  if (created) services.promoted({ promotion: template, number: status.number });
  const described = describe(status);
  return c.json(described, 202, {
    location: String(described["self"]),
    "retry-after": "1",
    "cache-control": "no-store",
  });
}

function isUnderWay({ state }: PromotionStatus): boolean {
  return state === "queued" || state === "running";
}

/** The schema `Promotion`. */
function describe(status: PromotionStatus): Record<string, unknown> {
  const {
    number: count,
    created,
    caller,
    state,
    accepted: { name: template, version, why },
  } = status;
  return {
    number: count,
    status: state,
    template,
    version,
    created: new Date(created).toISOString(),
    ...(caller !== undefined && { by: caller }),
    ...(why !== undefined && { why }),
    ...((status.state === "ready" || status.state === "failed") && {
      finished: new Date(status.finished).toISOString(),
    }),
    ...(status.state === "failed" && { failure: problemOf(new BroadsheetError(status.kind, status.problems)) }),
    self: `/templates/${template}/promotions/${count}`,
  };
}
