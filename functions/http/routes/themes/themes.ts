import { assertName } from "../../../core/names/name.ts";
import type { SharedTheme } from "../../../core/report/template/shared/load-theme.ts";
import { openTheme } from "../../../core/report/template/shared/open-theme.ts";
import { findThemeUses } from "../../../core/report/template/shared/theme-uses.ts";
import { currentVersion } from "../../../core/report/template/store/current-version.ts";
import { listTemplatePage } from "../../../core/report/template/store/list-templates.ts";
import { nothingPublished } from "../../../core/report/template/store/read-version.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { openListed } from "../../templates/open-listed.ts";
import { describeProblem } from "../../problem-details.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { versionOf } from "../../request/version-of.ts";
import { name, version } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const params = { name: { ...name, examples: ["house"] } };

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Themes per page." },
  after: { ...name, description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);

const filters = {
  search: { type: "string", minLength: 1, maxLength: 63, description: "Only themes whose names contain this." },
  state: {
    type: "string",
    enum: ["published", "unpublished"],
    description:
      "`unpublished`: instead, those that have drafts or earlier versions, and none that is current. By default the published ones.",
  },
};
const parseFilters = filterParser(filters);

/** `GET /themes`, what a theme has, and who uses it. */
export function addThemeRoutes(app: DescribedApp, services: Services): void {
  addListThemes(app, services);
  addGetTheme(app, services);
  addGetThemeVersion(app, services);
  addGetThemeUses(app, services);
}

function addListThemes(app: DescribedApp, { store, logger }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/themes",
      access: "templates:read",
      operationId: "listThemes",
      tags: ["themes"],
      summary: "The themes that templates can share, or those that are not published",
      request: { query: { ...paging, ...filters } },
      responses: {
        200: {
          description: "A page of themes, by name. One that is not published has its latest version.",
          ...json("ThemeList"),
        },
        ...problems({ 400: "`limit`, `after` or a filter is not valid." }),
      },
    },
    async (c) => {
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const wanted = parseFilters(c);
      const page = await listTemplatePage(store, {
        kind: "theme",
        limit,
        after,
        matches: (theme) => theme.includes(wanted.search ?? ""),
        state: wanted.state === "unpublished" ? "unpublished" : "published",
      });
      const themes = await openListed(page.templates, (reference) => openTheme(store, reference), logger);
      return answerPage(c, "themes", themes.map(summarize), {
        path: "/themes",
        limit,
        next: page.next,
        filters: wanted,
      });
    },
  );
}

function addGetTheme(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/themes/{name}",
      access: "templates:read",
      operationId: "getTheme",
      tags: ["themes"],
      summary: "One theme: its colours and fonts, and what templates have from it",
      request: { params },
      responses: {
        200: { description: "The theme's current version.", ...json("ThemeDetail") },
        ...problems({ 400: "The theme's name is not valid.", 404: "There is no such published theme." }),
      },
    },
    async (c) => c.json(describe(await openTheme(store, { name: assertName(c.req.param("name") ?? "", "theme") }))),
  );
}

function addGetThemeVersion(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/themes/{name}/versions/{version}",
      access: "templates:read",
      operationId: "getThemeVersion",
      tags: ["themes"],
      summary: "One version of a theme, also a draft",
      request: { params: { ...params, version } },
      responses: {
        200: { description: "That version.", ...json("ThemeDetail") },
        ...problems({ 400: "The theme's name is not valid.", 404: "There is no such theme or version." }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "theme");
      return c.json(describe(await openTheme(store, { name: wanted, version: versionOf(c) })));
    },
  );
}

function addGetThemeUses(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/themes/{name}/uses",
      access: "templates:read",
      operationId: "findThemeUses",
      tags: ["themes"],
      summary: "The published templates that take a theme, each with the version of the theme in it",
      request: { params },
      responses: {
        200: { description: "The templates, by name.", ...json("ThemeUses") },
        ...problems({ 400: "The theme's name is not valid.", 404: "There is no such theme." }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "theme");
      const [current, uses] = await Promise.all([currentVersion(store, wanted, "theme"), findThemeUses(store, wanted)]);
      if (current === undefined && uses.length === 0) throw nothingPublished("theme", wanted);
      return c.json({ uses: uses.map((use) => ({ ...use, isCurrent: use.theme === current })) });
    },
  );
}

/** The schema `ThemeSummary`. */
function summarize({ name: theme, version: hash, settings }: SharedTheme): Record<string, unknown> {
  return { name: theme, version: hash, accent: settings.accent, palette: settings.palette };
}

/** The schema `ThemeDetail`. */
function describe(theme: SharedTheme): Record<string, unknown> {
  const { settings, partials, images, shapes, languages, warnings } = theme;
  const { ink, muted, paper, accent, rule, tint, good, watch, bad, above, below } = settings;
  return {
    ...summarize(theme),
    colors: { ink, muted, paper, accent, rule, tint, good, watch, bad, above, below },
    sequential: settings.sequential,
    diverging: settings.diverging,
    headline: settings.headline,
    body: settings.body,
    fonts: settings.fonts ?? {},
    logo: settings.logo !== undefined,
    partials,
    images,
    shapes,
    languages,
    warnings: warnings.map(describeProblem),
  };
}
