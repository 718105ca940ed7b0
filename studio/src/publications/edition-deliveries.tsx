import { useWords } from "../words/use-words.tsx";
import type { Sent } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

/** How many letters, copies and calls have arrived, by channel. */
export function EditionDeliveries({ sent }: { readonly sent: readonly Sent[] }) {
  const words = useWords(publicationsWords);
  if (sent.length === 0) return <span className="muted">–</span>;
  const byChannel = Map.groupBy(sent, ({ channel }) => channel);
  return (
    <>
      {[...byChannel].map(([channel, entries], index) => {
        const arrived = entries.filter(({ delivery }) => delivery.state === "delivered").length;
        return (
          <span key={channel} className={arrived === entries.length ? "arrived" : "not-arrived"}>
            {(index === 0 ? "" : " · ") + words.arrived(words[channel], arrived, entries.length)}
          </span>
        );
      })}
    </>
  );
}
