import { Button } from "../../design/button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Edit, NewBlock } from "./edited-block.ts";
import { pageEditWords } from "./words.ts";

interface BlockMovesProps {
  /** Names of the queries, each of which can be a table. */
  readonly queries: readonly string[];
  readonly disabled: boolean;
  readonly onEdit: (edit: Edit) => void;
}

/** Moves a block up and down, deletes it, and adds another below it. */
export function BlockMoves({ queries, disabled, onEdit }: BlockMovesProps) {
  const words = useWords(pageEditWords);
  const add = (choice: string): void => {
    const block = blockOf(choice, words.newWords);
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
      </select>
    </div>
  );
}

function blockOf(choice: string, wordsOf: (kind: string) => string): NewBlock | undefined {
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
    default:
      return undefined;
  }
}
