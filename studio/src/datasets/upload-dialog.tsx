import { keys } from "../api/query-keys.ts";
import { Own } from "../design/own.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client.ts";
import { isDatasetName, kindOf, nameFor } from "../api/file-kind.ts";
import { type Reading, sendFile, type SendingState } from "../api/send-file.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { ReadingFields } from "./reading-fields.tsx";
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
  const queries = useQueryClient();
  const [name, setName] = useState(fixed ?? nameFor(file.name));
  const [reading, setReading] = useState<Reading>({});
  const [state, setState] = useState<SendingState>();
  const kind = kindOf(file.name);
  const readable = kind !== undefined;
  const taken = useQuery({
    queryKey: keys.datasetExists(name),
    queryFn: async () => (await api.GET("/datasets/{name}", { params: { path: { name } } })).response.ok,
    enabled: fixed === undefined && isDatasetName(name),
  });
  const store = useMutation({
    async mutationFn() {
      if (kind !== undefined) return await sendFile(name, file, { kind, reading, report: setState });
      throw new TypeError(`${file.name} is of no known kind`);
    },
    onSettled: () => setState(undefined),
    onSuccess: async () => {
      await Promise.all(
        [keys.datasets(), keys.dataset(), keys.datasetExists()].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
  const percent = state?.step === "sending" ? `${Math.round(state.share * 100)}%` : "";
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
          <Field
            label={common.name}
            help={store.isSuccess ? undefined : taken.data === true ? words.nameTaken : words.nameHelp}
            fault={isDatasetName(name) ? undefined : words.nameFault}
          >
            {(links) => (
              <input
                {...links}
                className="input"
                autoComplete="off"
                spellCheck={false}
                maxLength={63}
                required
                value={name}
                disabled={store.isPending || store.isSuccess}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        )}
        {readable && !store.isSuccess && (
          <ReadingFields format={kind.format} reading={reading} onChange={setReading} open={store.isError} />
        )}
        {state !== undefined && (
          <div role="status">
            <progress
              className="bar"
              max={1}
              value={state.step === "sending" ? state.share : 1}
              aria-label={state.step === "sending" ? words.sending(percent) : words.readingNow}
            />
            <p className="small muted">{state.step === "sending" ? words.sending(percent) : words.readingNow}</p>
          </div>
        )}
        {store.error !== null && <ProblemList title={words.notStored} error={store.error} />}
        {store.isSuccess && (
          <div role="status">
            <Notice kind="good">{store.data ? words.storedNew : words.storedSame}</Notice>
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
