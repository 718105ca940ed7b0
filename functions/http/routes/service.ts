import { listDatasets } from "../../core/dataset/store/list-datasets.ts";
import { listReports } from "../../core/lifecycle/status/list-reports.ts";
import { listTemplates } from "../../core/template/store/list-templates.ts";
import { openTemplate } from "../../core/template/open-template.ts";
import type { LocalizedText } from "../../core/template/template.ts";
import { addPage, addRoute, type DescribedApp, json, problems } from "../open-api.ts";
import { landingPage } from "../pages/landing-page.ts";
import type { Services } from "../services.ts";

/** Adds `GET /health` and the page at `/`, which is for people and not part of the documented API. */
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

  addPage(app, { method: "get", path: "/", access: "reports:read" }, async (c) => {
    const { store } = services;
    const [names, { datasets }, { reports }] = await Promise.all([
      listTemplates(store),
      listDatasets(store),
      listReports(services, { limit: 10 }),
    ]);
    const templates = await Promise.all(names.map((reference) => openTemplate(store, reference)));
    const flagship = templates.toSorted((a, b) => b.charts.size - a.charts.size)[0]?.name;
    return landingPage({
      flagship,
      origin: new URL(c.req.url).origin,
      templates: templates.map(({ name, title, description, languages }) => ({
        name,
        title: firstText(title, languages),
        description: firstText(description, languages),
      })),
      datasets: datasets.map(({ name, profile }) => ({ name, rows: profile.rows, columns: profile.columns.length })),
      reports: reports.map((report) => ({
        id: report.id,
        template: report.accepted.template.name,
        status: report.state,
        created: new Date(report.created).toISOString().slice(0, 16).replace("T", " "),
        ...(report.state === "ready" ? { title: report.title } : {}),
      })),
      preview: services.faults !== undefined,
    });
  });
}

function firstText(text: LocalizedText, languages: readonly string[]): string {
  return text[languages[0] ?? ""] ?? "";
}
