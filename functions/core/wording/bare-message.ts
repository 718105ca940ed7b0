import type { Problem } from "../errors.ts";

/**
 * A problem's message without the place in front of it (`report.md:3: …`, `template.yaml: …`), for whoever is told the place
 * anyhow, with its column.
 */
export function bareMessage({ message, where = {} }: Problem): string {
  const { file, line } = where;
  const fronts = file === undefined ? [] : [`${file}:${line}: `, `${file}: `];
  const front = fronts.find((text) => message.startsWith(text));
  return front === undefined ? message : message.slice(front.length);
}
