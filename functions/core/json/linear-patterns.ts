import type { RE2JS } from "re2js";

/** A compiled `pattern` of a schema, which a text matches or not. */
export interface Pattern {
  test(text: string): boolean;
}

let engine: typeof RE2JS | undefined;

/**
 * Loads the engine that `linearPattern` needs. This is separate because few templates have patterns, and its tables
 * take 10 ms.
 *
 * @param schema text that holds the schema, such as a template.yaml; without the word `pattern` nothing is loaded
 */
export async function loadLinearPatterns(schema: Uint8Array | undefined): Promise<void> {
  if (engine === undefined && new TextDecoder().decode(schema).includes("pattern"))
    ({ RE2JS: engine } = await import("re2js"));
}

/**
 * A regular expression of ECMA-262 that is matched in a time proportional to the text's length, whatever the
 * expression: patterns come from templates, texts from requests, and a backtracking engine could block the server for
 * minutes on `^(a+)+$`.
 *
 * @throws SyntaxError if the expression is faulty or cannot be matched in linear time: back-references, look-around,
 *   more than 1,000 repetitions
 */
export function linearPattern(pattern: string): Pattern {
  if (engine === undefined) throw new Error("loadLinearPatterns was not called");
  // Throws the familiar message if the expression is faulty.
  void new RegExp(pattern, "u");
  if (/(?:^|[^\\])(?:\\\\)*(?:\\[1-9]|\\k<)/.test(pattern))
    throw new SyntaxError(`the pattern ${pattern} has a back-reference, which cannot be matched in linear time`);
  try {
    return engine.compile(engine.translateRegExp(pattern));
  } catch (cause) {
    throw new SyntaxError(
      `the pattern ${pattern} cannot be matched in linear time: ${cause instanceof Error ? cause.message.replace(/^error parsing regexp: /, "") : String(cause)}`,
      { cause },
    );
  }
}
