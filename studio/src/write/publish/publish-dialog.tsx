import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { api } from "../../api/client.ts";
import { promote } from "../../api/promote.ts";
import { take } from "../../api/take.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { Loading } from "../../design/loading.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import type { PreviewValues } from "../preview/preview-values.ts";
import { presentFiles } from "../preview/previews.ts";
import type { FileSource } from "../sources/file-source.ts";
import { publishWords } from "./words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { PagePair } from "./page-pairs.ts";
import { PairView } from "./pair-view.tsx";
import { type Prepared, preparePublication } from "./prepare-publication.ts";

interface PublishDialogProps {
  readonly name: string;
  readonly source: FileSource;
  readonly workspace: Workspace;
  readonly values: PreviewValues;
  /** Called when it is published: nothing of it is unsaved then. */
  readonly onPublished: () => void;
  readonly onClose: () => void;
}

/** Pages shown in full; of more, the numbers. */
const mostPairs = 12;

/** Stores the files as a version, shows what it changes on the pages, and publishes it with a reason. */
export function PublishDialog({ name, source, workspace, values, onPublished, onClose }: PublishDialogProps) {
  const words = useWords(publishWords);
  const common = useWords(commonWords);
  const { prepared, failure, busy, testing, done, publish } = usePublishing({
    name,
    source,
    workspace,
    values,
    onPublished,
  });

  return (
    <Dialog title={words.publishTitle(name)} onClose={onClose}>
      <div className="write-publish">
        {failure !== undefined && (
          <ProblemList title={prepared === undefined ? words.cannotPublish : words.notPublished} error={failure} />
        )}
        {done ? (
          <Published name={name} onClose={onClose} />
        ) : prepared === undefined ? (
          failure === undefined && <Loading />
        ) : prepared.same ? (
          <p role="status">{words.nothingToPublish}</p>
        ) : (
          <>
            <WhatDiffers prepared={prepared} />
            <PublishForm busy={busy} testing={testing} publish={publish} onClose={onClose} />
          </>
        )}
        {!done && (failure !== undefined || prepared?.same === true) && (
          <div className="buttons">
            <Button onClick={onClose}>{common.close}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

interface PublishFormProps {
  readonly busy: boolean;
  readonly testing: boolean;
  readonly publish: (why: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for the reason that stands beside the version from now on. */
function PublishForm({ busy, testing, publish, onClose }: PublishFormProps) {
  const words = useWords(publishWords);
  const common = useWords(commonWords);
  const [why, setWhy] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void publish(why.trim());
      }}
    >
      <Field label={words.why} help={words.whyHelp}>
        {(links) => (
          <input
            {...links}
            className="input"
            autoFocus
            value={why}
            maxLength={500}
            onChange={(event) => setWhy(event.target.value)}
          />
        )}
      </Field>
      {testing && <p role="status">{words.testsRun}</p>}
      <div className="buttons">
        <Button kind="primary" type="submit" disabled={busy}>
          {words.publishNow}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </div>
    </form>
  );
}

/** Stores the files as a version when the dialog opens, and publishes it when told to. */
function usePublishing({ name, source, workspace, values, onPublished }: Omit<PublishDialogProps, "onClose">) {
  const client = useQueryClient();
  const [prepared, setPrepared] = useState<Prepared>();
  const [failure, setFailure] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const [testing, setTesting] = useState(false);
  const [done, setDone] = useState(false);

  useEffect(() => {
    let dropped = false;
    preparePublication(name, source, presentFiles(workspace.files()), values).then(
      (found) => !dropped && setPrepared(found),
      (error: unknown) => !dropped && setFailure(error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      dropped = true;
    };
    // What is published is what stood there when the dialog opened.
  }, []);

  const publish = async (why: string): Promise<void> => {
    if (prepared === undefined) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await promote(name, prepared.etag, { version: prepared.version, ...(why === "" ? {} : { why }) }, () =>
        setTesting(true),
      );
      setDone(true);
      onPublished();
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "write" });
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setTesting(false);
      setBusy(false);
    }
  };
  return { prepared, failure, busy, testing, done, publish };
}

/** What can be done with a template that was just published: a report of it is made at once, with its defaults. */
function Published({ name, onClose }: Pick<PublishDialogProps, "name" | "onClose">) {
  const words = useWords(publishWords);
  const common = useWords(commonWords);
  const [, navigate] = useLocation();
  const make = useMutation({
    mutationFn: () => take(api.POST("/reports", { body: { template: name } })),
    onSuccess: ({ id }) => navigate(`/make/${name}?report=${id}`),
    // The form says what a report without values lacks.
    onError: () => navigate(`/make/${name}`),
  });
  return (
    <>
      <p role="status">{words.isPublished(name)}</p>
      <div className="buttons">
        <Button kind="primary" autoFocus disabled={make.isPending} onClick={() => make.mutate()}>
          {words.makeReport}
        </Button>
        <Link className="button" href={`/publications/~new?template=${name}`}>
          {words.makePublication}
        </Link>
        <Button onClick={onClose}>{common.close}</Button>
      </div>
    </>
  );
}

/** How many pages the version changes, and which. */
function WhatDiffers({ prepared: { first, before, after, pairs } }: { readonly prepared: Prepared }) {
  const words = useWords(publishWords);
  return (
    <>
      <p role="status">
        {after === undefined
          ? words.notCompared
          : before === undefined
            ? (first ? words.firstVersion : words.notComparable)(after.pages.length)
            : words.pagesDiffer(pairs.length, after.pages.length)}
      </p>
      {before !== undefined && after !== undefined && (
        <Pairs pairs={pairs} ids={{ before: before.id, after: after.id }} />
      )}
    </>
  );
}

function Pairs({
  pairs,
  ids,
}: {
  readonly pairs: readonly PagePair[];
  readonly ids: { readonly before: string; readonly after: string };
}) {
  const words = useWords(publishWords);
  const shown: readonly PagePair[] = pairs.slice(0, mostPairs);
  return (
    <div className="write-pairs" role="region" aria-label={words.pagesThatDiffer} tabIndex={0}>
      {shown.map((pair) => (
        <PairView key={pair.number} pair={pair} ids={ids} />
      ))}
      {pairs.length > mostPairs && (
        <p className="muted">
          {words.morePages(
            pairs
              .slice(mostPairs)
              .map(({ number }) => number)
              .join(", "),
          )}
        </p>
      )}
    </div>
  );
}
