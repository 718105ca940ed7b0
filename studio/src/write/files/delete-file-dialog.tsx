import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";

interface DeleteFileDialogProps {
  readonly path: string;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

/** Asks before a file is removed. */
export function DeleteFileDialog({ path, onClose, onDelete }: DeleteFileDialogProps) {
  const words = useWords(writeWords);
  const common = useWords(commonWords);
  return (
    <Dialog title={words.deleteTitle(path)} onClose={onClose}>
      <p>{words.deleteLead}</p>
      <div className="buttons">
        <Button kind="danger" onClick={onDelete}>
          {common.delete}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </div>
    </Dialog>
  );
}
