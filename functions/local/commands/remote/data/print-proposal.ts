import { stringify } from "yaml";
import type { components } from "../../../../client/create-client.ts";
import { decimalWords } from "../../answer-question.ts";
import { tell, write, writeTable } from "../print-answer.ts";

type Proposal = NonNullable<components["schemas"]["DatasetProfile"]["proposal"]>;
type Question = components["schemas"]["NumbersQuestion"];

/** Most columns that the command names after it stored a file. */
const mostTold = 5;

/**
 * Prints the columns that a few cells keep from being numbers or dates, rows that are no data, columns that are days,
 * and the recipe that mends them.
 */
export async function printProposal(proposal: Proposal): Promise<void> {
  const { spoiled, recipe } = proposal;
  const others = messagesOf(proposal);
  if (spoiled.length > 0) {
    await write(`\n${heading(spoiled.length)}\n`);
    await writeTable(
      spoiled,
      [
        { head: "column", of: ({ column }) => column, shrinks: true },
        { head: "would be", of: ({ type }) => type },
        { head: "because", of: ({ message }) => message, shrinks: true },
      ],
      "",
    );
  }
  if (others.length > 0) await write(`\n${others.map((message) => `${message}.\n`).join("")}`);
  const few = spoiled.length + others.length === 1;
  await write(`\nThe recipe that mends ${few ? "it" : "them"}:\n\n${recipeText(recipe)}`);
}

/** Tells a person that a file's columns can be mended, after it was stored. */
export function tellProposal(name: string, proposal: Proposal): void {
  const { spoiled } = proposal;
  const others = messagesOf(proposal);
  if (spoiled.length > 0) tell(heading(spoiled.length));
  for (const { column, message } of spoiled.slice(0, mostTold)) tell(`  ${column}: ${message}`);
  if (spoiled.length > mostTold) tell(`  and ${spoiled.length - mostTold} more`);
  for (const message of others.slice(0, mostTold)) tell(`${message}.`);
  if (others.length > mostTold) tell(`And ${others.length - mostTold} more.`);
  tell(`broadsheet datasets show ${name} --proposal prints the recipe.`);
}

/** Tells a person what nothing in a file decides, and how to say it. */
export function tellQuestion(name: string, { message, choices }: Question): void {
  tell(`${message}; nothing in the file says which, so they are text. Say it by one of these recipes:`);
  for (const { decimal, says } of choices)
    tell(`  ${says}: broadsheet datasets show ${name} --proposal --decimal ${decimalWords[decimal]}`);
}

/** What it says of rows that are no data, and of columns of days, dates, numbers and names. */
function messagesOf({
  totals = [],
  notes = [],
  days = [],
  dates = [],
  numbers = [],
  names = [],
}: Proposal): readonly string[] {
  return [...totals, ...notes, ...days, ...dates, ...numbers, ...names].map(({ message }) => message);
}

/** A recipe as YAML. */
export function recipeText(recipe: object): string {
  return stringify(recipe, { lineWidth: 0 });
}

function heading(columns: number): string {
  return columns === 1
    ? "A few cells make 1 column text, and a recipe would mend it:"
    : `A few cells make ${columns} columns text, and a recipe would mend them:`;
}
