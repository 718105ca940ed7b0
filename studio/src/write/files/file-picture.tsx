import { useEffect, useState } from "react";
import { useFormats } from "../../words/use-formats.ts";
import { useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";
import { kindOf } from "./kind-of.ts";

/** A file that is no text: a picture is shown, of others their size. */
export function FilePicture({ path, bytes }: { readonly path: string; readonly bytes: Uint8Array }) {
  const words = useWords(writeWords);
  const formats = useFormats();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (kindOf(path) !== "picture") return;
    const made = URL.createObjectURL(
      new Blob([new Uint8Array(bytes)], { type: path.endsWith(".svg") ? "image/svg+xml" : "" }),
    );
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [path, bytes]);
  return (
    <figure className="write-picture">
      {url !== undefined && <img src={url} alt={words.pictureOf(path)} />}
      <figcaption className="muted">{words.noText(path, formats.bytes(bytes.length))}</figcaption>
    </figure>
  );
}
