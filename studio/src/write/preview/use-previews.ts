import { useEffect, useState, useSyncExternalStore } from "react";
import type { PreviewState } from "./preview-session.ts";
import { defaultValues, type PreviewValues } from "./preview-values.ts";
import type { Previews } from "./previews.ts";

interface Previewing {
  readonly state: PreviewState;
  /** Parameters, language and datasets that the preview is made with. */
  readonly values: PreviewValues;
  readonly setValues: (values: PreviewValues) => void;
}

/** The present preview, and what it is made with. */
export function usePreviews(previews: Previews): Previewing {
  const [values, setValues] = useState(defaultValues);
  const state = useSyncExternalStore(previews.subscribe, previews.state);
  useEffect(() => previews.take(values), [previews, values]);
  return { state, values, setValues };
}
