/** Whether a message adds anything to the others on the screen. Pure. */

export interface Said {
  text: string;
  /** Grows with every message that comes. */
  order: number;
}

/** True where another message is the same and newer, or says the same and more. */
export const isAnnouncedElsewhere = (own: Said, others: readonly Said[]): boolean =>
  others.some(({ text, order }) => (text === own.text ? order > own.order : text.includes(own.text)));
