/** States of an appointment that somebody kept, that somebody missed, and that is still to come. */
const [kept, missed, toCome] = [
  /^(attended|arrived|seen|present|showed( up)?|came|checked[ -]?(in|out)|completed?|done|fulfilled|took place|kept|wahrgenommen|erschienen|anwesend|teilgenommen|stattgefunden|behandelt|erledigt|已?(就诊|到诊|到店|到场|完成|赴约|履约|出席))$/,
  /^(missed|no[- ]?shows?|dna|did not (attend|come|show( up)?)|not attended|failed to attend|fta|nicht (erschienen|angetreten|wahrgenommen)|unentschuldigt( gefehlt)?|versäumt|爽约|失约|未(到|到场|到诊|到店|就诊|赴约|履约|出席))$/,
  /^(booked|scheduled|upcoming|planned|confirmed|to come|open|pending|gebucht|geplant|bestätigt|offen|已?预约|待就诊|待到诊|已?确认)$/,
];

/** Names of tables of appointments. */
const visits =
  /appointments?|\bclinic\b|consultations?\b|\bsurgery\b|\btermine?\b|terminbuch|terminliste|sprechstunde|预约|挂号|门诊/i;

const plain = (text: string): string => text.trim().toLowerCase().replaceAll("_", " ").replace(/\s+/g, " ");

/** Whether a title or a column's name says that each row is an appointment. */
export function isOfVisits(names: readonly string[]): boolean {
  return names.some((name) => visits.test(name.replaceAll("_", " ")));
}

/**
 * The states of those who missed an appointment, if others kept theirs and none is still to come; otherwise none, as a
 * share of all would count what nobody knows yet.
 */
export function readMissed(texts: readonly string[]): readonly string[] {
  const of = (kind: RegExp | undefined): readonly string[] => texts.filter((text) => kind!.test(plain(text)));
  return of(kept).length > 0 && of(toCome).length === 0 ? of(missed) : [];
}
