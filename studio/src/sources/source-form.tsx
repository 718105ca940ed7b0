import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useLocation } from "wouter";
import { faultAt } from "../api/fault-at.ts";
import { keys } from "../api/query-keys.ts";
import { putSource, type SeenSource, type SourceList, trySource } from "../api/datasets/source.ts";
import { TrialTable } from "../datasets/recipe/recipe-trial.tsx";
import { Button } from "../design/button.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useFaultFocus } from "../design/use-fault-focus.ts";
import { commonWords } from "../words/common.ts";
import { useProblemText } from "../words/use-problem-text.ts";
import { useWords } from "../words/use-words.tsx";
import { FetchedFields, NameField } from "./fetched-fields.tsx";
import { LimitFields, RefreshFields } from "./rule-fields.tsx";
import { emptySource, readSourceText, type SourceDraft, writeSourceText } from "./source-text.ts";
import { sourcesWords } from "./words.ts";

interface SourceFormProps {
  /** @default a new one */
  readonly source?: SeenSource;
  readonly connections: SourceList["connections"];
}

/** The definition of a source, and beside it what it would fetch. The server judges both, in its own words. */
export function SourceForm({ source, connections }: SourceFormProps) {
  const words = useWords(sourcesWords);
  const form = useRef<HTMLFormElement>(null);
  const { name, draft, text, trial, saving, setName, change } = useSourceForm(source, connections);
  const isBusy = trial.isPending || saving.isPending;
  const error = saving.error ?? trial.error;
  const fault = faultAt(error, useProblemText());
  useFaultFocus(form, error);
  return (
    <div className="halves">
      <form
        ref={form}
        className="form-sheet"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          saving.reset();
          if (!isBusy) trial.mutate({ name, text });
        }}
      >
        {source === undefined && <NameField name={name} onChange={setName} />}
        <FetchedFields draft={draft} connections={connections} fault={fault} onChange={change} />
        <RefreshFields draft={draft} fault={fault} onChange={change} />
        <LimitFields draft={draft} fault={fault} onChange={change} />
        {source !== undefined && <p className="small muted">{words.kept}</p>}
        {saving.error !== null && <ProblemList title={words.notSaved} error={saving.error} />}
        <Actions
          trying={trial.isPending}
          saving={saving.isPending}
          nameless={name === ""}
          onSave={() => {
            trial.reset();
            saving.mutate();
          }}
        />
      </form>
      <section className="stack" aria-label={words.trial} aria-busy={trial.isPending}>
        <h2>{words.trial}</h2>
        {trial.isIdle && <p className="muted">{words.nothingTried}</p>}
        {trial.isPending && <p role="status">{words.trying}</p>}
        {trial.error !== null && <ProblemList title={words.trialFailed} error={trial.error} />}
        {trial.data !== undefined && <TrialTable trial={trial.data} changed={trial.variables.text !== text} />}
      </section>
    </div>
  );
}

/** What somebody has written of a source, and what they can do with it. */
function useSourceForm(source: SeenSource | undefined, connections: SourceList["connections"]) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  // The source as the form began with it: somebody else's change meanwhile is not overwritten.
  const [seen, setSeen] = useState(source);
  const [name, setName] = useState(source?.name ?? "");
  const [draft, setDraft] = useState(() => draftOf(source, connections));
  const text = writeSourceText(draft, seen?.text);
  const trial = useMutation({
    mutationFn: (tried: { readonly name: string; readonly text: string }) => trySource(tried.name, tried.text),
  });
  const saving = useMutation({
    mutationFn: () => putSource(name, text, seen),
    onSuccess: async (stored) => {
      setSeen(stored);
      queries.setQueryData(keys.source(name), stored);
      await Promise.all(
        [keys.sources(), keys.dataset(name), keys.datasets()].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
      if (source === undefined) navigate(`/datasets/~sources/${name}`);
    },
  });
  const change = (changed: Partial<SourceDraft>): void => setDraft({ ...draft, ...changed });
  return { name, draft, text, trial, saving, setName, change };
}

function draftOf(source: SeenSource | undefined, connections: SourceList["connections"]): SourceDraft {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (source !== undefined) return readSourceText(source.text, timeZone);
  const [first] = connections;
  return emptySource(first?.name ?? "", first?.engine ?? "postgres", timeZone);
}

interface ActionsProps {
  readonly trying: boolean;
  readonly saving: boolean;
  /** Whether it has no name yet. */
  readonly nameless: boolean;
  readonly onSave: () => void;
}

function Actions({ trying, saving, nameless, onSave }: ActionsProps) {
  const words = useWords(sourcesWords);
  const common = useWords(commonWords);
  const isBusy = trying || saving;
  return (
    <div className="buttons">
      <Button type="submit" disabled={isBusy || nameless}>
        {trying ? words.trying : words.try}
      </Button>
      <Button kind="primary" disabled={isBusy || nameless} onClick={onSave}>
        {saving ? words.saving : common.save}
      </Button>
    </div>
  );
}
