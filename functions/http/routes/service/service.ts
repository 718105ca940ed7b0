import { addPage, addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import type { Services } from "../../services.ts";

/** Adds `GET /health`, and `/`, which leads to what there is and is not part of the documented API. */
export function addServiceRoutes(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/health",
      access: "public",
      operationId: "getHealth",
      tags: ["service"],
      summary: "Whether the service answers, and with which engine it renders",
      responses: { 200: { description: "It does.", ...json("Health") }, ...problems({}) },
    },
    (c) => c.json({ status: "ok", engine: services.engine }, 200, { "cache-control": "no-store" }),
  );

  addPage(app, { method: "get", path: "/", access: "public" }, (c) => {
    c.header("vary", "accept");
    const studio = services.studio === undefined ? undefined : "/studio/";
    if (studio !== undefined && /\btext\/html\b/.test(c.req.header("accept") ?? "")) return c.redirect(studio, 302);
    return c.json({
      name: "Broadsheet",
      api: "/openapi.json",
      studio,
      docs: studio && "/docs",
      health: "/health",
      templates: "/templates",
      datasets: "/datasets",
      reports: "/reports",
    });
  });
}
