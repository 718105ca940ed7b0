/** A section of running text. */
export interface Section {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const words =
  `the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their
we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man
me even most made after also did many off before must well back through years where much your way down should because long each just state those people too mister how little good
industry investment development international government manufacturing statistical expenditure comparison preliminary measurement representative laboratory university responsibility
communication infrastructure distribution approximately considerable institutional administration qualification understanding organisation particularly circumstances relationship
economic regional national growth output sector figure revenue capital labour quarter annual survey census series estimate revision baseline target outcome policy programme budget`.split(
    /\s+/,
  );

/**
 * Makes text that looks like English: sentences of 8 to 25 words, six to a paragraph, six paragraphs to a section.
 * Every iteration has other words in another order.
 *
 * @param pages approximate number of A4 pages at 10 on 14 points
 */
export function makeProse(pages: number, iteration: number): Section[] {
  const random = randomFrom(iteration + 1);
  const pick = (): string => words[Math.floor(random() * words.length)]!;
  const sentence = (): string => {
    const text = Array.from({ length: 8 + Math.floor(random() * 18) }, pick).join(" ");
    return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (): string => Array.from({ length: 6 }, sentence).join(" ");
  return Array.from({ length: pages }, (_, index) => ({
    title: `Section ${index + 1}: ${pick()} ${pick()}`,
    paragraphs: Array.from({ length: 6 }, paragraph),
  }));
}

/** Makes a generator of numbers from 0 to 1 that repeats for the same seed (from Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
