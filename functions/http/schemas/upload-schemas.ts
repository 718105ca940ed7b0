import { datasetLimits } from "../../core/dataset/dataset-limits.ts";
import type { JsonSchema } from "../../core/json-schema.ts";
import { nameSchema, sha256Schema } from "../../core/request/request-schema.ts";
import { datasetFormats, datasetReading } from "./dataset-schemas.ts";
import { dateTime, exampleVersion, extend, integer, objectOf, ref, text } from "./schema-parts.ts";

const askedUpload = {
  name: { ...nameSchema, description: "Name of the dataset.", examples: ["beijing-indicators"] },
  format: { ...text, enum: datasetFormats, examples: ["parquet"] },
  bytes: { ...integer, minimum: 1, maximum: datasetLimits.bytes, description: "Exact size.", examples: [52428800] },
  sha256: { ...sha256Schema, description: "Of the bytes.", examples: [exampleVersion] },
};

const uploadReading = { reading: { ...datasetReading, description: "How to read the file, where the file itself does not show it." } };

/** Body of `POST /uploads`; also validates it. */
export const uploadRequest = { ...objectOf(askedUpload, uploadReading), additionalProperties: false };

const uploadState = objectOf(
  {
    ...askedUpload,
    id: { ...text, format: "uuid" },
    status: { ...text, enum: ["waiting", "received", "stored", "failed"], examples: ["stored"] },
    created: dateTime,
    self: text,
  },
  {
    ...uploadReading,
    finished: dateTime,
    version: { ...sha256Schema, description: "If stored: the version of the dataset." },
    dataset: { ...text, description: "If stored: the dataset.", examples: ["/datasets/beijing-indicators"] },
    failure: { ...ref("ProblemDetails"), description: "If failed: why." },
  },
);

/** Uploads of large datasets. */
export const uploadSchemas = {
  UploadRequest: uploadRequest,
  Upload: uploadState,
  AnnouncedUpload: extend("Upload", {
    url: { ...text, description: "Where to send the bytes." },
    method: { ...text, enum: ["PUT"] },
    headers: { type: "object", additionalProperties: text, description: "Headers to send, exactly these." },
    expires: dateTime,
  }),
} as const satisfies Readonly<Record<string, JsonSchema>>;
