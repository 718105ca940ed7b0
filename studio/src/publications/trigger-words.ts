import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { scheduleInWords } from "./schedule.ts";
import type { Publication } from "./use-publication.ts";
import { scheduleWords } from "./schedule-words.ts";
import { publicationsWords } from "./words.ts";

/** What makes the editions of a publication, and when the next one comes, in words. */
export function useTriggerWords(): {
  readonly when: (publication: Publication) => string;
  readonly next: (publication: Publication) => string;
} {
  const words = useWords(scheduleWords);
  const { paused, noNext } = useWords(publicationsWords);
  const formats = useFormats();
  return {
    when({ on }) {
      const parts = on.map(({ schedule, timezone, data }) =>
        schedule === undefined
          ? words.onData((data ?? []).join(", "))
          : words.inZone(scheduleInWords(schedule, words), cityOf(timezone ?? "UTC")),
      );
      return parts.length === 0 ? words.onDemand : parts.reduce((sentence, part) => words.also(sentence, part));
    },
    next: ({ next, state }) => (state === "paused" ? paused : next === undefined ? noNext : formats.moment(next)),
  };
}

/** `Europe/Zurich` → `Zurich` */
export function cityOf(timezone: string): string {
  return timezone.split("/").at(-1)!.replaceAll("_", " ");
}
