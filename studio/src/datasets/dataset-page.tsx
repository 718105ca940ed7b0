import { keys } from "../api/query-keys.ts";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { api } from "../api/client.ts";
import { take } from "../api/take.ts";
import { type Dataset, useDataset } from "../api/datasets/use-dataset.ts";
import type { Template } from "../api/use-template.ts";
import { DatasetLetters } from "../deliver/dataset-letters.tsx";
import { Button } from "../design/button.tsx";
import { Loaded } from "../design/loaded.tsx";
import { Loading } from "../design/loading.tsx";
import { own } from "../design/own.tsx";
import { Notice } from "../design/notice.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { problemText } from "../words/problem-words.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { ColumnTable } from "./column-table.tsx";
import { DatasetContract } from "./dataset-contract.tsx";
import { DatasetFiles } from "./dataset-files.tsx";
import { DatasetProposal } from "./dataset-proposal.tsx";
import { DatasetQuestion } from "./dataset-question.tsx";
import { DatasetUses } from "./dataset-uses.tsx";
import { DatasetVersions } from "./dataset-versions.tsx";
import { DeleteDataset } from "./delete-dataset.tsx";
import { EraseRowsButton } from "./erase-rows.tsx";
import { DropZone } from "./drop-zone.tsx";
import { FirstRows } from "./recipe/first-rows.tsx";
import { OlderReader } from "./older-reader.tsx";
import { FittingTemplates, useFittingTemplates } from "./fitting-templates.tsx";
import { UploadDialog } from "./upload-dialog.tsx";
import { ViewState } from "./views/view-state.tsx";
import { datasetsWords } from "./words.ts";

/** One dataset: what its columns hold, its first rows, its versions, and who uses it. */
export function DatasetPage({ name }: { readonly name: string }) {
  const query = useDataset(name);
  const fitting = useFittingTemplates(query.data);
  const profiler = useProfiler();
  // Asked for while the rest comes.
  useSummaries(query.data);
  return (
    <Loaded query={query} ready={fitting !== undefined && !profiler.isPending} title={name}>
      {(dataset) => <Shown data={dataset} fitting={fitting ?? []} profiler={profiler.data ?? undefined} />}
    </Loaded>
  );
}

