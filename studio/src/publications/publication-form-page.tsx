import { Loaded } from "../design/loaded.tsx";
import { PageHead } from "../design/page-head.tsx";
import { useWords } from "../words/use-words.tsx";
import { PublicationForm } from "./form/publication-form.tsx";
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
  return <Loaded query={usePublication(name)}>{(publication) => <PublicationForm publication={publication} />}</Loaded>;
}
