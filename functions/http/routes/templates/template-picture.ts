import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { hintNearMatch } from "../../../core/names/near-match.ts";
import { openTemplate } from "../../../core/report/template/open-template.ts";
import type { PictureSize } from "../../../core/report/template/store/keep-pictures.ts";
import type { Template } from "../../../core/report/template/template.ts";
import { addRoute, type DescribedApp, problems } from "../../open-api.ts";
import { binary, name, version } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";
import { versionOf } from "../../request/version-of.ts";

const params = { name: { ...name, examples: ["high-tech-industries"] } };
const query = {
  language: {
    type: "string",
    description:
      "One of the template's languages. If it is left out, the page is in the language of a report whose request names none.",
  },
  size: {
    type: "string",
    enum: ["large", "small"],
    default: "large",
    description: "`small`: half as wide and high, with few colours.",
  },
} as const;
const responses = {
  200: {
    description: "The page at 96 pixels per inch, on white; 48 if `small`.",
    content: { "image/png": { schema: binary } },
  },
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
    return c.body(Buffer.from(await pictureOf(template, languageOf(c, template), sizeOf(c))), 200, {
      "content-type": "image/png",
      etag: `"${template.version}${sizeOf(c) === "small" ? "-small" : ""}"`,
      "cache-control": caching,
    });
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

function sizeOf(c: Context): PictureSize {
  const size = c.req.query("size") ?? "large";
  if (size === "large" || size === "small") return size;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-size",
    message: `"${size.slice(0, 100)}" is no size of a picture`,
    where: { name: "size" },
    seen: size.slice(0, 100),
    allowed: ["large", "small"],
  });
}

/** The language that is asked for, unless a report of the template has only one anyway. */
function languageOf(c: Context, { name, languages }: Template): string | undefined {
  const language = c.req.query("language");
  if (language === undefined) return undefined;
  if (languages.includes(language)) return languages.length === 1 ? undefined : language;
  throw new BroadsheetError("invalid-request", {
    code: "language-not-supported",
    message: `the template "${name}" does not support the language "${language.slice(0, 100)}"`,
    where: { name: "language" },
    seen: language.slice(0, 100),
    allowed: languages,
    ...hintNearMatch(language, languages),
  });
}
