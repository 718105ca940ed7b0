import { useEffect, useMemo, useState } from "react";
import type { TemplateNames } from "../complete/words.ts";
import type { Preview } from "../preview/preview.ts";
import type { TemplateOutline } from "./read-template-yaml.ts";
import type { WorkFile } from "./work-file.ts";

interface Named {
  /** What `template.yaml` declares; absent without such a file, and as long as it is not read. */
  readonly outline: TemplateOutline | undefined;
  readonly names: TemplateNames;
}

const noNames: TemplateNames = {
  queries: new Map(),
  datasets: new Map(),
  charts: [],
  images: [],
  parameters: [],
  messages: [],
};

/**
 * What the template declares, and the names that its files may use.
 *
 * @param isWanted whether to read them: what reads YAML is loaded only then
 */
export function useNames(files: ReadonlyMap<string, WorkFile>, preview: Preview | undefined, isWanted: boolean): Named {
  const reader = useReader(isWanted);
  const text = files.get("template.yaml")?.text;
  const outline = useMemo(() => (text === undefined ? undefined : reader?.readTemplateYaml(text)), [text, reader]);
  const names = useMemo(
    () =>
      reader?.namesOf(
        [...files.values()].filter(({ removed }) => !removed),
        outline,
        preview?.queries ?? [],
      ) ?? noNames,
    [files, outline, preview, reader],
  );
  return { outline, names };
}

type Reader = typeof import("./read-names.ts");

/** What reads the names, once it is wanted and here. */
function useReader(isWanted: boolean): Reader | undefined {
  const [reader, setReader] = useState<Reader>();
  useEffect(() => {
    if (!isWanted) return;
    import("./read-names.ts").then(setReader, () => {
      // Without it nothing is suggested, and previews are made with what is usual.
    });
  }, [isWanted]);
  return reader;
}
