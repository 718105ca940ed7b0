import type { Composition } from "../composition.ts";
import { addFault, type Directive } from "../directive.ts";
import { FormatError } from "../formats/format-error.ts";
import { type Pair, readPairs } from "./read-pairs.ts";

/** `name=value` pairs of an attribute; undefined with the reason among the problems. */
export function attributePairs(composition: Composition, directive: Directive, attribute: "where" | "params"): readonly Pair[] | undefined {
  const pieces = directive.pieces(attribute);
  // Nothing may be what a condition in the text left: `where="{% if only %}region=Nord{% endif %}"`.
  if (pieces.every((piece) => "text" in piece && piece.text.trim() === "")) return [];
  try {
    return readPairs(pieces);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    addFault(composition, directive, { code: "invalid-attribute", message: `${attribute} cannot be read: ${error.message}`, seen: directive.name(attribute), allowed: `${attribute}="name=value", several divided by commas; put a value that holds a comma between quotation marks` });
    return undefined;
  }
}
