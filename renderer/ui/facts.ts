/** The rows of Facts.svelte. */
export interface Fact {
  label: string;
  value: string;
  /** For keys, addresses and the like, in which every character counts. */
  mono?: boolean;
  /** Offers to copy the value. */
  copy?: boolean;
}
