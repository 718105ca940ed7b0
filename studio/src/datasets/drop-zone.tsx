import { useRef } from "react";
import { Button } from "../design/button.tsx";
import { useDrop } from "../design/use-drop.ts";
import { useWords } from "../words/use-words.tsx";
import { extensions } from "../api/file-kind.ts";
import { datasetsWords } from "./words.ts";

interface DropZoneProps {
  readonly label: string;
  readonly onFile: (file: File) => void;
}

/** Where a file is dropped, or chosen by a button, which is all that a keyboard needs. */
export function DropZone({ label, onFile }: DropZoneProps) {
  const words = useWords(datasetsWords);
  const input = useRef<HTMLInputElement>(null);
  const drop = useDrop(({ files: [file] }) => {
    if (file !== undefined) onFile(file);
  });
  return (
    <div {...drop}>
      <span className="muted">{label}</span>
      <Button onClick={() => input.current?.click()}>{words.choose}</Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={extensions}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          // The same file can be chosen again after it was mended.
          event.target.value = "";
        }}
      />
    </div>
  );
}
