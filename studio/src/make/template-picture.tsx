import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readToken } from "../api/token.ts";
import { useWords } from "../words/use-words.tsx";
import { makeWords } from "./words.ts";

interface TemplatePictureProps {
  readonly name: string;
  readonly title: string;
  /** Whether it takes the place of the report. @default false */
  readonly large?: boolean;
}

/** The first page of a template with its sample data; a blank page where the server draws none. */
export function TemplatePicture({ name, title, large = false }: TemplatePictureProps) {
  const words = useWords(makeWords);
  const { data: picture } = useQuery({ queryKey: ["picture", name], queryFn: () => fetchPicture(name), staleTime: Number.POSITIVE_INFINITY, retry: false });
  const url = useBlobUrl(picture ?? undefined);
  return (
    <div className={large ? "template-picture large" : "template-picture"}>
      {large && (
        <div className="start-here">
          <h2>{words.startHere}</h2>
          <p className="muted">{url === undefined ? words.startWithout : words.startHereLead}</p>
        </div>
      )}
      {(!large || url !== undefined) && <div className="picture-page">{url !== undefined && <img src={url} alt={large ? words.pictureOf(title) : ""} />}</div>}
    </div>
  );
}

/** @returns `null` where there is no picture */
async function fetchPicture(name: string): Promise<Blob | null> {
  const token = readToken();
  const response = await fetch(`/templates/${name}/picture`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  return response.ok ? await response.blob() : null;
}

/** An address of a blob, for as long as it is shown. */
function useBlobUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (blob === undefined) return undefined;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [blob]);
  return url;
}
