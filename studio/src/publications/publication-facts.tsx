import { useEffect, useState } from "react";
import { saveFile } from "../api/fetch-file.ts";
import { Button } from "../design/button.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import type { Publication } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

/** The link that stays the same, the feed, and where editions go. */
export function PublicationFacts({
  publication: { name, pdf, feed, deliver = [], keep },
}: {
  readonly publication: Publication;
}) {
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 3000);
    return () => clearTimeout(timer);
  }, [copied]);
  const link = new URL(pdf, location.origin).href;
  return (
    <section className="stack">
      <h2>{words.stableLink}</h2>
      <div className="stable-link">
        <code>{pdf}</code>
        <Button
          kind="plain"
          aria-label={words.copyLink}
          onClick={() => {
            void navigator.clipboard.writeText(link).then(() => setCopied(true));
          }}
        >
          <span aria-live="polite">{copied ? common.copied : common.copy}</span>
        </Button>
      </div>
      <p className="small muted">{words.stableLinkHelp}</p>
      <h2>{words.delivery}</h2>
      {deliver.length === 0 && <p className="muted">{words.noDelivery}</p>}
      <dl className="facts">
        {deliver.map((entry) => (
          <Destination key={JSON.stringify(entry)} entry={entry} />
        ))}
        <div>
          <dt>{words.feed}</dt>
          <dd>
            <Button kind="plain" className="inline" onClick={() => void saveFile(feed, `${name}.atom`)}>
              feed.atom
            </Button>
          </dd>
        </div>
        <div>
          <dt>{words.keeps}</dt>
          <dd>
            {keep === undefined
              ? words.keepsAll
              : typeof keep === "number"
                ? words.keepsCount(formats.number(keep))
                : words.keepsFor(keep)}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Destination({
  entry: { mail, webhook, copy },
}: {
  readonly entry: NonNullable<Publication["deliver"]>[number];
}) {
  const words = useWords(publicationsWords);
  if (mail !== undefined) {
    const count = Array.isArray(mail.to) ? mail.to.length : 1;
    return (
      <div>
        <dt>{words.mail}</dt>
        <dd>
          {words.people(count)}, {mail.attach === true ? words.attached : words.linked}
        </dd>
      </div>
    );
  }
  return (
    <div>
      <dt>{webhook === undefined ? words.copy : words.webhook}</dt>
      <dd>{webhook ?? copy?.to}</dd>
    </div>
  );
}
