import type { Composition } from "../composition.ts";
import { addFault, type Directive } from "../directive.ts";
import { FormatError } from "../formats/format-error.ts";
import { type Pair, readPairs } from "./read-pairs.ts";

/** `name=value` pairs of a chart's `params`; undefined, with a problem, if they cannot be read. */
export function attributePairs(composition: Composition, directive: Directive): readonly Pair[] | undefined {
  const pieces = directive.pieces("params");
  // The attribute may be empty because of a condition in the text: `params="{% if only %}region=Nord{% endif %}"`.
  if (pieces.every((piece) => "text" in piece && piece.text.trim() === "")) return [];
  try {
    return readPairs(pieces);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    addFault(composition, directive, {
      code: "invalid-attribute",
      message: `params cannot be read: ${error.message}`,
      seen: directive.name("params"),
      allowed: 'params="name=value", several separated by commas; put a value that holds a comma in quotation marks',
    });
    return undefined;
  }
}
