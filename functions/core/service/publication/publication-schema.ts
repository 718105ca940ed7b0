import { deliverSchema } from "../delivery/deliver-schema.ts";
import { batchSchema } from "../../report/request/batch-schema.ts";
import { requestSchema } from "../../report/request/request-schema.ts";
import type { JsonSchema } from "../../json/json-schema.ts";
import { namePattern } from "../../names/name.ts";
import { type Configuration, editionOutputs } from "./publication.ts";
import { durationForms, durationPattern, waitForms, waitPattern } from "./schedule/duration.ts";
import { editionDates } from "./schedule/edition-date.ts";

const duration = { type: "string", pattern: durationPattern, description: durationForms } as const;
const { template, parameters, datasets } = requestSchema.properties;

const { rows, map, name, tolerate, renditions } = batchSchema.properties;

/**
 * One trigger: of time (`schedule`, `timezone`) or of data (`data`, `settle`). `parsePublication` refuses a mixture.
 */
const trigger = {
  type: "object",
  properties: {
    schedule: {
      type: "string",
      maxLength: 200,
      description: "Five fields, as cron has them: minute, hour, day of the month, month, day of the week.",
      examples: ["0 7 * * 1"],
    },
    timezone: {
      type: "string",
      maxLength: 100,
      default: "UTC",
      description: "IANA name of the schedule's time zone.",
      examples: ["Europe/Zurich"],
    },
    data: {
      type: "array",
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      items: { type: "string", pattern: namePattern.source },
      description: "Datasets by name: a new current version of one of them makes an edition.",
      examples: [["sales"]],
    },
    settle: {
      ...duration,
      pattern: waitPattern,
      default: "5m",
      description: `How long to wait for further versions: ${waitForms}`,
      examples: ["5m"],
    },
  },
  additionalProperties: false,
} as const;

/** The body of `PUT /publications/{name}`, as JSON Schema (2020-12). */
export const publicationSchema = {
  type: "object",
  properties: {
    template,
    parameters: {
      ...parameters,
      description:
        "As in `POST /reports`. A parameter that is a date may be a word, such as `month-start`, relative to the edition's date.",
    },
    datasets,
    batch: {
      type: "object",
      properties: {
        rows,
        map,
        name,
        tolerate,
        output: {
          type: "string",
          enum: editionOutputs,
          default: "zip",
          description: "What each edition keeps: an archive, or merged volumes.",
        },
        renditions,
      },
      required: ["rows", "map", "name"],
      additionalProperties: false,
      description: "Makes each edition a batch, a report for each row: members as in `POST /batches`.",
      examples: [
        { rows: { dataset: "customers" }, map: { customer: "customer_id" }, name: "statement-{{ customer_id }}" },
      ],
    },
    on: {
      type: "array",
      maxItems: 20,
      items: trigger,
      description: "What triggers an edition; with an empty list, only `POST …/run` makes one.",
      examples: [
        [
          { schedule: "0 7 * * 1", timezone: "Europe/Zurich" },
          { data: ["sales"], settle: "5m" },
        ],
      ],
    },
    date: {
      type: "string",
      maxLength: 40,
      default: "run",
      description:
        "The edition's date: `run` is the day on which it is made, and other words are relative to that day.",
      examples: ["previous-month-end", ...editionDates.slice(0, 1)],
    },
    skip: {
      type: "string",
      enum: ["unchanged"],
      description: "Makes no edition if template, dataset versions and parameters are the same as last time.",
    },
    missed: {
      type: "string",
      enum: ["latest", "all", "none"],
      default: "latest",
      description: "Which missed times get an edition afterwards.",
    },
    deliver: deliverSchema,
    keep: {
      type: ["integer", "string"],
      minimum: 1,
      maximum: 100_000,
      pattern: durationPattern,
      description: "How many editions are kept, or for how long; the latest one always is.",
      examples: [52, "400d"],
    },
  } satisfies Record<keyof Configuration, JsonSchema>,
  required: ["template", "on"],
  additionalProperties: false,
} as const;
