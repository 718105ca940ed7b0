import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { keys } from "../../api/query-keys.ts";
import { putView, readView, type SeenView, tryView } from "../../api/datasets/view.ts";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { Loaded } from "../../design/loaded.tsx";
import { PageHead } from "../../design/page-head.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { RecipeTrialView } from "../recipe/recipe-trial.tsx";
import { datasetsWords } from "../words.ts";

/** What the text begins with where there is no view yet. */
const beginning = "from: sales\nselect: |\n  SELECT region, sum(revenue) AS revenue\n  FROM sales GROUP BY region\n";

/** The definition of a view: its text, and beside it what it would be. */
export function ViewPage({ name }: { readonly name: string }) {
  const view = useQuery({ queryKey: keys.dataset(name, "view"), queryFn: () => readView(name) });
  return (
    <Loaded query={view} title={name}>
      {(stored) => <Editing name={name} stored={stored} />}
    </Loaded>
  );
}

/** A view that is to be made. */
export function NewViewPage() {
  return <Editing stored={null} />;
}

function Editing({ name: given, stored }: { readonly name?: string; readonly stored: SeenView | null }) {
  const words = useWords(datasetsWords);
  const [, navigate] = useLocation();
  const [wanted, setWanted] = useState("");
  const [text, setText] = useState(stored?.text ?? beginning);
  const [tried, setTried] = useState(stored?.text);
  const name = given ?? wanted;
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: () => putView(name, text, stored),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: keys.dataset(name) }),
        queries.invalidateQueries({ queryKey: keys.datasets() }),
      ]);
      navigate(`/datasets/${name}`);
    },
  });
  return (
    <div className="page">
      <PageHead
        kicker={<Link href={given === undefined ? "/datasets" : `/datasets/${given}`}>{given ?? words.datasets}</Link>}
        title={given === undefined ? words.newView : words.view}
        lead={words.viewLead}
      />
      {saving.error !== null && <ProblemList title={words.viewNotSaved} error={saving.error} />}
      <div className="halves">
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            setTried(text);
          }}
        >
          {given === undefined && <ViewName name={wanted} onChange={setWanted} />}
          <ViewText text={text} onChange={setText} />
          <Actions saving={saving.isPending} nameless={name === ""} onSave={() => saving.mutate()} />
        </form>
        <RecipeTrialView
          name={name}
          version={stored?.version ?? ""}
          text={tried}
          changed={tried !== undefined && tried !== text}
          attempt={tryView}
          misfit={words.viewMisfit}
        />
      </div>
    </div>
  );
}

function ViewName({ name, onChange }: { readonly name: string; readonly onChange: (name: string) => void }) {
  const words = useWords(datasetsWords);
  return (
    <Field label={words.viewName}>
      {(links) => (
        <input
          {...links}
          className="input"
          spellCheck={false}
          required
          value={name}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      )}
    </Field>
  );
}

function ViewText({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const words = useWords(datasetsWords);
  return (
    <Field label={words.viewText} help={words.viewHelp}>
      {(links) => (
        <textarea
          {...links}
          className="input code"
          rows={20}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface ActionsProps {
  readonly saving: boolean;
  /** Whether it has no name yet. */
  readonly nameless: boolean;
  readonly onSave: () => void;
}

function Actions({ saving, nameless, onSave }: ActionsProps) {
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  return (
    <div className="buttons">
      <Button type="submit" disabled={nameless}>
        {words.tryRecipe}
      </Button>
      <Button kind="primary" disabled={saving || nameless} onClick={onSave}>
        {saving ? words.savingView : common.save}
      </Button>
    </div>
  );
}
