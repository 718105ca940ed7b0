import { stringify } from "yaml";
import type { Dataset } from "../api/use-dataset.ts";
import { CopyButton } from "../design/copy-button.tsx";
import { Own } from "../design/own.tsx";
import { Notice } from "../design/notice.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

type Proposal = NonNullable<Dataset["proposal"]>;
type Spoiled = Proposal["spoiled"][number];

/** Most columns that are named; the others are counted. */
const mostTold = 8;

interface DatasetProposalProps {
  readonly proposal: Proposal;
}

/** Tells which columns a few cells make text, and shows the recipe that would mend them. */
export function DatasetProposal({ proposal: { spoiled, recipe } }: DatasetProposalProps) {
  const words = useWords(datasetsWords);
  const text = stringify(recipe, { lineWidth: 0 });
  return (
    <Notice kind="caution" title={words.spoiled(spoiled.length)}>
      <p>{words.spoiledLead}</p>
      <ul>
        {spoiled.slice(0, mostTold).map((column) => (
          <li key={column.column}>
            <Told column={column} />
          </li>
        ))}
        {spoiled.length > mostTold && <li>{words.spoiledMore(spoiled.length - mostTold)}</li>}
      </ul>
      <details>
        <summary>{words.proposedRecipe}</summary>
        <pre className="recipe">
          <Own>{text}</Own>
        </pre>
        <CopyButton text={text} done={words.recipeCopied}>
          {words.copyRecipe}
        </CopyButton>
      </details>
    </Notice>
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
