import { useState } from "react";
import { useSearchParams } from "wouter";
import { keptValues, useKeeping } from "../../api/kept-values.ts";
import type { Changes } from "../../make/read-values.ts";
import { type Draft, draftOf, emptyEditionRows } from "../configuration.ts";
import type { Publication } from "../use-publication.ts";

interface Drafting {
  readonly draft: Draft;
  /** Values of parameters that were changed in the form, by pointer. */
  readonly edits: Changes;
  readonly change: (changed: Partial<Draft>) => void;
  readonly edit: (changed: Changes) => void;
  readonly chooseTemplate: (name: string) => void;
}

/** What the form of a publication holds. It outlives signing in; the address may name a template to begin with. */
export function useDraft(publication: Publication | undefined): Drafting {
  const [search] = useSearchParams();
  const place = `publication ${publication?.name ?? ""}`;
  const [kept] = useState(() => keptValues<{ readonly draft: Draft; readonly edits: Changes }>(place));
  const [draft, setDraft] = useState<Draft>(() => {
    if (kept !== undefined) {
      const { batch } = kept.draft;
      // An earlier release may have kept it, without the members that are new.
      return { ...kept.draft, batch: batch && { ...emptyEditionRows, ...batch } };
    }
    const begun = draftOf(publication, Intl.DateTimeFormat().resolvedOptions().timeZone);
    return publication === undefined ? { ...begun, template: search.get("template") ?? "" } : begun;
  });
  const [edits, setEdits] = useState<Changes>(kept?.edits ?? {});
  useKeeping(place, { draft, edits });
  const change = (changed: Partial<Draft>): void => setDraft((present) => ({ ...present, ...changed }));
  return {
    draft,
    edits,
    change,
    edit: (changed) => setEdits((present) => ({ ...present, ...changed })),
    chooseTemplate(name) {
      setEdits({});
      change({
        template: name,
        datasets: {},
        ...(draft.batch !== undefined && { batch: { ...draft.batch, map: {} } }),
      });
    },
  };
}
