import type { Context } from "hono";
import { assertName } from "../../../core/names/name.ts";
import { openTemplate } from "../../../core/report/template/open-template.ts";
import type { Template } from "../../../core/report/template/template.ts";
import { addRoute, type DescribedApp, problems } from "../../open-api.ts";
import { name, version } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";
import { pictureAnswer, pictureLanguage, sendPicture, sizeOf, sizeQuery } from "../../templates/picture-query.ts";
import { versionOf } from "../../request/version-of.ts";

const params = { name: { ...name, examples: ["high-tech-industries"] } };
const query = {
  language: {
    type: "string",
    description:
      "One of the template's languages. If it is left out, the page is in the language of a report whose request names none.",
  },
  size: sizeQuery,
} as const;
const responses = {
  200: pictureAnswer,
  ...problems({
    400: "The template's name is not valid, or it does not support the language.",
    404: "There is no such template or version, or it cannot be shown without parameters or data that a request must give (`no-picture`).",
    503: "The picture could not be made now.",
  }),
};

/** Pictures of templates, where pages can be drawn. */
export function addTemplatePictureRoutes(
  app: DescribedApp,
  { store }: Services,
  pictureOf: NonNullable<Services["pictureOf"]>,
): void {
  const send = async (c: Context, wanted: { readonly version?: string }, caching: string): Promise<Response> => {
    const template = await openTemplate(store, { name: assertName(c.req.param("name") ?? "", "template"), ...wanted });
    const size = sizeOf(c);
    const picture = await pictureOf(template, languageOf(c, template), size);
    return sendPicture(c, picture, { version: template.version, size, caching });
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
      request: { params, query },
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
      request: { params: { ...params, version }, query },
      responses,
    },
    (c) => send(c, { version: versionOf(c) }, "private, max-age=86400"),
  );
}

/** The language that is asked for, unless a report of the template has only one anyway. */
function languageOf(c: Context, { name: template, languages }: Template): string | undefined {
  const language = pictureLanguage(c, `the template "${template}"`, languages);
  return languages.length === 1 ? undefined : language;
}
