import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { dateTime, exampleVersion, integer, objectOf, ref, text } from "./schema-parts.ts";

/** Longest condition, characters. */
const longestWhere = 10_000;

/** Body of `POST /erasures/{name}`; also validates it. */
export const erasureRequest = {
  ...objectOf({
    where: {
      ...text,
      minLength: 1,
      maxLength: longestWhere,
      description: "SQL condition over the columns that reports read. Rows of which it is true are erased.",
      examples: ["year < 2010"],
    },
  }),
  additionalProperties: false,
};

const versions = { type: "array", items: sha256Schema } as const;
const names = { type: "array", items: nameSchema } as const;
const gone = {
  versions: { ...versions, description: "Stored versions of the dataset that go, held ones too." },
  views: { ...names, description: "Views over the dataset, whose tables go and are made anew." },
} as const;

const remain = objectOf(
  {
    kind: { ...text, enum: ["report", "batch", "edition"] },
    id: { ...text, examples: [exampleVersion] },
    self: { ...text, description: "`DELETE` of it deletes it, with its renditions, traces and packs." },
    datasets: {
      type: "array",
      items: objectOf({ name: nameSchema, version: sha256Schema }),
      description: "What it was made from that is no longer stored.",
    },
  },
  { publication: { ...nameSchema, description: "Of an edition." }, title: text },
);

/** Erasing rows of datasets. */
export const erasureSchemas = {
  ErasureRequest: erasureRequest,
  ErasureTrial: objectOf({
    name: { ...nameSchema, examples: ["beijing-indicators"] },
    version: { ...sha256Schema, description: "The current version, whose rows were counted." },
    rows: { ...integer, description: "Rows that it has." },
    erased: { ...integer, description: "Those of which the condition is true." },
    ...gone,
  }),
  Erasure: objectOf(
    {
      id: { ...text, format: "uuid" },
      at: dateTime,
      from: { ...sha256Schema, description: "The version whose rows were looked at." },
      version: { ...sha256Schema, description: "The version without the rows." },
      rows: { ...integer, description: "Rows that are left." },
      erased: { ...integer, description: "Rows that were erased from the current version." },
      ...gone,
      state: { ...text, enum: ["erasing", "finished"] },
    },
    {
      by: ref("Caller"),
      finished: dateTime,
      kept: {
        type: "boolean",
        description:
          "Whether the bucket keeps what was deleted, since it has versioning: then nothing is erased until its older versions are deleted.",
      },
    },
  ),
  ErasureList: objectOf(
    { erasures: { type: "array", items: ref("Erasure") } },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  RemainList: objectOf(
    { remains: { type: "array", items: remain } },
    {
      next: {
        ...text,
        description: "Path of the next page; absent on the last one. A page may be short, even empty, before that.",
      },
    },
  ),
} as const satisfies Readonly<Record<string, JsonSchema>>;
