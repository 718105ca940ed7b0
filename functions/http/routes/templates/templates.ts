import { defaultDatasets, storedChoices } from "../../../core/report/find-choices.ts";
import type { Choices } from "../../../core/report/request/choices.ts";
import { assertName } from "../../../core/names/name.ts";
import { listTemplatePage } from "../../../core/report/template/store/list-templates.ts";
import { openTemplate } from "../../../core/report/template/open-template.ts";
import type { DatasetDeclaration, Template } from "../../../core/report/template/template.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { freshnessFor } from "../../datasets/describe-freshness.ts";
import { name, version } from "../../schemas/schema-parts.ts";
import { versionOf } from "../../request/version-of.ts";
import type { Services } from "../../services.ts";
import { openListed } from "../../templates/open-listed.ts";

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 500, default: 100, description: "Templates per page." },
  after: { ...name, description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);

const filters = {
  search: { type: "string", minLength: 1, maxLength: 63, description: "Only templates whose names contain this." },
  state: {
    type: "string",
    enum: ["published", "unpublished"],
    description:
      "`unpublished`: instead, those that have drafts or earlier versions, and none that is current. By default the published ones.",
  },
};
const parseFilters = filterParser(filters);

/** `GET /templates` and `GET /templates/{name}`. */
export function addTemplateRoutes(app: DescribedApp, services: Services): void {
  addListTemplates(app, services);
  addGetTemplate(app, services);
  addGetTemplateVersion(app, services);
}

function addListTemplates(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/templates",
      access: "templates:read",
      operationId: "listTemplates",
      tags: ["templates"],
      summary: "The templates that reports can be made from, or those that are not published",
      request: { query: { ...paging, ...filters } },
      responses: {
        200: {
          description: "A page of templates, by name. One that is not published has its latest version.",
          ...json("TemplateList"),
        },
        ...problems({ 400: "`limit`, `after` or a filter is not valid." }),
      },
    },
    async (c) => {
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const wanted = parseFilters(c);
      const page = await listTemplatePage(services.store, {
        limit,
        after,
        matches: (name) => name.includes(wanted.search ?? ""),
        state: wanted.state === "unpublished" ? "unpublished" : "published",
      });
      const templates = await openListed(
        page.templates,
        (reference) => openTemplate(services.store, reference),
        services.logger,
      );
      return answerPage(
        c,
        "templates",
        templates.map((template) => summarize(template, services)),
        {
          path: "/templates",
          limit,
          next: page.next,
          filters: wanted,
        },
      );
    },
  );
}

function addGetTemplate(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}",
      access: "templates:read",
      operationId: "getTemplate",
      tags: ["templates"],
      summary: "One template: its parameters as JSON Schema, its datasets, its languages",
      request: { params: { name: { ...name, examples: ["high-tech-industries"] } } },
      responses: {
        200: { description: "The template's current version.", ...json("TemplateDetail") },
        ...problems({
          400: "The template's name is not valid.",
          404: "There is no such template; a local server lists the existing ones in `allowed`.",
        }),
      },
    },
    async (c) => {
      const name = assertName(c.req.param("name") ?? "", "template");
      return c.json(await describe(await openTemplate(services.store, { name }), services));
    },
  );
}

function addGetTemplateVersion(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/versions/{version}",
      access: "templates:read",
      operationId: "getTemplateVersion",
      tags: ["templates"],
      summary: "One version of a template, also a draft",
      request: { params: { name: { ...name, examples: ["high-tech-industries"] }, version } },
      responses: {
        200: { description: "That version.", ...json("TemplateDetail") },
        ...problems({ 400: "The template's name is not valid.", 404: "There is no such template or version." }),
      },
    },
    async (c) => {
      const name = assertName(c.req.param("name") ?? "", "template");
      const template = await openTemplate(services.store, { name, version: versionOf(c) });
      return c.json(await describe(template, services));
    },
  );
}

/** What a list of templates says of each. */
function summarize(template: Template, { pictureOf }: Services): Record<string, unknown> {
  const { name, version, title, description, languages } = template;
  const picture = pictureOf !== undefined && { picture: `/templates/${name}/versions/${version}/picture` };
  return { name, version, title, description, languages, ...picture };
}

/** The schema `TemplateDetail`. */
async function describe(template: Template, services: Services): Promise<Record<string, unknown>> {
  const { parameters, parameterTexts, datasets, date } = template;
  const pinned = template.choices.length === 0 ? undefined : await defaultDatasets(template, services.store);
  const choices = pinned && (await storedChoices(template, pinned, { store: services.store }));
  return {
    ...summarize(template, services),
    parameters: withChoices(parameters, choices),
    ...(Object.keys(parameterTexts).length > 0 && { parameterTexts }),
    ...(choices !== undefined && { choices }),
    datasets: await Promise.all(datasets.map((dataset) => describeDataset(dataset, services))),
    date,
  };
}

async function describeDataset(
  { alias, default: stored, columns, freshness: demanded }: DatasetDeclaration,
  { store, clock }: Services,
): Promise<Record<string, unknown>> {
  const freshness = stored === undefined ? undefined : await freshnessFor(store, stored, demanded?.within, clock.now());
  return { alias, default: stored, columns, freshness, ...(demanded && { whenStale: demanded.severity }) };
}

/**
 * The schema of the parameters, with the values from the data for those whose choices depend on nothing else; `choices`
 * has the others.
 */
function withChoices(schema: Template["parameters"], choices: Choices | undefined): Template["parameters"] {
  const properties = schema["properties"] as Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  if (choices === undefined || properties === undefined) return schema;
  const changed = Object.entries(properties).map(([name, property]) => {
    const values = choices[name] === undefined ? undefined : [...new Set(choices[name].map(({ value }) => value))];
    if (values === undefined || values.length === 0 || property["enum"] !== undefined) return [name, property];
    const isList = property["type"] === "array";
    return [
      name,
      isList
        ? { ...property, items: { ...(property["items"] as object | undefined), enum: values } }
        : { ...property, enum: values },
    ];
  });
  return { ...schema, properties: Object.fromEntries(changed) as object };
}
