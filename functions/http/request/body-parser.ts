import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";
import { type JsonSchema, schemaValidator } from "../../core/json/json-schema.ts";
import { bodyProblem } from "../../core/json/violation.ts";
import { matchMediaType } from "./media-type.ts";
import { parseJson } from "./parse-json.ts";
import { readBody } from "./read-body.ts";

const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);

/**
 * Makes the reader of a JSON body that has a schema.
 *
 * @param limit largest body, bytes
 * @returns function of the request, which throws BroadsheetError `unsupported-media-type`, `too-large`, or
 *   `invalid-request` with every faulty member
 */
export function bodyParser<T>(schema: JsonSchema, limit: number): (c: Context) => Promise<T> {
  const validate = schemaValidator(schema);
  return async (c) => {
    matchMediaType(c.req.header("content-type"), mediaTypes);
    const body = parseJson(await readBody(c, limit));
    const faults = validate(body).map(bodyProblem);
    if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
    return body as T;
  };
}