/** What each column of a dataset holds. */
function useSummaries(dataset: Dataset | undefined) {
  return useQuery({
    queryKey: keys.dataset(dataset?.name, "columns", dataset?.version),
    queryFn: () => take(api.GET("/queries/columns/{name}", { params: { path: { name: dataset!.name } } })),
    enabled: dataset !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The template that prints a profile, if it is there: whether it takes the name of the data. */
function useProfiler() {
  return useQuery({
    queryKey: keys.templateExists("dataset-profile"),
    queryFn: async () => {
      const { data } = await api.GET("/templates/{name}", { params: { path: { name: "dataset-profile" } } });
      return data === undefined ? null : { isNamed: Object.hasOwn(data.parameters.properties ?? {}, "source") };
    },
    staleTime: 60_000,
  });
}

/** Asks for the profile of a dataset as a report. @param isNamed whether its title takes the name of the data */
function usePrintedProfile(name: string, isNamed: boolean) {
  return useMutation({
    mutationFn: () =>
      take(
        api.POST("/reports", {
          body: {
            template: "dataset-profile",
            datasets: { data: name },
            ...(isNamed && { parameters: { source: name } }),
          },
        }),
      ),
  });
}

interface ShownProps {
  readonly data: Dataset;
  readonly fitting: readonly Template[];
  readonly profiler: { readonly isNamed: boolean } | undefined;
}

function Shown({ data, fitting, profiler }: ShownProps) {
  const { name } = data;
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  const size = useSizeInWords(data);
  const [, navigate] = useLocation();
  const [file, setFile] = useState<File>();
  const [deleting, setDeleting] = useState(false);
  const summaries = useSummaries(data);
  const print = usePrintedProfile(name, profiler?.isNamed === true);
  return (
    <div className="page">
      <PageHead kicker={words.datasets} title={name} lead={size}>
        {profiler !== undefined && (
          <Button
            kind="primary"
            disabled={print.isPending}
            onClick={() => print.mutate(undefined, { onSuccess: ({ id }) => navigate(`/reports/${id}`) })}
          >
            {words.fullProfile}
          </Button>
        )}
        <Changing data={data} />
        <Button kind="danger" onClick={() => setDeleting(true)}>
          {common.delete}
        </Button>
      </PageHead>
      {print.error !== null && <ProblemList title={common.loadFailed} error={print.error} />}
      {file !== undefined && (
        <UploadDialog file={file} name={name} onClose={() => setFile(undefined)} onStored={() => setFile(undefined)} />
      )}
      {deleting && (
        <DeleteDataset
          name={name}
          isView={data.view === true}
          onClose={() => setDeleting(false)}
          onDeleted={() => navigate("/datasets")}
        />
      )}
      <Notes data={data} />
      <FittingTemplates fitting={fitting} dataset={data} />
      <div className="beside">
        <div className="stack">
          <Profile data={data} summaries={summaries} />
          {summaries.error === null && (
            <FirstRows name={name} version={data.version} total={data.rows} shown={!summaries.isPending} />
          )}
        </div>
        <aside className="stack">
          {data.view !== true && <DropZone label={words.dropVersion} onFile={setFile} />}
          <DatasetContract name={name} version={data.version} />
          <DatasetLetters name={name} />
          <DatasetVersions name={name} current={data.version} />
          <DatasetUses name={name} />
        </aside>
      </div>
    </div>
  );
}

/** Leads to the definition of a view, or else to the source, the recipe and to erasing rows. */
function Changing({ data: { name, view, source } }: { readonly data: Dataset }) {
  const words = useWords(datasetsWords);
  return (
    <>
      {source !== undefined && (
        <Link className="button" href={`/datasets/~sources/${name}`}>
          {words.source}
        </Link>
      )}
      <Link className="button" href={`/datasets/${name}/${view === true ? "view" : "recipe"}`}>
        {view === true ? words.view : words.recipe}
      </Link>
      {view !== true && <EraseRowsButton name={name} />}
    </>
  );
}

/** What is to be known before the dataset is used. */
function Notes({ data }: { readonly data: Dataset }) {
  const { name, view, byOlderReader, proposal, question, warnings } = data;
  return (
    <>
      {view === true && <ViewState name={name} />}
      {byOlderReader === true && <OlderReader name={name} />}
      {proposal !== undefined && <DatasetProposal name={name} proposal={proposal} />}
      {question !== undefined && <DatasetQuestion name={name} question={question} />}
      {warnings.length > 0 && <ReadingWarnings warnings={warnings} />}
    </>
  );
}

/** How many rows and columns a dataset has, its bytes, their format, and its files if they are several. */
function useSizeInWords(data: Dataset): string {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  return [
    words.rowsOf(data.rows, formats.number(data.rows)),
    words.columnsOf(data.columns.length, formats.number(data.columns.length)),
    formats.bytes(data.bytes),
    data.format.toUpperCase(),
    ...(data.files === undefined ? [] : [words.filesOf(data.files.length, formats.number(data.files.length))]),
  ].join(" · ");
}

interface ProfileProps {
  readonly data: Dataset;
  readonly summaries: ReturnType<typeof useSummaries>;
}

/** The columns, and what each holds as soon as that is known. */
function Profile({ data, summaries }: ProfileProps) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  return (
    <section className="stack">
      <h2>{words.profile}</h2>
      {summaries.isPending ? (
        <div className="table-to-come">
          <Loading />
        </div>
      ) : (
        <ColumnTable rows={data.rows} columns={summaries.data?.columns ?? data.columns} />
      )}
      {summaries.data?.sample !== undefined && (
        <p className="small muted">{words.sampled(formats.number(summaries.data.sample))}</p>
      )}
      {summaries.error !== null && <p className="small muted">{words.noValues}</p>}
      {data.files !== undefined && <DatasetFiles files={data.files} />}
    </section>
  );
}

/** What was doubtful when the file was read. */
function ReadingWarnings({ warnings }: Pick<Dataset, "warnings">) {
  const words = useWords(datasetsWords);
  const { language } = useLanguage();
  return (
    <Notice kind="caution" title={words.warnings}>
      <ul>
        {warnings.map((warning) => (
          <li key={`${warning.code} ${warning.message}`}>{own(problemText(warning, language))}</li>
        ))}
      </ul>
    </Notice>
  );
}
