/** Names of what came before the records of a table: the cancellations of a guest before this stay. */
const past =
  /\b(previous(ly)?|prior|earlier|former(ly)?|past|bisherige?[nrs]?|frühere?[nrs]?|früher|vorherige?[nrs]?|vorangegangene?[nrs]?)\b|以往|以前|此前|之前|过往|过去|既往/iu;

/** Whether a name is of a record's past, which is no part of what the table counts and no whole of it. */
export const isPastName = (name: string): boolean => past.test(name);
