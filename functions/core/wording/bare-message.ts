import type { Problem } from "../errors.ts";

/**
 * A problem's message without the leading place (`report.md:3: …`, `template.yaml: …`), for output that shows the place
 * separately.
 */
export function bareMessage({ message, where = {} }: Problem): string {
  const { file, line } = where;
  const fronts = file === undefined ? [] : [`${file}:${line}: `, `${file}: `];
  const front = fronts.find((text) => message.startsWith(text));
  return front === undefined ? message : message.slice(front.length);
}
