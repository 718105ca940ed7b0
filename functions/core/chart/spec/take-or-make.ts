import type { Shelf } from "../../ports.ts";
import { sha256 } from "../../canonical-json.ts";
import { isSpec } from "../spec.ts";

/**
 * What is made of a spec, from the shelf if it is there; else it is made and put there. What JSON cannot tell is made every time.
 *
 * @param key all that it depends on, besides the engine
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

/** Whether a value is what JSON made of it; a member that is undefined is none. */
function saysTheSame(made: unknown, read: unknown): boolean {
  if (Array.isArray(made)) return Array.isArray(read) && made.every((item, index) => saysTheSame(item, read[index]));
  if (!isSpec(made)) return Object.is(made, read);
  // JSON makes an empty object of what keeps its content elsewhere: a regular expression, a map.
  if (Object.prototype.toString.call(made) !== "[object Object]") return false;
  return isSpec(read) && Object.entries(made).every(([name, value]) => (value === undefined ? !(name in read) : saysTheSame(value, read[name])));
}
