/** What a list of facts is made of. */
export interface Fact {
  label: string;
  value: string;
  /** Keys, addresses and the like, in which every character counts. */
  mono?: boolean;
  /** Offers to copy the value. */
  copy?: boolean;
}
