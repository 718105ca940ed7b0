import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { writeWords } from "./words.ts";

/** The keys of the room and of the editor. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(writeWords);
  const common = useWords(commonWords);
  const control = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl+";
  const keys: readonly (readonly [string, string])[] = [
    [`${control}S`, words.keySave],
    ["F6, Shift+F6", words.keyPanes],
    [`${control === "⌘" ? "Ctrl+" : control}Space`, words.keySuggest],
    ["F8, Shift+F8", words.keyProblems],
    [`${control}F`, words.keySearch],
    [`${control}Z, ${control}Shift+Z`, words.keyUndo],
    ["Tab, Shift+Tab", words.keyIndent],
    ["Esc, Tab", words.keyLeave],
    [`${control}Shift+[, ${control}Shift+]`, words.keyFold],
    ["F1", words.keyHelp],
  ];
  return (
    <Dialog title={words.shortcuts} onClose={onClose}>
      <dl className="write-keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <div className="buttons">
        <Button onClick={onClose}>{common.close}</Button>
      </div>
    </Dialog>
  );
}
