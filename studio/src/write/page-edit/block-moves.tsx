import { Button } from "../../design/button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Edit } from "./edits/edited-block.ts";
import { pageEditWords } from "./words/words.ts";

interface BlockMovesProps {
  readonly disabled: boolean;
  /** Whether the menu of what can be added is open. */
  readonly adding: boolean;
  readonly onEdit: (edit: Edit) => void;
  readonly onAdd: () => void;
}

/** Moves a block up and down, deletes it, and opens the menu of what can be added below it. */
export function BlockMoves({ disabled, adding, onEdit, onAdd }: BlockMovesProps) {
  const words = useWords(pageEditWords);
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
      <Button disabled={disabled} aria-expanded={adding} onClick={onAdd}>
        {words.add}
      </Button>
    </div>
  );
}
