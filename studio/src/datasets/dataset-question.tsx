import { useMutation, useQueryClient } from "@tanstack/react-query";
import { stringify } from "yaml";
import { putRecipe, readRecipe } from "../api/datasets/recipe.ts";
import { keys } from "../api/query-keys.ts";
import type { Dataset } from "../api/datasets/use-dataset.ts";
import { Notice } from "../design/notice.tsx";
import { Own } from "../design/own.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

interface DatasetQuestionProps {
  /** Of the dataset. */
  readonly name: string;
  readonly question: NonNullable<Dataset["question"]>;
}

/** Most columns that are named; the others are counted. */
const mostTold = 8;

/** Asks how numbers are meant that can be read in two ways. The answer is stored as the dataset's recipe. */
export function DatasetQuestion({ name, question }: DatasetQuestionProps) {
  const words = useWords(datasetsWords);
  const { columns } = question;
  return (
    <Notice kind="caution" title={words.unclearNumbers(columns.length)}>
      <p>
        <Own>{columns.slice(0, mostTold).join(words.listed)}</Own>
        {columns.length > mostTold && ` ${words.spoiledMore(columns.length - mostTold)}`}
      </p>
      <NumberMenu name={name} question={question} />
      <p className="small muted">{words.unclearLead}</p>
    </Notice>
  );
}

/** The menu of what a number that can be read in two ways is. */
export function NumberMenu({ name, question: { value, choices } }: DatasetQuestionProps) {
  const words = useWords(datasetsWords);
  const queries = useQueryClient();
  const answer = useMutation({
    mutationKey: keys.newRecipe(name),
    mutationFn: async (decimal: string) => {
      const chosen = choices.find((choice) => choice.decimal === decimal)!;
      const { stored, tag } = await readRecipe(name);
      // It is asked of a dataset without a recipe: if it has one meanwhile, that stays.
      await putRecipe(name, stringify(chosen.recipe, { lineWidth: 0 }), { tag: stored === null ? tag : '"0"' });
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.dataset(name) }),
        queries.invalidateQueries({ queryKey: keys.datasets() }),
      ]),
  });
  return (
    <>
      <p className="draft-sentence">
        {words.numberIs(value)}
        <select
          className="input"
          aria-label={words.numberLabel(value)}
          value={answer.variables ?? ""}
          disabled={answer.isPending}
          onChange={(event) => answer.mutate(event.target.value)}
        >
          <option value="" disabled>
            {words.chooseNumber}
          </option>
          {choices.map(({ decimal, reads }) => (
            <OwnOption key={decimal} value={decimal}>
              {reads}
            </OwnOption>
          ))}
        </select>
      </p>
      {answer.error !== null && <ProblemList title={words.recipeNotSaved} error={answer.error} />}
    </>
  );
}
