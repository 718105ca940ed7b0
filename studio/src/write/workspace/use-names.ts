import { useMemo } from "react";
import type { TemplateNames } from "../complete/words.ts";
import type { Preview } from "../preview/preview.ts";
import { namesOf } from "./names-of.ts";
import { readTemplateYaml, type TemplateOutline } from "./read-template-yaml.ts";
import type { WorkFile } from "./work-file.ts";

interface Named {
  /** What `template.yaml` declares; absent without such a file. */
  readonly outline: TemplateOutline | undefined;
  readonly names: TemplateNames;
}

/** What the template declares, and the names that its files may use. */
export function useNames(files: ReadonlyMap<string, WorkFile>, preview: Preview | undefined): Named {
  const text = files.get("template.yaml")?.text;
  const outline = useMemo(() => (text === undefined ? undefined : readTemplateYaml(text)), [text]);
  const names = useMemo(
    () =>
      namesOf(
        [...files.values()].filter(({ removed }) => !removed),
        outline,
        preview?.queries ?? [],
      ),
    [files, outline, preview],
  );
  return { outline, names };
}
