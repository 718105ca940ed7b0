import { stringify } from "yaml";
import type { components } from "../../../../client/create-client.ts";
import { tell, write, writeTable } from "../print-answer.ts";

type Proposal = NonNullable<components["schemas"]["DatasetProfile"]["proposal"]>;

/** Most columns that the command names after it stored a file. */
const mostTold = 5;

/** Prints the columns that a few cells keep from being numbers or dates, and the recipe that would mend them. */
export async function printProposal({ spoiled, recipe }: Proposal): Promise<void> {
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
  await write(`\nThe recipe that mends ${spoiled.length === 1 ? "it" : "them"}:\n\n${recipeText(recipe)}`);
}

/** Tells a person that a file's columns can be mended, after it was stored. */
export function tellProposal(name: string, { spoiled }: Proposal): void {
  tell(heading(spoiled.length));
  for (const { column, message } of spoiled.slice(0, mostTold)) tell(`  ${column}: ${message}`);
  if (spoiled.length > mostTold) tell(`  and ${spoiled.length - mostTold} more`);
  tell(`broadsheet datasets show ${name} --proposal prints the recipe.`);
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
