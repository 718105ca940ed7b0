import { isSafeUrl, linkSchemes } from "../../document/safe-url.ts";
import type { ChartSettings } from "../chart-settings.ts";
import { type SceneMark, visitMarks } from "./scene.ts";

/**
 * Takes the links away from a scenegraph that may not lead where they do, and warns of them: addresses come from the
 * data.
 */
export function settleLinks(
  root: SceneMark,
  name: string,
  { warn, where }: Pick<ChartSettings, "warn" | "where">,
): void {
  const unsafe = new Set<string>();
  visitMarks(root, ({ items }) => {
    for (const item of items) {
      const { href } = item as { readonly href?: unknown };
      if (href === undefined || href === null || href === "" || (typeof href === "string" && isSafeUrl(href))) continue;
      unsafe.add(String(href).slice(0, 200));
      (item as { href?: unknown }).href = undefined;
    }
  });
  if (unsafe.size === 0) return;
  const [first] = unsafe;
  warn({
    code: "unsafe-link",
    message: `Chart "${name}" has ${unsafe.size === 1 ? "a link" : `${unsafe.size} links`} that ${unsafe.size === 1 ? "leads" : "lead"} to no address of the allowed kinds, first ${JSON.stringify(first)}; ${unsafe.size === 1 ? "it is" : "they are"} left out`,
    where: { ...where, name },
    seen: [...unsafe].slice(0, 10),
    allowed: [...linkSchemes],
  });
}
