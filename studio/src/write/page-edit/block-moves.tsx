import { Button } from "../../design/button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { ResultColumn } from "../query/draft-chart.ts";
import type { Edit, NewBlock } from "./edited-block.ts";
import { pageEditWords } from "./words.ts";

interface BlockMovesProps {
  /** Names of the queries, each of which can be a table. */
  readonly queries: readonly string[];
  readonly columnsOf: (query: string) => readonly ResultColumn[];
  readonly disabled: boolean;
  readonly onEdit: (edit: Edit) => void;
}

/** Moves a block up and down, deletes it, and adds another below it. */
export function BlockMoves({ queries, columnsOf, disabled, onEdit }: BlockMovesProps) {
  const words = useWords(pageEditWords);
  const add = (choice: string): void => {
    const block = blockOf(choice, words.newWords, columnsOf);
    if (block !== undefined) onEdit({ do: "insert", where: "below", block });
  };
  return (
    <div className="page-edit-buttons" role="group" aria-label={words.block}>
      <Button disabled={disabled} onClick={() => onEdit({ do: "move", direction: "up" })}>
        {words.up}
      </Button>
      <Button disabled={disabled} onClick={() => onEdit({ do: "move", direction: "down" })}>
        {words.down}
      </Button>
      <Button kind="danger" disabled={disabled} onClick={() => onEdit({ do: "delete" })}>
        {words.remove}
      </Button>
      <select
        aria-label={words.add}
        value=""
        disabled={disabled}
        onChange={(event) => {
          add(event.target.value);
        }}
      >
        <option value="">{words.add}</option>
        {(["text", "heading", "note", "page-break"] as const).map((kind) => (
          <option key={kind} value={kind}>
            {words.newBlock(kind)}
          </option>
        ))}
        {queries.map((query) => (
          <option key={query} value={`table ${query}`}>
            {words.newTable(query)}
          </option>
        ))}
        {queries
          .filter((query) => figureColumns(columnsOf(query)) !== undefined)
          .map((query) => (
            <option key={query} value={`key-figures ${query}`}>
              {words.newFigures(query)}
            </option>
          ))}
      </select>
    </div>
  );
}

/** The columns of key figures: the first with words, and the first with numbers. */
function figureColumns(
  columns: readonly ResultColumn[],
): { readonly label: string; readonly value: string } | undefined {
  const label = columns.find(({ type }) => type === "text")?.name;
  const value = columns.find(({ type }) => type === "number" || type === "integer")?.name;
  return label === undefined || value === undefined ? undefined : { label, value };
}

function blockOf(
  choice: string,
  wordsOf: (kind: string) => string,
  columnsOf: BlockMovesProps["columnsOf"],
): NewBlock | undefined {
  const [kind, query = ""] = choice.split(" ");
  switch (kind) {
    case "text":
    case "heading":
    case "note":
      return { kind, content: [{ text: wordsOf(kind) }] };
    case "page-break":
      return { kind };
    case "table":
      return { kind, data: query };
    case "key-figures": {
      const columns = figureColumns(columnsOf(query));
      return columns && { kind, data: query, ...columns };
    }
    default:
      return undefined;
  }
}
