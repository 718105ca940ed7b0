import type { Context } from "hono";
import { assertName } from "../../core/name.ts";
import { openTemplate } from "../../core/template/open-template.ts";
import { addRoute, type DescribedApp, problems } from "../open-api.ts";
import { binary, name, version } from "../schemas/schema-parts.ts";
import type { Services } from "../services.ts";
import { versionOf } from "../version-of.ts";

const params = { name: { ...name, examples: ["high-tech-industries"] } };
const responses = {
  200: { description: "The page at 96 pixels per inch, on white.", content: { "image/png": { schema: binary } } },
  ...problems({ 400: "The template's name is not valid.", 404: "There is no such template or version, or it cannot be shown without parameters or data that a request must give (`no-picture`).", 503: "The picture could not be made now." }),
};

/** Pictures of templates, where pages can be drawn. */
export function addTemplatePictureRoutes(app: DescribedApp, { store }: Services, pictureOf: NonNullable<Services["pictureOf"]>): void {
  const send = async (c: Context, wanted: { readonly version?: string }, caching: string): Promise<Response> => {
    const template = await openTemplate(store, { name: assertName(c.req.param("name") ?? "", "template"), ...wanted });
    return c.body(Buffer.from(await pictureOf(template)), 200, { "content-type": "image/png", etag: `"${template.version}"`, "cache-control": caching });
  };

  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/picture",
      access: "templates:read",
      operationId: "getTemplatePicture",
      tags: ["templates"],
      summary: "A picture of a template: the first page of a report with its default values",
      request: { params },
      responses,
    },
    (c) => send(c, {}, "private, no-cache"),
  );

  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/versions/{version}/picture",
      access: "templates:read",
      operationId: "getTemplateVersionPicture",
      tags: ["templates"],
      summary: "A picture of a version of a template",
      description: "It is made once, from the data of that moment, and kept.",
      request: { params: { ...params, version } },
      responses,
    },
    (c) => send(c, { version: versionOf(c) }, "private, max-age=86400"),
  );
}
