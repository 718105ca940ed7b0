import { Loading } from "../design/loading.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { PublicationForm } from "./publication-form.tsx";
import { usePublication } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

/** Makes a publication, or changes one. */
export function PublicationFormPage({ name }: { readonly name?: string }) {
  const words = useWords(publicationsWords);
  return (
    <div className="page">
      <PageHead kicker={words.publications} title={name === undefined ? words.newTitle : words.editTitle(name)} />
      {name === undefined ? <PublicationForm /> : <Existing name={name} />}
    </div>
  );
}

function Existing({ name }: { readonly name: string }) {
  const common = useWords(commonWords);
  const { data, error } = usePublication(name);
  if (error !== null) return <ProblemList title={common.loadFailed} error={error} />;
  return data === undefined ? <Loading /> : <PublicationForm publication={data} />;
}
