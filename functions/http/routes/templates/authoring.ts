import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import type { Services } from "../../services.ts";

/** `GET /authoring/words`, where templates are edited. */
export function addAuthoringRoute(app: DescribedApp, authoringWords: NonNullable<Services["authoringWords"]>): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/authoring/words",
      access: "templates:read",
      operationId: "getAuthoringWords",
      tags: ["templates"],
      summary: "What templates may be written with: directives, filters, schemas",
      description: "For editors that complete what an author writes.",
      responses: { 200: { description: "The words of this release.", ...json("AuthoringWords") }, ...problems({}) },
    },
    async (c) => c.json(await authoringWords(), 200, { "cache-control": "no-cache" }),
  );
}
