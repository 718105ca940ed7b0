import { useRef, useState } from "react";
import { Button } from "../design/button.tsx";
import { useDrop } from "../design/use-drop.ts";
import { useWords } from "../words/use-words.tsx";
import { type ChosenFile, filesChosen, filesDropped } from "./chosen-files.ts";
import { themesWords } from "./words.ts";

interface ThemeDropProps {
  readonly label: string;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
}

/** Where a theme's folder, its files or a ZIP file are dropped, or chosen by buttons. */
export function ThemeDrop({ label, onFiles }: ThemeDropProps) {
  const words = useWords(themesWords);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [unread, setUnread] = useState(false);
  const take = (chosen: readonly ChosenFile[]): void => {
    setUnread(chosen.length === 0);
    if (chosen.length > 0) onFiles(chosen);
  };
  const choose = (input: HTMLInputElement): void => {
    const chosen = input.files === null ? [] : filesChosen(input.files);
    // The same files can be chosen again after they were mended.
    input.value = "";
    take(chosen);
  };
  const drop = useDrop((dropped) => void filesDropped(dropped).then(take, () => setUnread(true)));
  return (
    <div {...drop}>
      <div className="muted">
        {label}
        {unread && <p role="alert">{words.unread}</p>}
      </div>
      <Button onClick={() => files.current?.click()}>{words.chooseFiles}</Button>
      <Button onClick={() => folder.current?.click()}>{words.chooseFolder}</Button>
      <input ref={files} type="file" hidden multiple onChange={(event) => choose(event.target)} />
      <input ref={folder} type="file" hidden multiple webkitdirectory="" onChange={(event) => choose(event.target)} />
    </div>
  );
}
