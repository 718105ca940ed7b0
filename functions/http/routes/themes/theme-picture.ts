import type { Context } from "hono";
import { assertName } from "../../../core/names/name.ts";
import { openTheme } from "../../../core/report/template/shared/open-theme.ts";
import { sheetLanguages } from "../../../core/report/template/shared/sheet-report.ts";
import { addRoute, type DescribedApp, problems } from "../../open-api.ts";
import { versionOf } from "../../request/version-of.ts";
import { name, version } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";
import { pictureAnswer, pictureLanguage, sendPicture, sizeOf, sizeQuery } from "../../templates/picture-query.ts";

const params = { name: { ...name, examples: ["house"] } };
const query = {
  language: { type: "string", enum: sheetLanguages, default: "en", description: "Of the sheet's words." },
  size: { ...sizeQuery, description: "`small`: half as wide and high." },
} as const;
const responses = {
  200: pictureAnswer,
  ...problems({
    400: "The theme's name, the language or the size is not valid.",
    404: "There is no such theme or version, or the sheet cannot be set with it (`no-picture`).",
    503: "The picture could not be made now.",
  }),
};

/** Pictures of themes, where pages can be drawn. */
export function addThemePictureRoutes(
  app: DescribedApp,
  { store }: Services,
  pictureOf: NonNullable<Services["themePictureOf"]>,
): void {
  const send = async (c: Context, wanted: { readonly version?: string }, caching: string): Promise<Response> => {
    const [size, language] = [sizeOf(c), pictureLanguage(c, "the sheet of a theme", sheetLanguages)];
    const theme = await openTheme(store, { name: assertName(c.req.param("name") ?? "", "theme"), ...wanted });
    const picture = await pictureOf(theme, language === sheetLanguages[0] ? undefined : language, size);
    return sendPicture(c, picture, { version: theme.version, size, caching });
  };

  addRoute(
    app,
    {
      method: "get",
      path: "/themes/{name}/picture",
      access: "templates:read",
      operationId: "getThemePicture",
      tags: ["themes"],
      summary:
        "A picture of a theme: a page of type, key figures, a chart, a table, and its colours with their contrast",
      request: { params, query },
      responses,
    },
    (c) => send(c, {}, "private, no-cache"),
  );

  addRoute(
    app,
    {
      method: "get",
      path: "/themes/{name}/versions/{version}/picture",
      access: "templates:read",
      operationId: "getThemeVersionPicture",
      tags: ["themes"],
      summary: "A picture of a version of a theme, also of a draft",
      description:
        "The same version has always the same picture: it is made once, from data that are part of Broadsheet, and kept.",
      request: { params: { ...params, version }, query },
      responses,
    },
    (c) => send(c, { version: versionOf(c) }, "private, max-age=86400"),
  );
}
