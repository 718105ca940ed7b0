import type { ChartRequest } from "../../document/document.ts";
import type { Where } from "../../../errors.ts";
import { findQuoted } from "./find-in-spec.ts";
import type { Vega } from "../vega.ts";
import { placeInSpec } from "./place-in-spec.ts";

/**
 * The place in a chart's spec file to which a message from Vega refers; `undefined` if it names no part of the spec.
 */
export function placeOfWords(vega: Vega, { spec, source }: ChartRequest, words: string): Where | undefined {
  if (source === undefined) return undefined;
  const pointer = findQuoted(vega, spec, words);
  return pointer === undefined ? undefined : placeInSpec(source.file, source.text, pointer);
}
