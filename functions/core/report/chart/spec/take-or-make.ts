import type { Shelf } from "../../../ports.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import { isSpec } from "../spec.ts";

/**
 * Takes a result for a spec from the shelf, or else makes it and puts it there. A result that JSON cannot represent is
 * made every time.
 *
 * @param key everything on which it depends, except the engine
 */
export function takeOrMake<T>(shelf: Shelf | undefined, key: () => string, make: () => T): T {
  if (shelf === undefined) return make();
  const name = sha256(key());
  const kept = shelf.take(name);
  if (kept !== undefined) return JSON.parse(kept) as T;
  const made = make();
  const text = JSON.stringify(made);
  const read = JSON.parse(text) as T;
  if (!saysTheSame(made, read)) return made;
  shelf.put(name, text);
  return read;
}

/** Whether a value survives JSON unchanged; an undefined member counts as absent. */
function saysTheSame(made: unknown, read: unknown): boolean {
  if (Array.isArray(made)) return Array.isArray(read) && made.every((item, index) => saysTheSame(item, read[index]));
  if (!isSpec(made)) return Object.is(made, read);
  // JSON turns objects with internal state, such as a regular expression or a map, into an empty object.
  if (Object.prototype.toString.call(made) !== "[object Object]") return false;
  return (
    isSpec(read) &&
    Object.entries(made).every(([name, value]) =>
      value === undefined ? !(name in read) : saysTheSame(value, read[name]),
    )
  );
}
