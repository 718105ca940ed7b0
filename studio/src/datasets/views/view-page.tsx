import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { keys } from "../../api/query-keys.ts";
import { putView, readView, type SeenView, tryView } from "../../api/datasets/view.ts";
import { ExactField } from "../../design/exact-field.tsx";
import { Loaded } from "../../design/loaded.tsx";
import { PageHead } from "../../design/page-head.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import { useWords } from "../../words/use-words.tsx";
import { DefinitionForm } from "../recipe/definition-form.tsx";
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
        <DefinitionForm
          label={words.viewText}
          help={words.viewHelp}
          text={text}
          saving={saving.isPending ? words.savingView : undefined}
          ready={name !== ""}
          onChange={setText}
          onTry={() => setTried(text)}
          onSave={() => saving.mutate()}
        >
          {given === undefined && (
            <ExactField label={words.viewName} required value={wanted} onChange={(name) => setWanted(name.trim())} />
          )}
        </DefinitionForm>
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
