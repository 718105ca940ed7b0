import type { Where } from "../../../errors.ts";
import { stepsOf } from "../../../json/json-pointer.ts";
import { scanJson } from "../../../json/scan-json.ts";

type Place = Where & { readonly file: string; readonly line: number; readonly column: number };

/**
 * Finds the place of a JSON pointer (RFC 6901) in the text of a JSON file. A pointer to something that does not exist,
 * such as a missing member, gives the innermost existing value on its path. Of members with the same name the last
 * counts, as in `JSON.parse`.
 *
 * @param text valid JSON
 * @param part which part of a member to find: its name or its value
 */
export function placeInSpec(file: string, text: string, pointer: string, part: "key" | "value" = "value"): Place {
  const steps = stepsOf(pointer);
  /** Offsets of the values on the path, from the root, and of the member's name if requested. */
  const found: number[] = [];
  let name: number | undefined;
  scanJson(text, {
    key(_written, offset, path) {
      if (part === "key" && leads(path, steps) && path.length === steps.length) name = offset;
      return undefined;
    },
    value(offset, path) {
      if (!leads(path, steps)) return;
      found.length = path.length;
      found.push(offset);
    },
  });
  const offset = found.length === steps.length + 1 ? (name ?? found.at(-1)) : found.at(-1);
  const before = text.slice(0, offset).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Whether a path is a prefix of the steps from the root. */
function leads(path: readonly (string | number)[], steps: readonly string[]): boolean {
  return path.length <= steps.length && path.every((step, index) => String(step) === steps[index]);
}
