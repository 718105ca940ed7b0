import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { stringify } from "yaml";
import { keys } from "../api/query-keys.ts";
import { putRecipe, readRecipe } from "../api/datasets/recipe.ts";
import type { Dataset } from "../api/datasets/use-dataset.ts";
import { Button } from "../design/button.tsx";
import { CopyButton } from "../design/copy-button.tsx";
import { Own } from "../design/own.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

type Proposal = NonNullable<Dataset["proposal"]>;
type Spoiled = Proposal["spoiled"][number];

/** Most columns that are named; the others are counted. */
const mostTold = 8;

interface DatasetProposalProps {
  /** Of the dataset. */
  readonly name: string;
  readonly proposal: Proposal;
}

/**
 * Tells which columns a few cells make text, which rows are no data and which columns are days, and the recipe that
 * mends it, which can be accepted or tried first.
 */
export function DatasetProposal({ name, proposal }: DatasetProposalProps) {
  const { recipe } = proposal;
  const words = useWords(datasetsWords);
  const { title, lead } = headingOf(proposal, words);
  const text = stringify(recipe, { lineWidth: 0 });
  const queries = useQueryClient();
  const accept = useMutation({
    mutationKey: keys.newRecipe(name),
    mutationFn: async () => {
      const { stored, tag } = await readRecipe(name);
      // A proposal is for a dataset without a recipe: if it has one meanwhile, that stays.
      await putRecipe(name, text, { tag: stored === null ? tag : '"0"' });
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.dataset(name) }),
        queries.invalidateQueries({ queryKey: keys.datasets() }),
      ]),
  });
  return (
    <Notice kind="caution" title={title}>
      <p>{lead}</p>
      <Findings proposal={proposal} />
      <details>
        <summary>{words.proposedRecipe}</summary>
        <pre className="recipe">
          <Own>{text}</Own>
        </pre>
        <CopyButton text={text} done={words.recipeCopied}>
          {words.copyRecipe}
        </CopyButton>
      </details>
      {accept.error !== null && <ProblemList title={words.recipeNotSaved} error={accept.error} />}
      <div className="buttons">
        <Button kind="primary" disabled={accept.isPending} onClick={() => accept.mutate()}>
          {accept.isPending ? words.savingRecipe : words.acceptRecipe}
        </Button>
        <Link className="button" href={`/datasets/${name}/recipe`}>
          {words.tryRecipe}
        </Link>
      </div>
    </Notice>
  );
}

type Words = (typeof datasetsWords)["en"];

/** The most that is wrong. */
function headingOf(
  { spoiled, totals = [], days = [], dates = [], numbers = [], names = [] }: Proposal,
  words: Words,
): { readonly title: string; readonly lead: string } {
  if (spoiled.length > 0) return { title: words.spoiled(spoiled.length), lead: words.spoiledLead };
  if (numbers.length > 0) return { title: words.hasNumbers(numbers.length), lead: words.numbersLead };
  if (totals.length > 0) return { title: words.hasTotals(totals.length), lead: words.totalsLead(totals.length) };
  if (dates.length > 0) return { title: words.hasDates(dates.length), lead: words.daysLead };
  if (days.length > 0) return { title: words.hasDays(days.length), lead: words.daysLead };
  if (names.length > 0) return { title: words.hasNames(names.length), lead: words.namesLead };
  return { title: words.hasNotes, lead: words.notesLead };
}

function Findings({
  proposal: { spoiled, totals = [], notes = [], days = [], dates = [], numbers = [], names = [] },
}: {
  readonly proposal: Proposal;
}) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  return (
    <ul>
      {spoiled.slice(0, mostTold).map((column) => (
        <li key={column.column}>
          <Told column={column} />
        </li>
      ))}
      {spoiled.length > mostTold && <li>{words.spoiledMore(spoiled.length - mostTold)}</li>}
      {totals.slice(0, mostTold).map(({ row, value, sums, notes: below = [] }) => (
        <li key={`total ${row}`}>
          <Own>{words.rowSays(formats.number(row), value)}</Own>
          {totals.length === 1 ? words.sumsOf : words.sumsAbove}
          <Own>{sums.slice(0, mostTold).join(words.listed)}</Own>
          {below.length > 0 && words.notesBelow(below.length)}
        </li>
      ))}
      {totals.length > mostTold && <li>{words.rowsMore(totals.length - mostTold)}</li>}
      {notes.slice(0, mostTold).map(({ row, value }) => (
        <li key={`note ${row}`}>
          <Own>{words.rowSays(formats.number(row), value)}</Own>
          {words.nothingElse}
        </li>
      ))}
      {notes.length > mostTold && <li>{words.rowsMore(notes.length - mostTold)}</li>}
      {days.map(({ column, first, last }) => (
        <li key={`day ${column}`}>
          <code className="column-name">
            <Own>{column}</Own>
          </code>
          <Own>{words.daysFromTo(first, last)}</Own>
        </li>
      ))}
      <Dates dates={dates} />
      {numbers.slice(0, mostTold).map(({ column, value, reads }) => (
        <li key={`number ${column}`}>
          <code className="column-name">
            <Own>{column}</Own>
          </code>
          <Own>{words.numberReads(value, reads)}</Own>
        </li>
      ))}
      {numbers.length > mostTold && <li>{words.spoiledMore(numbers.length - mostTold)}</li>}
      <Names names={names} />
    </ul>
  );
}

function Dates({ dates }: { readonly dates: NonNullable<Proposal["dates"]> }) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  return (
    <>
      {dates.slice(0, mostTold).map(({ column, spellings }) => (
        <li key={`dates ${column}`}>
          <code className="column-name">
            <Own>{column}</Own>
          </code>
          <Own>
            {words.datesAs(
              spellings
                .map(({ rows, value, reads }) => words.spelt(formats.number(rows), value, reads))
                .join(words.listed),
            )}
          </Own>
        </li>
      ))}
      {dates.length > mostTold && <li>{words.spoiledMore(dates.length - mostTold)}</li>}
    </>
  );
}

function Names({ names }: { readonly names: NonNullable<Proposal["names"]> }) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  return (
    <>
      {names.slice(0, mostTold).map(({ column, names: written }) => (
        <li key={`names ${column}`}>
          <code className="column-name">
            <Own>{column}</Own>
          </code>
          <Own>
            {words.namesAs(
              written.slice(0, mostTold).map(({ name, others }) => ({
                name,
                ways: others.map(({ value, rows }) => words.wayOf(value, formats.number(rows))),
              })),
            )}
          </Own>
          {written.length > mostTold && words.namesMore(written.length - mostTold)}
        </li>
      ))}
      {names.length > mostTold && <li>{words.spoiledMore(names.length - mostTold)}</li>}
    </>
  );
}

function Told({ column: { column, type, values, fits, others } }: { readonly column: Spoiled }) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  const told = others.map(({ value, rows, row }) =>
    rows === 1 ? words.rowSays(formats.number(row), value) : words.rowsSay(formats.number(rows), value),
  );
  return (
    <>
      <code className="column-name">
        <Own>{column}</Own>
      </code>
      {words.spoiledBy(words[type], formats.number(fits), formats.number(values))}
      <Own>{told.join(words.listed)}</Own>
    </>
  );
}
