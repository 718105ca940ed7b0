import { Own } from "../design/own.tsx";
import { useState } from "react";
import { Link } from "wouter";
import { saveFile } from "../api/fetch-file.ts";
import { useFile } from "../api/use-file.ts";
import { Button } from "../design/button.tsx";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { Loaded } from "../design/loaded.tsx";
import { LoadFailure } from "../design/load-failure.tsx";
import { Notice } from "../design/notice.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { RefusedError } from "../api/refused-error.ts";
import { PdfViewer } from "../pages/pdf-viewer.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { EditionFacts } from "./edition-facts.tsx";
import { editionName } from "./edition-name.ts";
import { SentList } from "./sent-list.tsx";
import { useEditionActions } from "./use-edition-actions.ts";
import { type Edition, useChanges, useEdition, usePublication } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

interface EditionPageProps {
  readonly name: string;
  readonly id: string;
}

/** One edition: its pages, what changed, why it was made and where it went. */
export function EditionPage({ name, id }: EditionPageProps) {
  const query = useEdition(name, id);
  // Asked for at the same time.
  usePublication(name);
  // What changed stands above the rest, which it would push down.
  const { isLoading: coming } = useChanges(query.data ?? { publication: name, id, status: "making", generation: 0 });
  return (
    <Loaded query={query} ready={!coming} title={name}>
      {(edition) => <Shown name={name} edition={edition} />}
    </Loaded>
  );
}

interface ShownProps {
  readonly name: string;
  readonly edition: Edition;
}

function Shown({ name, edition }: ShownProps) {
  const words = useWords(publicationsWords);
  const formats = useFormats();
  const [deleting, setDeleting] = useState(false);
  const { data: publication } = usePublication(name);
  const file = useFile(edition.status === "ready" ? edition.pdf : undefined, edition.sha256);
  const { retry, remove } = useEditionActions(name, edition.id);
  return (
    <div className="page">
      <PageHead
        kicker={<Link href={`/publications/${name}`}>{words.back(name)}</Link>}
        title={edition.title ?? formats.moment(edition.instant)}
        lead={`${name} · ${formats.moment(edition.instant)}`}
      >
        <ActionButtons name={name} edition={edition} retry={retry} onDelete={() => setDeleting(true)} />
      </PageHead>
      {retry.error !== null && <ProblemList title={words.notDone} error={retry.error} />}
      {deleting && (
        <ConfirmDialog
          title={words.deleteEdition}
          action={words.deleteNow}
          busy={remove.isPending}
          failed={words.notDone}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setDeleting(false)}
        >
          <p>{words.deleteEditionLead}</p>
        </ConfirmDialog>
      )}
      <div className="edition">
        <aside className="stack">
          {edition.status === "skipped" && <Notice>{words.skipped}</Notice>}
          {edition.status === "making" && <Notice>{words.making}</Notice>}
          {edition.failure !== undefined && (
            <ProblemList title={words.whyFailed} error={new RefusedError(edition.failure.status, edition.failure)} />
          )}
          <Changes name={name} edition={edition} />
          <EditionFacts edition={edition} />
          {publication !== undefined && <SentList publication={publication} edition={edition} />}
        </aside>
        <div className="edition-pages">
          <LoadFailure query={file} />
          {edition.status === "ready" && file.error === null && (
            <PdfViewer bytes={file.data} count={edition.pages} title={edition.title ?? name} />
          )}
        </div>
      </div>
    </div>
  );
}

interface ActionButtonsProps extends ShownProps {
  readonly retry: ReturnType<typeof useEditionActions>["retry"];
  readonly onDelete: () => void;
}

function ActionButtons({ name, edition, retry, onDelete }: ActionButtonsProps) {
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  return (
    <>
      {edition.status === "failed" && (
        <Button kind="primary" disabled={retry.isPending} onClick={() => retry.mutate()}>
          {words.retry}
        </Button>
      )}
      {edition.pdf !== undefined && edition.status === "ready" && (
        <Button kind="primary" onClick={() => void saveFile(edition.pdf!, `${name}-${edition.day}.pdf`)}>
          {words.download}
        </Button>
      )}
      <Button kind="danger" onClick={onDelete}>
        {common.delete}
      </Button>
    </>
  );
}

function Changes({ name, edition }: ShownProps) {
  const words = useWords(publicationsWords);
  const { moment } = useFormats();
  const { data } = useChanges(edition);
  if (data === undefined) return null;
  return (
    <section className="stack">
      <h2>{words.changed}</h2>
      {data.before === undefined ? (
        <p className="muted">{words.firstEdition}</p>
      ) : (
        <>
          {data.words.length === 0 && <p className="muted">{words.noChange}</p>}
          <ul className="lines">
            {data.words.map((line) => (
              <li key={line}>
                <Own>{line}</Own>
              </li>
            ))}
          </ul>
          <p className="small">
            <Link href={`/publications/${name}/editions/${data.before}`}>
              {words.comparedWith(editionName(data.before, moment))}
            </Link>
            {" · "}
            <Link href={`/publications/${name}/compare/${data.before}/${edition.id}`}>{words.sideBySide}</Link>
          </p>
        </>
      )}
    </section>
  );
}
