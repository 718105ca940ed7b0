import { BroadsheetError } from "../../../errors.ts";
import { findTooDeep, placeOfOffset, tooDeep } from "../../../json/json-depth.ts";
import { jsonFault } from "../../../json/json-fault.ts";
import { isSpec, type Spec } from "../spec.ts";
import { geometryFailed } from "./geometry-failed.ts";

/** Most bytes of a file of shapes: the countries of the world at 1:10 million have 3.7 million. */
const bytesLimit = 16_000_000;

const parsed = new WeakMap<Uint8Array, Spec>();

/**
 * The object in a file of shapes, parsed once for each file.
 *
 * @throws BroadsheetError `invalid-template` with line and column if it is not a JSON object; `limit-exceeded`
 */
export function parseGeometry(file: string, body: Uint8Array): Spec {
  const known = parsed.get(body);
  if (known !== undefined) return known;
  if (body.byteLength > bytesLimit) {
    throw new BroadsheetError("limit-exceeded", {
      code: "geometry-too-large",
      message: `${file} has ${body.byteLength} bytes, more than the ${bytesLimit} that shapes may have`,
      where: { file },
      seen: body.byteLength,
      allowed: bytesLimit,
      hint: "simplify it (mapshaper, topojson-simplify), or take a smaller scale: 1:50 million is enough for a page",
    });
  }
  const text = new TextDecoder().decode(body).replace(/^\uFEFF/, "");
  const deep = findTooDeep(text);
  if (deep !== undefined)
    throw new BroadsheetError("invalid-template", tooDeep(file, { file, ...placeOfOffset(text, deep) }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BroadsheetError("invalid-template", jsonFault(file, text, error));
  }
  if (!isSpec(value))
    throw geometryFailed(file, {
      message: "shapes are a JSON object: a Topology, or a type of GeoJSON",
      seen: Array.isArray(value) ? "a list" : value,
    });
  parsed.set(body, value);
  return value;
}
