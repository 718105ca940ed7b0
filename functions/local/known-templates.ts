import type { Template } from "../core/report/template/template.ts";

const templates = new Map<string, Template>();

/** Version (hash of the files) → template that this program loaded before it was frozen: the shipped ones. */
export const knownTemplates: ReadonlyMap<string, Template> = templates;

export function knowTemplate(met: Template): void {
  templates.set(met.version, met);
}
