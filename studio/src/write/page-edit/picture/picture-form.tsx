import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Field } from "../../../design/field.tsx";
import { FileInput } from "../../../design/file-input.tsx";
import { useWords } from "../../../words/use-words.tsx";
import { faultOfPicture, type Picture } from "./picture.ts";
import { pageEditWords } from "../words/words.ts";

interface PictureFormProps {
  /** The file, if it was dropped or pasted. */
  readonly file: File | undefined;
  readonly disabled: boolean;
  readonly onAdd: (picture: Picture) => void;
  readonly onBack: () => void;
}

/** Asks for a picture, and for what it shows. */
export function PictureForm({ file: given, disabled, onAdd, onBack }: PictureFormProps) {
  const words = useWords(pageEditWords);
  const [file, setFile] = useState(given);
  const [alt, setAlt] = useState("");
  const [tried, setTried] = useState(false);
  const [unread, setUnread] = useState(false);
  const fault = file === undefined ? "none" : faultOfPicture(file);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (file === undefined || fault !== undefined || alt.trim() === "") return;
    const read = async (): Promise<void> =>
      onAdd({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), alt: alt.trim() });
    // A file may be gone from its folder since it was chosen.
    read().catch(() => setUnread(true));
  };
  return (
    <form className="page-picture" aria-label={words.newBlock("image")} onSubmit={submit}>
      <FileField
        given={given}
        fault={
          unread ? words.unreadPicture : tried || given !== undefined ? fault && words.pictureFault(fault) : undefined
        }
        onFile={(chosen) => {
          setUnread(false);
          setFile(chosen);
        }}
      />
      <Field label={words.caption("alt")} fault={tried && alt.trim() === "" ? words.altNeeded : undefined}>
        {(links) => (
          <input
            {...links}
            className="input"
            value={alt}
            dir="auto"
            maxLength={500}
            autoComplete="off"
            autoFocus={given !== undefined}
            onChange={(event) => setAlt(event.target.value)}
          />
        )}
      </Field>
      <div className="page-edit-buttons">
        <Button kind="primary" type="submit" disabled={disabled}>
          {words.addPicture}
        </Button>
        <Button onClick={onBack}>{words.otherBlock}</Button>
      </div>
    </form>
  );
}

interface FileFieldProps {
  readonly given: File | undefined;
  readonly fault: string | undefined;
  readonly onFile: (file: File | undefined) => void;
}

/** The picture's file: its name if it was given, else it is chosen. */
function FileField({ given, fault, onFile }: FileFieldProps) {
  const words = useWords(pageEditWords);
  if (given !== undefined)
    return (
      <p dir="auto" role={fault === undefined ? undefined : "alert"}>
        {fault ?? given.name}
      </p>
    );
  return (
    <Field label={words.pictureFile} fault={fault}>
      {(links) => <FileInput links={links} accept="image/png,image/jpeg,image/svg+xml" autoFocus onFile={onFile} />}
    </Field>
  );
}
