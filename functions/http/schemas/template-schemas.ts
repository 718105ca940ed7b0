import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, requestSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { checkSeverities } from "../../core/report/dataset/recipe/parse-checks.ts";
import { date, dateTime, exampleVersion, extend, objectOf, ref, reference, text, warnings } from "./schema-parts.ts";

/** Body of `POST /templates/{name}/choices`; also validates it. */
export const choicesRequest = {
  type: "object",
  properties: {
    version: { ...sha256Schema, description: "Of the template. If left out, the current one." },
    datasets: requestSchema.properties.datasets,
  },
  additionalProperties: false,
} as const satisfies JsonSchema;

/** Body of `POST /templates/{name}/copies`; also validates it. */
export const copyRequest = {
  ...objectOf(
    { name: { ...nameSchema, description: "Of the copy: one that no template has.", examples: ["my-industries"] } },
    {
      version: {
        ...sha256Schema,
        description: "Of the template. If left out, the current one; if none is current, the latest.",
        examples: [exampleVersion],
      },
    },
  ),
  additionalProperties: false,
} as const satisfies JsonSchema;

/** Templates and their versions. */
export const templateSchemas = {
  LocalizedText: {
    type: "object",
    additionalProperties: text,
    description: "One text per language.",
    examples: [{ en: "High-tech industries", zh: "高精尖产业" }],
  },
  TemplateSummary: objectOf(
    {
      name: { ...nameSchema, examples: ["high-tech-industries"] },
      version: { ...sha256Schema, examples: [exampleVersion] },
      title: ref("LocalizedText"),
      description: ref("LocalizedText"),
      languages: { type: "array", items: text, description: "The first one is the default.", examples: [["en", "zh"]] },
    },
    {
      picture: {
        ...text,
        description: "Its picture; absent where pages cannot be drawn.",
        examples: [`/templates/high-tech-industries/versions/${exampleVersion}/picture`],
      },
    },
  ),
  TemplateList: objectOf(
    { templates: { type: "array", items: ref("TemplateSummary") } },
    {
      next: {
        ...text,
        description: "Path of the next page; absent on the last one.",
        examples: ["/templates?limit=100&after=city"],
      },
    },
  ),
  ColumnType: { ...text, enum: ["text", "integer", "number", "boolean", "date", "timestamp"] },
  Choice: objectOf(
    { value: { type: ["string", "number", "boolean"], examples: ["KE"] } },
    {
      label: { ...text, description: "Its label.", examples: ["Kenya"] },
      labels: { ...ref("LocalizedText"), description: "Its labels by language, if they differ." },
      when: {
        type: "object",
        description: "Values of other parameters for which it is available.",
        additionalProperties: { type: ["string", "number", "boolean", "null"] },
        examples: [{ continent: "Africa" }],
      },
    },
  ),
  ChoicesRequest: choicesRequest,
  ChoicesAnswer: objectOf({
    choices: {
      type: "object",
      description: "Parameter → its values from the data; none for a parameter whose values do not come from the data.",
      additionalProperties: { type: "array", items: ref("Choice") },
      examples: [{ country: [{ value: "KE", label: "Kenya" }] }],
    },
    datasets: { type: "object", additionalProperties: reference },
  }),
  TemplateDetail: extend(
    "TemplateSummary",
    {
      parameters: {
        type: "object",
        description:
          "JSON Schema (2020-12) of the parameters, with their defaults; values from the data are its `enum`, once they are known. The default of a date may be a word such as `previous-month-end`, relative to the report's date.",
        examples: [{ type: "object", properties: { year: { type: "integer", default: 2021 } } }],
      },
      datasets: {
        type: "array",
        items: objectOf(
          {
            alias: { ...text, examples: ["indicators"] },
            columns: {
              type: "object",
              additionalProperties: ref("ColumnType"),
              description: "Columns needed, with their types; `number` accepts integers.",
              examples: [{ year: "integer", value: "number" }],
            },
          },
          {
            default: {
              ...nameSchema,
              description: "Stored dataset used when the request names none.",
              examples: ["beijing-indicators"],
            },
            freshness: {
              ...ref("Freshness"),
              description:
                "How fresh the default dataset is, for as long as the template takes it for fresh, or else by its contract. Absent if neither says anything.",
            },
            whenStale: {
              ...text,
              enum: checkSeverities,
              description:
                "What stale data do: `error` refuses reports, `warning` marks them. Absent if the template says nothing of it.",
            },
          },
        ),
      },
      date: { ...date, description: "Date of the report when the request gives none.", examples: ["2022-12-31"] },
    },
    {
      parameterTexts: {
        type: "object",
        description:
          "Texts of parameters in the template's languages, by JSON pointer; absent for those that have one text for all.",
        additionalProperties: objectOf(
          {},
          {
            title: ref("LocalizedText"),
            description: ref("LocalizedText"),
            labels: {
              type: "object",
              description: "Value of its `enum` → its label.",
              additionalProperties: ref("LocalizedText"),
              examples: [{ CNY: { en: "Yuan", zh: "人民币" } }],
            },
          },
        ),
        examples: [{ "/year": { title: { en: "Year", zh: "年份" } } }],
      },
      choices: {
        type: "object",
        description:
          "Parameter → its values from the data, for the current versions of the default datasets, once they are known.",
        additionalProperties: { type: "array", items: ref("Choice") },
        examples: [{ country: [{ value: "KE", label: "Kenya" }] }],
      },
    },
  ),
  Caller: {
    ...objectOf({
      kind: { ...text, enum: ["iam", "jwt", "token"], examples: ["token"] },
      name: { ...text, examples: ["anna"] },
    }),
    description: "Who did it: an IAM principal, the subject of a JWT, or the owner of a token.",
  },
  TemplateVersion: objectOf(
    {
      version: { ...sha256Schema, examples: [exampleVersion] },
      state: {
        ...text,
        enum: ["current", "published", "draft"],
        description: "`published`: it was current once. `draft`: it never was.",
        examples: ["draft"],
      },
    },
    {
      created: { ...dateTime, description: "Absent for versions of earlier releases." },
      origin: {
        ...text,
        enum: ["draft", "bundled"],
        description: "`bundled`: it came with a deployment or from a folder of the server.",
        examples: ["draft"],
      },
      by: ref("Caller"),
      warnings,
    },
  ),
  TemplateVersionList: objectOf(
    { versions: { type: "array", items: ref("TemplateVersion") } },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  CopyRequest: copyRequest,
  StoredTemplate: extend("TemplateVersion", {
    name: { ...nameSchema, examples: ["high-tech-industries"] },
    self: text,
  }),
  PublishedTemplate: objectOf({ name: nameSchema, version: sha256Schema, self: text }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
