import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { api } from "../api/client.ts";
import { done } from "../api/done.ts";
import { useTemplate } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { Freshness } from "../design/freshness.tsx";
import { Loaded } from "../design/loaded.tsx";
import { PageHead } from "../design/page-head.tsx";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { DuplicateDialog } from "./duplicate-dialog.tsx";
import { Difference } from "./difference.tsx";
import { MoveLog } from "./move-log.tsx";
import { type TemplateVersion, useFiles, useVersions } from "./use-versions.ts";
import { VersionTable } from "./version-table.tsx";
import { templatesWords } from "./words.ts";

/**
 * One template: its versions, what was published, and what differs between two. An unpublished one has its versions
 * still.
 */
export function TemplatePage({ name }: { readonly name: string }) {
  // Its title would push down the rest.
  const { isLoading: titleComing } = useTemplate(name);
  return (
    <Loaded query={useVersions(name)} ready={!titleComing} title={name}>
      {({ versions, etag }) => <Versions name={name} versions={versions} etag={etag} />}
    </Loaded>
  );
}

interface VersionsProps {
  readonly name: string;
  readonly versions: readonly TemplateVersion[];
  readonly etag: string;
}

function Versions({ name, versions, etag }: VersionsProps) {
  const words = useWords(templatesWords);
  const current = versions.find(({ state }) => state === "current");
  return (
    <div className="page">
      <Head name={name} etag={etag} isCurrent={current !== undefined} />
      <div className="beside">
        <div className="stack">
          <section className="stack">
            <h2>{words.versions}</h2>
            <VersionTable name={name} versions={versions} etag={etag} />
          </section>
          {versions.length > 1 && <Difference name={name} versions={versions} />}
        </div>
        <aside className="stack">
          <Data name={name} />
          <MoveLog name={name} />
          <Tests name={name} version={(current ?? versions[0])?.version} />
        </aside>
      </div>
    </div>
  );
}

/** How fresh the template's usual data are; nothing if nobody says how long they stay so. */
function Data({ name }: { readonly name: string }) {
  const words = useWords(templatesWords);
  const { data: template } = useTemplate(name);
  const known = template?.datasets.filter(({ freshness }) => freshness !== undefined) ?? [];
  if (known.length === 0) return null;
  return (
    <section className="stack">
      <h2>{words.data}</h2>
      <ul className="lines">
        {known.map(({ alias, default: stored, freshness }) => (
          <li key={alias}>
            <div>
              <Link href={`/datasets/${stored}`}>{stored}</Link>
              <Freshness freshness={freshness} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface HeadProps {
  readonly name: string;
  readonly etag: string;
  /** Whether a version is current. */
  readonly isCurrent: boolean;
}

/** What the template is called, and what can be done with it. */
function Head({ name, etag, isCurrent }: HeadProps) {
  const words = useWords(templatesWords);
  const { language } = useLanguage();
  const [asked, setAsked] = useState(false);
  const [duplicating, setDuplicating] = useState(false);
  const { data: template } = useTemplate(name);
  const unpublish = useUnpublishing(name, etag);
  return (
    <>
      <PageHead
        kicker={name}
        title={template === undefined ? name : textOf(template.title, language)}
        lead={template === undefined ? undefined : textOf(template.description, language)}
      >
        {isCurrent && (
          <Link href={`/make/${name}`} className="button primary">
            {words.make}
          </Link>
        )}
        <Link href={`/write/${name}`} className="button">
          {words.write}
        </Link>
        <Button onClick={() => setDuplicating(true)}>{words.duplicate}</Button>
        {isCurrent && (
          <Button kind="danger" onClick={() => setAsked(true)}>
            {words.unpublish}
          </Button>
        )}
      </PageHead>
      {duplicating && <DuplicateDialog name={name} onClose={() => setDuplicating(false)} />}
      {asked && (
        <ConfirmDialog
          title={words.unpublishTitle(name)}
          action={words.unpublish}
          typed={{ name, label: words.unpublishConfirm(name) }}
          busy={unpublish.isPending}
          failed={words.notMoved}
          error={unpublish.error}
          onConfirm={() => unpublish.mutate()}
          onClose={() => setAsked(false)}
        >
          <p>{words.unpublishLead}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** Takes a template off the gallery; its versions stay. */
function useUnpublishing(name: string, etag: string) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: () =>
      done(api.DELETE("/templates/{name}", { params: { path: { name }, header: { "if-match": etag } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === "templates" || queryKey[0] === "template",
      });
      navigate("/templates");
    },
  });
}

function Tests({ name, version }: { readonly name: string; readonly version: string | undefined }) {
  const words = useWords(templatesWords);
  const { data } = useFiles(name, version);
  if (data === undefined) return null;
  const tests = [...data.keys()].filter((path) => /^tests\/[^/]+\.ya?ml$/.test(path));
  return (
    <section className="stack">
      <h2>{words.tests}</h2>
      <p>{words.testsCount(tests.length)}</p>
      <ul className="lines">
        {tests.map((path) => (
          <li key={path}>
            <code>{path.slice("tests/".length)}</code>
          </li>
        ))}
      </ul>
      <p className="small muted">{words.testsHelp}</p>
    </section>
  );
}
