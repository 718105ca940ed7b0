import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { stringify } from "yaml";
import { keys } from "../../api/query-keys.ts";
import { putRecipe, readRecipe, removeRecipe, type SeenRecipe } from "../../api/datasets/recipe.ts";
import { type Dataset, useDataset } from "../../api/datasets/use-dataset.ts";
import { Button } from "../../design/button.tsx";
import { ConfirmDialog } from "../../design/confirm-dialog.tsx";
import { Loaded } from "../../design/loaded.tsx";
import { Notice } from "../../design/notice.tsx";
import { PageHead } from "../../design/page-head.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import { useWords } from "../../words/use-words.tsx";
import { DefinitionForm } from "./definition-form.tsx";
import { RecipeTrialView } from "./recipe-trial.tsx";
import { datasetsWords } from "../words.ts";

/** What the text begins with where a dataset has no recipe yet. */
const beginning = 'missing: ["..", NA]\nsteps: []\n';

/** The recipe of a dataset: its text, and beside it what it would make of the current file. */
export function RecipePage({ name }: { readonly name: string }) {
  const dataset = useDataset(name);
  const recipe = useQuery({ queryKey: keys.dataset(name, "recipe"), queryFn: () => readRecipe(name) });
  return (
    <Loaded query={dataset} title={name}>
      {(data) => (
        <Loaded query={recipe} title={name}>
          {(seen) => <Editing data={data} seen={seen} />}
        </Loaded>
      )}
    </Loaded>
  );
}

/** The recipe that would mend the dataset's columns, if a few cells spoil some. */
function proposed({ proposal }: Dataset): string | undefined {
  return proposal && stringify(proposal.recipe, { lineWidth: 0 });
}

interface EditingProps {
  readonly data: Dataset;
  readonly seen: SeenRecipe;
}

function Editing({ data, seen }: EditingProps) {
  const { stored } = seen;
  const { name } = data;
  const words = useWords(datasetsWords);
  const [text, setText] = useState(stored?.text ?? proposed(data) ?? beginning);
  const [tried, setTried] = useState(stored?.text ?? proposed(data));
  const [removing, setRemoving] = useState(false);
  const saving = useChange(name, () => putRecipe(name, text, seen));
  return (
    <div className="page">
      <PageHead kicker={<Link href={`/datasets/${name}`}>{name}</Link>} title={words.recipe} lead={words.recipeLead}>
        <Link className="button" href="/datasets/~view">
          {words.newView}
        </Link>
        {stored !== null && (
          <Button kind="danger" onClick={() => setRemoving(true)}>
            {words.removeRecipe}
          </Button>
        )}
      </PageHead>
      {removing && <Removal name={name} seen={seen} onClose={() => setRemoving(false)} />}
      {stored?.applied === false && <Notice kind="caution">{words.recipeNotApplied}</Notice>}
      {saving.isSuccess && <Notice kind="good">{words.recipeSaved}</Notice>}
      {saving.error !== null && <ProblemList title={words.recipeNotSaved} error={saving.error} />}
      <div className="halves">
        <DefinitionForm
          label={words.recipeText}
          help={words.recipeHelp}
          text={text}
          saving={saving.isPending ? words.savingRecipe : undefined}
          onChange={setText}
          onTry={() => setTried(text)}
          onSave={() => saving.mutate()}
        />
        <RecipeTrialView
          name={name}
          version={data.version}
          text={tried}
          changed={tried !== undefined && tried !== text}
        />
      </div>
    </div>
  );
}

interface RemovalProps {
  readonly name: string;
  readonly seen: SeenRecipe;
  readonly onClose: () => void;
}

/** Asks before the recipe is taken away. */
function Removal({ name, seen, onClose }: RemovalProps) {
  const words = useWords(datasetsWords);
  const remove = useChange(name, () => removeRecipe(name, seen));
  return (
    <ConfirmDialog
      title={words.removeRecipe}
      action={words.removeRecipe}
      busy={remove.isPending}
      failed={words.recipeNotSaved}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{words.removeRecipeLead}</p>
    </ConfirmDialog>
  );
}

/** Changes the recipe, and asks for the dataset again then. */
function useChange(name: string, change: () => Promise<void>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.dataset(name) }),
        queries.invalidateQueries({ queryKey: keys.datasets() }),
      ]),
  });
}
