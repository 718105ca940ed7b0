import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";
import { type JsonSchema, schemaValidator } from "../../core/json/json-schema.ts";

/**
 * Makes the parser of a listing's filters: texts in the query, each of which may be left out.
 *
 * @param schema filter → its schema, as `openapi.json` has it
 * @returns function of the request, which throws BroadsheetError `invalid-request`
 */
export function filterParser<K extends string>(
  schema: Readonly<Record<K, JsonSchema>>,
): (c: Context) => Partial<Readonly<Record<K, string>>> {
  const names = Object.keys(schema) as K[];
  const validate = schemaValidator({ type: "object", properties: schema });
  return (c) => {
    const given = Object.fromEntries(
      names.flatMap((name) => (c.req.query(name) === undefined ? [] : [[name, c.req.query(name)]])),
    ) as Partial<Record<K, string>>;
    const faults = validate(given).map(({ pointer, message, allowed, hint }) => ({
      code: "invalid-filter",
      message: `"${pointer.slice(1)}" ${message}`,
      where: { name: pointer.slice(1) },
      seen: given[pointer.slice(1) as K]?.slice(0, 100),
      allowed,
      hint,
    }));
    if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
    return given;
  };
}
