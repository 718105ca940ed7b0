import type { TemplateFiles } from "../../../../functions/core/report/template/template.ts";

/** Returns the smallest template that loads, with files added or replaced. */
export function templateOf(files: Readonly<Record<string, string>> = {}): TemplateFiles {
  const whole = { "template.yaml": 'title: Test\ndate: "2024-01-01"\n', "report.md": "# Title\n", ...files };
  return new Map(Object.entries(whole).map(([path, text]) => [path, new TextEncoder().encode(text)]));
}
