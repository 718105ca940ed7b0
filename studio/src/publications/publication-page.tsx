import { keys } from "../api/query-keys.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { api } from "../api/client.ts";
import { done } from "../api/done.ts";
import { take } from "../api/take.ts";
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
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const { when, next } = useTriggerWords();
  const [deleting, setDeleting] = useState(false);
  const editions = useEditions(name);
  const params = { path: { name } };
  const changed = () =>
    Promise.all(
      [keys.publication(name), keys.editions(name), keys.edition(name), keys.publications()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const act = useMutation({
    mutationFn: async (action: "pause" | "resume" | "run") => {
      if (action === "pause") await take(api.POST("/publications/{name}/pause", { params }));
      else if (action === "resume") await take(api.POST("/publications/{name}/resume", { params }));
      else await take(api.POST("/publications/{name}/run", { params, body: {} }));
    },
    onSuccess: changed,
  });
  const remove = useMutation({
    mutationFn: () => done(api.DELETE("/publications/{name}", { params })),
    onSuccess: async () => {
      navigate("/publications");
      await queries.invalidateQueries({ queryKey: keys.publications() });
    },
  });
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
        <Button kind="primary" disabled={act.isPending} onClick={() => act.mutate("run")}>
          {words.run}
        </Button>
        <Button disabled={act.isPending} onClick={() => act.mutate(paused ? "resume" : "pause")}>
          {paused ? words.resume : words.pause}
        </Button>
        <Link href={`/publications/${name}/change`} className="button">
          {words.edit}
        </Link>
        <Button kind="danger" onClick={() => setDeleting(true)}>
          {common.delete}
        </Button>
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
