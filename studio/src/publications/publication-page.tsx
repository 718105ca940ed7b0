import { useState } from "react";
import { Link } from "wouter";
import { Button } from "../design/button.tsx";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { Loaded } from "../design/loaded.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { EditionTable } from "./edition-table.tsx";
import { LatestEdition } from "./latest-edition.tsx";
import { PublicationFacts } from "./publication-facts.tsx";
import { useTriggerWords } from "./trigger-words.ts";
import { usePublicationActions } from "./use-publication-actions.ts";
import { type Publication, useEditions, usePublication } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

/** One publication: its editions, the latest one, where they go. */
export function PublicationPage({ name }: { readonly name: string }) {
  // Asked for at the same time.
  useEditions(name);
  return (
    <Loaded query={usePublication(name)} title={name}>
      {(publication) => <Published publication={publication} />}
    </Loaded>
  );
}

function Published({ publication }: { readonly publication: Publication }) {
  const { name } = publication;
  const words = useWords(publicationsWords);
  const { when, next } = useTriggerWords();
  const [deleting, setDeleting] = useState(false);
  const editions = useEditions(name);
  const { act, remove } = usePublicationActions(name);
  const paused = publication.state === "paused";
  return (
    <div className="page">
      <PageHead
        kicker={String(publication.template).split("@")[0]}
        title={name}
        lead={
          <span className="sentence">{`${when(publication)} · ${paused || publication.next === undefined ? next(publication) : words.nextAt(next(publication))}`}</span>
        }
      >
        <ActionButtons name={name} paused={paused} act={act} onDelete={() => setDeleting(true)} />
      </PageHead>
      {act.error !== null && <ProblemList title={words.notDone} error={act.error} />}
      {deleting && (
        <ConfirmDialog
          title={words.deleteTitle(name)}
          action={words.deleteNow}
          typed={{ name, label: words.deleteConfirm(name) }}
          busy={remove.isPending}
          failed={words.notDone}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setDeleting(false)}
        >
          <p>{words.deleteLead}</p>
        </ConfirmDialog>
      )}
      <div className="beside publication">
        <section className="stack">
          <h2>{words.editions}</h2>
          <EditionTable publication={publication} />
        </section>
        {/* With the editions: what would stand below the page would be pushed down by it. */}
        {!editions.isPending && (
          <aside className="stack">
            <LatestEdition name={name} />
            <PublicationFacts publication={publication} />
          </aside>
        )}
      </div>
    </div>
  );
}

interface ActionButtonsProps {
  readonly name: string;
  readonly paused: boolean;
  readonly act: ReturnType<typeof usePublicationActions>["act"];
  readonly onDelete: () => void;
}

function ActionButtons({ name, paused, act, onDelete }: ActionButtonsProps) {
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  return (
    <>
      <Button kind="primary" disabled={act.isPending} onClick={() => act.mutate("run")}>
        {words.run}
      </Button>
      <Button disabled={act.isPending} onClick={() => act.mutate(paused ? "resume" : "pause")}>
        {paused ? words.resume : words.pause}
      </Button>
      <Link href={`/publications/${name}/change`} className="button">
        {words.edit}
      </Link>
      <Button kind="danger" onClick={onDelete}>
        {common.delete}
      </Button>
    </>
  );
}
