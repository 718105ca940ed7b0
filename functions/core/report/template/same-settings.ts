import type { TemplateFiles } from "./template.ts";

/** Files that matter to template.yaml only by their names. */
const texts = /^(?:report[^/]*\.md|(?:queries|charts|messages|tests)\/.*|.*\.liquid)$/;

/** Whether template.yaml and all that it reads are the same: contents that stay the same stay the same object. */
export function sameSettings(files: TemplateFiles, before: TemplateFiles): boolean {
  return (
    files.size === before.size &&
    [...files].every(([path, body]) => before.has(path) && (texts.test(path) || before.get(path) === body))
  );
}

/** The same for the strings in `messages/`. */
export function sameMessages(files: TemplateFiles, before: TemplateFiles): boolean {
  return (
    sameSettings(files, before) &&
    [...files].every(([path, body]) => !path.startsWith("messages/") || before.get(path) === body)
  );
}
