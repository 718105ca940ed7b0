import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { kindOf, nameFor } from "../api/file-kind.ts";
import { keepFileTitle } from "../api/file-title.ts";
import { keys } from "../api/query-keys.ts";
import type { SendingState } from "../api/upload/put-body.ts";
import { storeOwnFile } from "../api/upload/store-own-file.ts";
import { useDatasets } from "../api/datasets/use-dataset.ts";
import { DropZone } from "../datasets/drop-zone.tsx";
import { UploadDialog } from "../datasets/upload-dialog.tsx";
import { Button } from "../design/button.tsx";
import { LoadedList } from "../design/loaded-list.tsx";
import { Notice } from "../design/notice.tsx";
import { Own } from "../design/own.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { BlankTemplate } from "./blank-template.tsx";
import { Since } from "./since.tsx";
import { draftWords } from "./words.ts";

/** Where a new report begins: with a file, with a stored dataset, or with nothing. */
export function NewPage() {
  const words = useWords(draftWords);
  return (
    <div className="page">
      <PageHead title={words.newReport} lead={words.newLead} />
      <FromFile />
      <BlankTemplate />
      {/* Last, since it may be long, and is read while the page is already there. */}
      <FromDataset />
    </div>
  );
}

/** A file that is dropped becomes a dataset of its own, and its draft is shown. */
function FromFile() {
  const words = useWords(draftWords);
  const formats = useFormats();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [state, setState] = useState<SendingState>();
  const [reading, setReading] = useState<File>();
  const store = useMutation({
    async mutationFn(file: File) {
      const kind = kindOf(file.name);
      if (kind === undefined) return undefined;
      const name = await storeOwnFile(file, nameFor(file.name), { kind, report: setState });
      keepFileTitle(name, file.name);
      return name;
    },
    onSettled: () => setState(undefined),
    onSuccess: async (name) => {
      if (name === undefined) return;
      await queries.invalidateQueries({ queryKey: keys.datasets() });
      navigate(`/new/${name}`);
    },
  });
  const unknown = store.isSuccess && store.data === undefined ? store.variables.name : undefined;
  return (
    <section className="stack">
      <h2>{words.fromFile}</h2>
      <DropZone label={words.drop} onFile={(file) => store.mutate(file)} />
      <div className="small muted">
        <span role="status">
          {store.isPending
            ? state?.step === "sending"
              ? words.sending(`${Math.round(state.share * 100)}%`)
              : words.readingBytes(formats.bytes(store.variables.size))
            : ""}
        </span>
        {store.isPending && state?.step !== "sending" && <Since />}
      </div>
      {unknown !== undefined && <Notice kind="bad">{words.unknownKind(unknown)}</Notice>}
      {store.error !== null && (
        <ProblemList title={words.notStored} error={store.error}>
          <div className="buttons">
            <Button onClick={() => setReading(store.variables)}>{words.sayHow}</Button>
          </div>
        </ProblemList>
      )}
      {reading !== undefined && (
        <UploadDialog
          file={reading}
          onClose={() => setReading(undefined)}
          onStored={(name) => navigate(`/new/${name}`)}
        />
      )}
    </section>
  );
}

/** The stored datasets, of each of which a report can be drafted. */
function FromDataset() {
  const words = useWords(draftWords);
  const formats = useFormats();
  const query = useDatasets();
  return (
    <section className="stack">
      <h2>{words.fromDataset}</h2>
      <LoadedList query={query} items={(page) => page.datasets} empty={words.noDatasets}>
        {(datasets) => (
          <ul className="draft-datasets">
            {datasets.map(({ name, rows }) => (
              <li key={name}>
                <Link href={`/new/${name}`}>
                  <Own>{name}</Own>
                </Link>{" "}
                <span className="small muted">{words.rows(rows, formats.number(rows))}</span>
              </li>
            ))}
          </ul>
        )}
      </LoadedList>
    </section>
  );
}
