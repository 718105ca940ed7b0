import type { Plan } from "../blocks/parts.ts";
import { said } from "./liquid.ts";

/** A text without a stop behind a name of the table that ends with one: `Job no..` → `Job no.` */
export function withSingleStops(text: string, { roles: { looks, measures, members } }: Plan): string {
  const names = [...looks.map(({ name }) => name), ...[...measures, ...members].map(({ label }) => label)];
  const ending = [...new Set(names.map(said))].filter((name) => /[.!?。！？…](?:' \}\})?$/u.test(name));
  return ending.reduce((now, name) => now.replaceAll(`${name}.`, name).replaceAll(`${name}。`, name), text);
}
