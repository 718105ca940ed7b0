import { keys } from "../api/query-keys.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { done } from "../api/done.ts";
import { Button } from "../design/button.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { Status } from "../design/status.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { type Edition, type Publication, routesOf, type Sent, sentFor, useDeliveries } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

interface SentListProps {
  readonly publication: Publication;
  readonly edition: Edition;
}

/** The state of each letter, copy and call of an edition; those that were given up can be sent again. */
export function SentList({ publication, edition }: SentListProps) {
  const words = useWords(publicationsWords);
  const formats = useFormats();
  const queries = useQueryClient();
  const { webhooks, channels } = routesOf(publication);
  const { data } = useDeliveries(webhooks, channels, edition.status === "ready" ? edition.id : undefined);
  const sent = sentFor(data, edition);
  const again = useMutation({
    mutationFn: ({ channel, name, delivery }: Sent) =>
      channel === "webhook"
        ? // A webhook replays what was parked since a time: that of this event.
          done(
            api.POST("/webhooks/{name}/replay", {
              params: { path: { name } },
              body: { since: delivery.time } as never,
            }),
          )
        : done(api.POST("/deliveries/{channel}/{id}/retry", { params: { path: { channel, id: delivery.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.deliveries() }),
  });
  if (sent.length === 0) return null;
  return (
    <section className="stack">
      <h2>{words.delivered}</h2>
      <ul className="lines">
        {sent.map((one) => {
          const { channel, name, delivery } = one;
          const last = delivery.tries.at(-1);
          const stopped = delivery.state === "parked" || delivery.state === "unknown";
          return (
            <li key={`${channel} ${name} ${delivery.id}`}>
              <div>
                <div>{delivery.to ?? name}</div>
                <div className="small muted">
                  {words[channel]} · {words.tries(delivery.tries.length)}
                  {last === undefined ? "" : ` · ${formats.moment(last.at)}`}
                  {last?.fault === undefined ? "" : ` · ${last.fault}`}
                </div>
              </div>
              <Status
                kind={
                  delivery.state === "delivered" ? "good" : stopped ? "bad" : delivery.state === "due" ? "busy" : "idle"
                }
              >
                {delivery.state === "delivered" ? words.deliveredState : words[delivery.state]}
              </Status>
              {stopped && (
                <Button kind="plain" disabled={again.isPending} onClick={() => again.mutate(one)}>
                  {words.replay}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {again.error !== null && <ProblemList title={words.notDone} error={again.error} />}
    </section>
  );
}
