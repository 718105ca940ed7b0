import { listSuppressed, releaseAddress } from "../../../core/service/delivery/mail/suppressed-address.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import type { Services } from "../../services.ts";

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 100, default: 20, description: "Most entries of a page." },
  after: { type: "string", pattern: "^[0-9a-f]{32}\\.json$", description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);

/** Addresses to which no letter may go, since they bounced or their readers complained. */
export function addSuppressedRoutes(app: DescribedApp, services: Services): void {
  addListSuppressed(app, services);
  addReleaseAddress(app, services);
}

function addListSuppressed(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/suppressed",
      access: "mail:read",
      operationId: "listSuppressed",
      tags: ["mail"],
      summary: "Addresses that get no letters: they bounced, or their readers complained",
      request: { query: paging },
      responses: {
        200: { description: "In no particular order.", ...json("SuppressedList") },
        ...problems({ 400: "A parameter is not valid." }),
      },
    },
    async (c) => {
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const { addresses, next } = await listSuppressed({ limit, after }, store);
      const described = addresses.map(({ at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() }));
      return answerPage(c, "suppressed", described, { path: "/suppressed", limit, next });
    },
  );
}

function addReleaseAddress(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/suppressed/{address}",
      access: "mail:write",
      operationId: "releaseAddress",
      tags: ["mail"],
      summary: "Let a suppressed address have letters again",
      description: "Only if its mailbox works again, or its reader asks for letters.",
      request: { params: { address: { type: "string" } } },
      responses: { 204: { description: "It gets letters again." }, ...problems({ 404: "It is not suppressed." }) },
    },
    async (c) => {
      const address = c.req.param("address") ?? "";
      if (!(await releaseAddress(address, store)))
        throw new BroadsheetError("not-found", {
          code: "not-suppressed",
          message: `${address} is not suppressed`,
          seen: address,
        });
      return c.body(null, 204);
    },
  );
}
