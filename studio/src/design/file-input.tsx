import { type ChangeEvent, useState } from "react";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import type { FieldLinks } from "./field.tsx";

interface FileInputProps {
  readonly links: FieldLinks;
  readonly accept?: string;
  readonly autoFocus?: boolean;
  readonly onFile: (file: File | undefined) => void;
}

/**
 * A field for a file of the computer. The browser's own says “Choose File” in the browser's language and nothing
 * changes that, so it lies unseen over words in the language of the page. It still takes the keyboard and dropped
 * files.
 */
export function FileInput({ links, accept, autoFocus, onFile }: FileInputProps) {
  const words = useWords(commonWords);
  const [name, setName] = useState<string>();
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    setName(file?.name);
    onFile(file);
  };
  return (
    <span className="input file-input">
      <span className="file-input-choose" aria-hidden>
        {words.chooseFile}
      </span>
      <span className="file-input-name" aria-hidden dir={name === undefined ? undefined : "auto"}>
        {name ?? words.noFile}
      </span>
      <input {...links} type="file" accept={accept} autoFocus={autoFocus} onChange={choose} />
    </span>
  );
}
