import { useState } from "react";
import { useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import type { WorkFile } from "./work-file.ts";
import type { Workspace } from "./workspace.ts";

interface ConflictsProps {
  readonly workspace: Workspace;
  readonly files: ReadonlyMap<string, WorkFile>;
}

/** Files that were changed here and elsewhere, each with a way to choose which text stays. */
export function Conflicts({ workspace, files }: ConflictsProps) {
  const words = useWords(writeWords);
  const [shown, setShown] = useState<string>();
  const file = shown === undefined ? undefined : files.get(shown);
  return (
    <>
      {[...files.values()]
        .filter(({ theirs }) => theirs !== undefined)
        .map(({ path }) => (
          <div key={path} className="write-conflict" role="alert">
            {words.conflictIn(path)}
            <button type="button" className="write-fix" onClick={() => setShown(path)}>
              {words.compare}
            </button>
          </div>
        ))}
      {file?.theirs !== undefined && (
        <ConflictDialog
          file={file}
          onClose={() => setShown(undefined)}
          onSettle={(choice) => {
            workspace.settle(file.path, choice);
            setShown(undefined);
          }}
        />
      )}
    </>
  );
}
