import { Own } from "../design/own.tsx";
import { useState } from "react";
import { isDatasetName, kindOf, nameFor } from "../api/file-kind.ts";
import type { SendingState } from "../api/upload/put-body.ts";
import type { Reading } from "../api/upload/send-file.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { ReadingFields } from "./reading-fields.tsx";
import { useTaken, useUpload } from "./use-upload.ts";
import { datasetsWords } from "./words.ts";

interface UploadDialogProps {
  readonly file: File;
  /** The dataset that gets the file as a new version. @default the user names it */
  readonly name?: string;
  readonly onClose: () => void;
  readonly onStored: (name: string) => void;
}

/** Stores a file as a dataset: its name, how to read it, the progress, and what the server says of it. */
export function UploadDialog({ file, name: fixed, onClose, onStored }: UploadDialogProps) {
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  const [name, setName] = useState(fixed ?? nameFor(file.name));
  const [reading, setReading] = useState<Reading>({});
  const kind = kindOf(file.name);
  const readable = kind !== undefined;
  const isTaken = useTaken(name, fixed === undefined);
  const [hold, setHold] = useState(false);
  const { store, state } = useUpload(name, file, reading, hold);
  return (
    <Dialog title={fixed === undefined ? words.uploadTitle : words.uploadVersionTitle(fixed)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (store.isSuccess) onStored(name);
          else if (readable && isDatasetName(name)) store.mutate();
        }}
      >
        <p>
          <strong>
            <Own>{file.name}</Own>
          </strong>{" "}
          <span className="muted">{formats.bytes(file.size)}</span>
        </p>
        {!readable && <Notice kind="bad">{words.unknownKind(file.name)}</Notice>}
        {fixed === undefined && readable && (
          <NameField
            value={name}
            help={store.isSuccess ? undefined : isTaken ? words.nameTaken : words.nameHelp}
            disabled={store.isPending || store.isSuccess}
            onChange={setName}
          />
        )}
        {readable && !store.isSuccess && (
          <>
            <ReadingFields format={kind.format} reading={reading} onChange={setReading} open={store.isError} />
            {fixed !== undefined && <HoldField hold={hold} onChange={setHold} />}
          </>
        )}
        {state !== undefined && <Sending state={state} />}
        {store.error !== null && <ProblemList title={words.notStored} error={store.error} />}
        {store.isSuccess && (
          <div role="status">
            <Notice kind="good">{!store.data ? words.storedSame : hold ? words.storedHeld : words.storedNew}</Notice>
          </div>
        )}
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={!readable || store.isPending}>
            {store.isSuccess ? common.close : words.store}
          </Button>
          {!store.isSuccess && <Button onClick={onClose}>{common.cancel}</Button>}
        </div>
      </form>
    </Dialog>
  );
}

interface NameFieldProps {
  readonly value: string;
  readonly help: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (name: string) => void;
}

/** The name of the dataset. */
function NameField({ value, help, disabled, onChange }: NameFieldProps) {
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  return (
    <ExactField
      label={common.name}
      help={help}
      fault={isDatasetName(value) ? undefined : words.nameFault}
      maxLength={63}
      required
      value={value}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

/** Whether the version is held back. */
function HoldField({ hold, onChange }: { readonly hold: boolean; readonly onChange: (hold: boolean) => void }) {
  const words = useWords(datasetsWords);
  return (
    <label className="choice">
      <input type="checkbox" checked={hold} onChange={(event) => onChange(event.target.checked)} /> {words.holdBack}
    </label>
  );
}

/** How far the file is on its way. */
function Sending({ state }: { readonly state: SendingState }) {
  const words = useWords(datasetsWords);
  const percent = state.step === "sending" ? `${Math.round(state.share * 100)}%` : "";
  return (
    <div role="status">
      <progress
        className="bar"
        max={1}
        value={state.step === "sending" ? state.share : 1}
        aria-label={state.step === "sending" ? words.sending(percent) : words.readingNow}
      />
      <p className="small muted">{state.step === "sending" ? words.sending(percent) : words.readingNow}</p>
    </div>
  );
}
