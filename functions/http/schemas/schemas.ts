import type { JsonSchema } from "../../core/json/json-schema.ts";
import { sha256Schema } from "../../core/report/request/request-schema.ts";
import { batchSchemas } from "./batch-schemas.ts";
import { datasetSchemas } from "./dataset-schemas.ts";
import { deliverySchemas } from "./delivery-schemas.ts";
import { draftSchemas } from "./draft-schemas.ts";
import { changeSchemas } from "./change-schemas.ts";
import { editSchemas } from "./edit-schemas.ts";
import { erasureSchemas } from "./erasure-schemas.ts";
import { previewSchemas } from "./preview-schemas.ts";
import { problemSchemas } from "./problem-schemas.ts";
import { publicationSchemas } from "./publication-schemas.ts";
import { querySchemas } from "./query-schemas.ts";
import { checkSchemas } from "./check-schemas.ts";
import { explainSchemas } from "./explain-schemas.ts";
import { recipeSchemas } from "./recipe-schemas.ts";
import { redriveSchemas, reportSchemas } from "./report-schemas.ts";
import { sourceSchemas } from "./source-schemas.ts";
import { exampleVersion, integer, objectOf, text } from "./schema-parts.ts";
import { templateMoveSchemas } from "./template-move-schemas.ts";
import { templateSchemas } from "./template-schemas.ts";
import { themeSchemas } from "./theme-schemas.ts";
import { uploadSchemas } from "./upload-schemas.ts";
import { viewSchemas } from "./view-schemas.ts";

/**
 * The bodies of requests and responses as JSON Schema (2020-12) for OpenAPI 3.1, by the names that references use. A
 * request's schema also validates it.
 */
export const schemas = {
  ...problemSchemas,
  ...templateSchemas,
  ...querySchemas,
  ...previewSchemas,
  ...draftSchemas,
  ...editSchemas,
  ...changeSchemas,
  ...templateMoveSchemas,
  ...themeSchemas,
  ...datasetSchemas,
  ...recipeSchemas,
  ...checkSchemas,
  ...viewSchemas,
  ...sourceSchemas,
  ...erasureSchemas,
  ...reportSchemas,
  ...explainSchemas,
  ...publicationSchemas,
  ...redriveSchemas,
  ...batchSchemas,
  Health: objectOf({ status: { ...text, enum: ["ok"] }, engine: { ...sha256Schema, examples: [exampleVersion] } }),
  Capabilities: {
    ...objectOf({
      folders: { type: "boolean", description: "Templates are edited in folders on the server's disk." },
      previews: { type: "boolean", description: "Unsaved templates are laid out." },
      explanations: { type: "boolean", description: "Printed numbers say where they come from." },
      pictures: { type: "boolean", description: "Pages and templates have pictures." },
      events: { type: "boolean", description: "Changes come as streams of events; elsewhere ask again." },
      uploads: { type: "boolean", description: "Files above 4 MB are accepted." },
      uploadsInParts: { type: "boolean", description: "Large files are accepted in parts, which can be sent again." },
      queries: { type: "boolean" },
      sources: { type: "boolean", description: "Datasets are fetched from databases, buckets and addresses." },
      batches: { type: "boolean" },
      publications: { type: "boolean" },
      webhooks: { type: "boolean" },
      mail: { type: "boolean", description: "Letters are sent." },
      requiresTests: { type: "boolean", description: "A version is promoted only if it passes its tests." },
      largestUpload: {
        ...integer,
        description: "Bytes of the largest file of a dataset that an upload may bring; 0 without uploads.",
        examples: [268435456],
      },
    }),
    description: "What a server can do.",
  },
  ...deliverySchemas,
  ...uploadSchemas,
} as const satisfies Readonly<Record<string, JsonSchema>>;
