import { useRef, useState } from "react";
import { Button } from "../design/button.tsx";
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
  const [over, setOver] = useState(false);
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
  return (
    <div
      className={over ? "drop-zone over" : "drop-zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        filesDropped(event.dataTransfer).then(take, () => setUnread(true));
      }}
    >
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
