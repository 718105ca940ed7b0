import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/report/request/request-schema.ts";
import { dateTime, exampleVersion, integer, objectOf, ref, text, why } from "./schema-parts.ts";

/** Body of `POST /templates/{name}/promote`; also validates it. */
export const promoteRequest = {
  ...objectOf({ version: { ...sha256Schema, description: "A stored version.", examples: [exampleVersion] } }, { why }),
  additionalProperties: false,
};

/** Body of `POST /templates/{name}/rollback`; also validates it. */
export const rollbackRequest = {
  ...objectOf(
    { to: { ...sha256Schema, description: "A version that was published before.", examples: [exampleVersion] } },
    { why },
  ),
  additionalProperties: false,
};

/** Which version of a template is current, and the log of it. */
export const templateMoveSchemas = {
  PromoteRequest: promoteRequest,
  RollbackRequest: rollbackRequest,
  Promotion: objectOf(
    {
      number: { ...integer, minimum: 1, description: "Counts the template's promotions.", examples: [3] },
      status: { ...text, enum: ["queued", "running", "ready", "failed"], examples: ["running"] },
      template: { ...nameSchema, examples: ["my-report"] },
      version: { ...sha256Schema, examples: [exampleVersion] },
      created: dateTime,
      self: { ...text, examples: ["/templates/my-report/promotions/3"] },
    },
    {
      by: ref("Caller"),
      why,
      finished: dateTime,
      failure: {
        ...ref("ProblemDetails"),
        description: "If failed: why. Problems name the test that fails, with file and line.",
      },
    },
  ),
  TemplateMove: objectOf(
    {
      seq: { ...integer, description: "Counts the moves of the name.", examples: [7] },
      kind: { ...text, enum: ["promote", "rollback", "remove", "bundled", "store"], examples: ["promote"] },
    },
    {
      version: { ...sha256Schema, description: "What is current since then; absent if nothing is." },
      at: dateTime,
      by: ref("Caller"),
      why,
    },
  ),
  TemplateLog: objectOf(
    { moves: { type: "array", items: ref("TemplateMove") } },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
} as const satisfies Readonly<Record<string, JsonSchema>>;
