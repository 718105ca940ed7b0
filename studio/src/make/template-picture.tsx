import { keys } from "../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { useBlobUrl } from "../design/use-blob-url.ts";
import { readToken } from "../api/token.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { makeWords } from "./words.ts";

interface TemplatePictureProps {
  readonly name: string;
  readonly title: string;
  /** That it can be made in. */
  readonly languages: readonly string[];
  /** Whether it takes the place of the report. @default false */
  readonly large?: boolean;
}

/**
 * The first page of a template with its sample data, in the reader's language if it has it; a blank page where the
 * server draws none.
 */
export function TemplatePicture({ name, title, languages, large = false }: TemplatePictureProps) {
  const words = useWords(makeWords);
  const { language } = useLanguage();
  const spoken = languages.find((tag) => tag.split("-")[0] === language);
  const { data: picture } = useQuery({
    queryKey: keys.picture(name, spoken, large),
    queryFn: () => fetchPicture(name, spoken, large),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const url = useBlobUrl(picture ?? undefined);
  return (
    <div className={large ? "template-picture large" : "template-picture"}>
      {large && (
        <div className="start-here">
          <h2>{words.startHere}</h2>
          <p className="muted">{url === undefined ? words.startWithout : words.startHereLead}</p>
        </div>
      )}
      {(!large || url !== undefined) && (
        <div className="picture-page">
          {url !== undefined && <img src={url} alt={large ? words.pictureOf(title) : ""} />}
        </div>
      )}
    </div>
  );
}

/** @returns `null` where there is no picture */
async function fetchPicture(name: string, language: string | undefined, large: boolean): Promise<Blob | null> {
  const query = new URLSearchParams({
    ...(language !== undefined && { language }),
    ...(!large && { size: "small" }),
  }).toString();
  const token = readToken();
  const response = await fetch(`/templates/${name}/picture${query === "" ? "" : `?${query}`}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return response.ok ? await response.blob() : null;
}
