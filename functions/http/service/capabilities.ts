import { uploadRange } from "../../core/report/dataset/dataset-limits.ts";
import { addRoute, type DescribedApp, json, problems } from "../open-api.ts";
import type { Services } from "../services.ts";

/** Capability → a route that exists only where the server has it. */
const routes = {
  folders: "GET /templates/{name}/files",
  previews: "POST /previews",
  explanations: "GET /reports/{id}/explain",
  pictures: "GET /reports/{id}/pages/{page}",
  events: "GET /reports/{id}/events",
  uploads: "POST /uploads",
  uploadsInParts: "POST /uploads/in-parts",
  queries: "POST /queries",
  sources: "PUT /sources/{name}",
  batches: "POST /batches",
  publications: "PUT /publications/{name}",
  webhooks: "PUT /webhooks/{name}",
} as const;

export const capabilityNames = Object.keys(routes);

/** `GET /capabilities`. Called after all other routes were added. */
export function addCapabilitiesRoute(
  app: DescribedApp,
  { promoted, delivery, largestUpload = uploadRange.usual }: Pick<Services, "promoted" | "delivery" | "largestUpload">,
): void {
  const capabilities = {
    ...Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, app.access.has(route)])),
    mail: delivery?.sendsMail === true && app.access.has("PUT /notices/{name}"),
    requiresTests: promoted !== undefined,
    largestUpload: app.access.has(routes.uploads) ? largestUpload : 0,
  };
  addRoute(
    app,
    {
      method: "get",
      path: "/capabilities",
      access: "known",
      operationId: "getCapabilities",
      tags: ["service"],
      summary: "What this server can do",
      description:
        "A laptop has folders and streams of events, AWS has neither, and a deployment may serve fewer scopes. What the caller may do depends on the token.",
      responses: { 200: { description: "What there is.", ...json("Capabilities") }, ...problems({}) },
    },
    (c) => c.json(capabilities, 200, { "cache-control": "no-cache" }),
  );
}
