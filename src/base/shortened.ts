/** Enough for all that nodes say; a hostile one can say megabytes, and errors repeat it several times. */
const charactersMax = 1_000;

/** What a node or the chain says, as errors repeat it: its beginning, where there is too much of it. */
export function shortened(words: string): string {
  return words.length <= charactersMax
    ? words
    : `${words.slice(0, charactersMax)}... and ${words.length - charactersMax} characters more`;
}
